//! Words that differ by two slips of the pen: of three thirds of a word, two slips leave one as it was.
//!
//! But for two letters that changed places over the border of two thirds, which touch both. So a word is parted in three
//! ways, with no border in common: each slip can be on a border of one of them at most.

use std::collections::{BTreeSet, HashMap};

/// So far a third may have moved by what was put in or left out before it, in letters.
const MOST_MOVED: usize = 2;

/// Words by their thirds.
#[derive(Debug, Clone, Default)]
pub(super) struct Thirds {
    /// Of each third, the words that have it, and at which letter it begins there.
    words: HashMap<String, Vec<(usize, usize)>>,
    lengths: BTreeSet<usize>,
}

impl Thirds {
    /// Adds a word of six letters or more under its number.
    pub(super) fn add(&mut self, word: &str, number: usize) {
        let letters: Vec<char> = word.chars().collect();
        let (one, two) = (letters.len() / 3, letters.len() * 2 / 3);
        let ways = [[0, one, two], [0, one - 1, two - 1], [0, one + 1, two + 1]];
        for (from, to) in ways.iter().flat_map(|&[start, one, two]| [(start, one), (one, two), (two, letters.len())]) {
            self.words.entry(letters[from..to].iter().collect()).or_default().push((number, from));
            self.lengths.insert(to - from);
        }
    }

    /// The numbers of all words that have a third in common with this one, near where it stands there; in order, each once.
    pub(super) fn sharing(&self, word: &str) -> BTreeSet<usize> {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let mut found = BTreeSet::new();
        for &length in &self.lengths {
            for (from, ends) in starts.windows(length + 1).enumerate() {
                let third = word.get(ends[0]..ends[length]).unwrap_or_default();
                for &(number, at) in self.words.get(third).into_iter().flatten() {
                    if from.abs_diff(at) <= MOST_MOVED {
                        found.insert(number);
                    }
                }
            }
        }
        found
    }
}
