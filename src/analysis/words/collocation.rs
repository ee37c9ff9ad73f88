//! Which words stand beside others more often than they would by chance.

use std::ops::Range;

use super::lexicon::{Known, Lexicon};
use super::significance::{contingency_log_likelihood, log_dice, mutual_information, real, t_score};

/// Counts the words that stand near a node: the words that somebody asks about.
///
/// Surface co-occurrence after S. Evert, "Corpora and collocations", 2008: a window reaches `span` words to each side of the
/// node and never over the end of a segment; a word in the windows of two nodes is one word; the node's own words are in no
/// window and no total.
#[derive(Debug)]
pub struct CollocateCounter {
    lexicon: Lexicon,
    span: usize,
    node_count: u64,
    words: u64,
    window: u64,
    tallies: Vec<Tally>,
    known: Vec<Known>,
}

#[derive(Debug, Clone, Default)]
struct Tally {
    total: u64,
    observed: u64,
    left: u64,
    right: u64,
    segments: u64,
    latest_segment: Option<u32>,
    is_stop_word: bool,
}

/// What stands near a node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Collocates {
    /// How often the node occurs.
    pub node_count: u64,
    /// Running words, without the node's own.
    pub words: u64,
    /// How many of them stand in a window.
    pub window: u64,
    /// Those with the highest log-likelihood first.
    pub collocates: Vec<Collocate>,
}

/// A word that stands near a node.
#[derive(Debug, Clone, PartialEq)]
pub struct Collocate {
    /// Its most frequent form.
    pub word: String,
    /// How often it stands in a window.
    pub observed: u64,
    /// In a window before a node, and behind one; some words are both.
    pub left: u64,
    pub right: u64,
    /// In how many segments it stands in a window.
    pub segments: u64,
    /// How often it occurs in all.
    pub total: u64,
    /// How often it would stand in a window by chance: E = window × total / words.
    pub expected: f64,
    /// See [`mutual_information`].
    pub mutual_information: f64,
    /// See [`contingency_log_likelihood`].
    pub log_likelihood: f64,
    /// See [`t_score`].
    pub t_score: f64,
    /// See [`log_dice`].
    pub log_dice: f64,
}

impl CollocateCounter {
    pub fn new(lexicon: Lexicon, span: usize) -> Self {
        Self { lexicon, span, node_count: 0, words: 0, window: 0, tallies: Vec::new(), known: Vec::new() }
    }

    /// Adds the folded words of one segment, and which of them are nodes, in order and apart.
    pub fn add<'w>(&mut self, segment: u32, words: impl Iterator<Item = &'w str>, nodes: &[Range<usize>]) {
        self.known.clear();
        for word in words {
            self.known.push(self.lexicon.look_up(word));
        }
        self.node_count += nodes.len() as u64;
        // The nodes before and behind a word that are nearest to it.
        let mut next_node = 0;
        for (at, known) in self.known.iter().enumerate() {
            while nodes.get(next_node).is_some_and(|node| node.end <= at) {
                next_node += 1;
            }
            let next = nodes.get(next_node);
            if next.is_some_and(|node| node.contains(&at)) {
                continue;
            }
            let is_left = next.is_some_and(|node| node.start - at <= self.span);
            let before = next_node.checked_sub(1).and_then(|before| nodes.get(before));
            let is_right = before.is_some_and(|node| at - node.end < self.span);
            self.words += 1;
            if self.tallies.len() <= known.key as usize {
                self.tallies.resize(known.key as usize + 1, Tally::default());
            }
            let tally = &mut self.tallies[known.key as usize];
            tally.total += 1;
            tally.is_stop_word = known.is_stop_word;
            if is_left || is_right {
                self.window += 1;
                tally.observed += 1;
                tally.left += u64::from(is_left);
                tally.right += u64::from(is_right);
                tally.segments += u64::from(tally.latest_segment.replace(segment) != Some(segment));
            }
        }
    }

    /// The words that stand near the node at least `least` times, and more often than by chance.
    pub fn finish(self, least: u64) -> Collocates {
        let (node_count, words, window) = (self.node_count, self.words, self.window);
        let collocate = |(tally, forms): (Tally, Vec<(String, u64)>)| {
            let Tally { total, observed, left, right, segments, .. } = tally;
            let expected = real(window) * real(total) / real(words);
            Collocate {
                word: forms.into_iter().next().map(|(form, _)| form).unwrap_or_default(),
                observed,
                left,
                right,
                segments,
                total,
                expected,
                mutual_information: mutual_information(observed, expected),
                log_likelihood: contingency_log_likelihood(observed, window, total, words),
                t_score: t_score(observed, expected),
                log_dice: log_dice(observed, node_count, total),
            }
        };
        let tallies = self.tallies.into_iter().zip(self.lexicon.forms());
        let counted = tallies.filter(|(tally, _)| tally.observed >= least.max(1) && !tally.is_stop_word);
        let mut collocates: Vec<Collocate> =
            counted.map(collocate).filter(|collocate| real(collocate.observed) > collocate.expected).collect();
        collocates.sort_by(|one, other| {
            other.log_likelihood.total_cmp(&one.log_likelihood).then_with(|| one.word.cmp(&other.word))
        });
        Collocates { node_count, words, window, collocates }
    }
}
