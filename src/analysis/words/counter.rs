//! How often words or phrases occur, in one or several groups of segments.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use fixedbitset::FixedBitSet;

use super::lexicon::{Known, Lexicon};
use super::significance::{log_likelihood, percent_difference, real};

/// Counts words, or phrases of some lengths, segment by segment.
#[derive(Debug)]
pub struct WordCounter {
    lexicon: Lexicon,
    lengths: RangeInclusive<usize>,
    /// Phrases of words' numbers; a single word's number is its own.
    phrases: HashMap<Box<[u32]>, u32>,
    groups: Vec<Group>,
    known: Vec<Known>,
    phrase: Vec<u32>,
}

/// How much there is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupSize {
    /// Running words, stop words among them.
    pub words: u64,
    pub segments: u64,
    pub cases: u64,
}

/// How often something occurs in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Occurrences {
    pub count: u64,
    pub segments: u64,
    pub cases: u64,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordCounts {
    pub groups: Vec<GroupSize>,
    /// The most frequent first, in all groups together; those that occur as often in alphabetical order.
    pub words: Vec<CountedWord>,
}

/// A word or phrase, and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedWord {
    /// Its most frequent form.
    pub word: String,
    /// A word's forms with their counts, the most frequent first, where several were counted as one.
    pub forms: Vec<(String, u64)>,
    /// By group.
    pub occurrences: Vec<Occurrences>,
}

#[derive(Debug, Default)]
struct Group {
    size: GroupSize,
    latest_segment: Option<u32>,
    cases: FixedBitSet,
    tallies: Vec<Tally>,
}

#[derive(Debug, Clone, Default)]
struct Tally {
    count: u64,
    segments: u64,
    latest_segment: Option<u32>,
    /// Some more than once.
    cases: Vec<u32>,
}

impl WordCounter {
    /// Counts single words where `lengths` is 1 to 1; otherwise phrases, which neither begin nor end with a stop word.
    pub fn new(lexicon: Lexicon, lengths: RangeInclusive<usize>, group_count: usize) -> Self {
        let groups = (0..group_count).map(|_| Group::default()).collect();
        Self { lexicon, lengths, phrases: HashMap::new(), groups, known: Vec::new(), phrase: Vec::new() }
    }

    /// Adds folded words that follow one another: those of a segment, or of one sentence of it. No phrase reaches over their
    /// end. Segments come in order.
    pub fn add<'w>(&mut self, group: usize, segment: u32, case: Option<u32>, words: impl Iterator<Item = &'w str>) {
        self.known.clear();
        for word in words {
            self.known.push(self.lexicon.look_up(word));
        }
        let group = &mut self.groups[group];
        group.meet(segment, case, self.known.len());
        if *self.lengths.end() == 1 {
            for known in self.known.iter().filter(|known| !known.is_stop_word) {
                group.count(known.key, segment, case);
            }
            return;
        }
        for length in self.lengths.clone() {
            for words in self.known.windows(length) {
                let is_bounded = |known: Option<&Known>| known.is_some_and(|known| !known.is_stop_word);
                if !is_bounded(words.first()) || !is_bounded(words.last()) {
                    continue;
                }
                self.phrase.clear();
                self.phrase.extend(words.iter().map(|known| known.key));
                let number = if let Some(&number) = self.phrases.get(self.phrase.as_slice()) {
                    number
                } else {
                    let number =
                        u32::try_from(self.phrases.len()).expect("there are fewer different phrases than that");
                    self.phrases.insert(self.phrase.as_slice().into(), number);
                    number
                };
                group.count(number, segment, case);
            }
        }
    }

    /// What occurs at least `least` times in all groups together.
    pub fn finish(self, least: u64) -> WordCounts {
        let forms = self.lexicon.forms();
        let mut named: Vec<Named> = if *self.lengths.end() == 1 {
            (0..).zip(forms).map(|(number, forms)| (number, first(&forms), forms)).collect()
        } else {
            let name =
                |phrase: &[u32]| phrase.iter().map(|&key| first(&forms[key as usize])).collect::<Vec<_>>().join(" ");
            self.phrases.iter().map(|(phrase, &number)| (number, name(phrase), Vec::new())).collect()
        };
        named.retain(|(number, _, _)| total(&self.groups, *number) >= least.max(1));
        let mut words: Vec<CountedWord> = named
            .into_iter()
            .map(|(number, word, forms)| CountedWord {
                word,
                forms: if forms.len() > 1 { forms } else { Vec::new() },
                occurrences: self.groups.iter().map(|group| group.occurrences(number)).collect(),
            })
            .collect();
        words.sort_by(|one, other| other.count().cmp(&one.count()).then_with(|| one.word.cmp(&other.word)));
        WordCounts { groups: self.groups.iter().map(Group::size).collect(), words }
    }
}

/// A number, what it is called, and its forms.
type Named = (u32, String, Vec<(String, u64)>);

fn first(forms: &[(String, u64)]) -> String {
    forms.first().map(|(form, _)| form.clone()).unwrap_or_default()
}

fn total(groups: &[Group], number: u32) -> u64 {
    groups.iter().filter_map(|group| group.tallies.get(number as usize)).map(|tally| tally.count).sum()
}

impl Group {
    fn meet(&mut self, segment: u32, case: Option<u32>, word_count: usize) {
        self.size.words += word_count as u64;
        self.size.segments += u64::from(self.latest_segment.replace(segment) != Some(segment));
        if let Some(case) = case {
            self.cases.grow_and_insert(case as usize);
        }
    }

    fn count(&mut self, number: u32, segment: u32, case: Option<u32>) {
        let at = number as usize;
        if at >= self.tallies.len() {
            self.tallies.resize(at + 1, Tally::default());
        }
        let tally = &mut self.tallies[at];
        tally.count += 1;
        if tally.latest_segment.replace(segment) != Some(segment) {
            tally.segments += 1;
            tally.cases.extend(case.filter(|case| tally.cases.last() != Some(case)));
        }
    }

    fn size(&self) -> GroupSize {
        GroupSize { cases: self.cases.count_ones(..) as u64, ..self.size }
    }

    fn occurrences(&self, number: u32) -> Occurrences {
        let Some(tally) = self.tallies.get(number as usize) else { return Occurrences::default() };
        let mut cases = tally.cases.clone();
        cases.sort_unstable();
        cases.dedup();
        Occurrences { count: tally.count, segments: tally.segments, cases: cases.len() as u64 }
    }
}

impl CountedWord {
    /// How often it occurs in all groups together.
    pub fn count(&self) -> u64 {
        self.occurrences.iter().map(|occurrences| occurrences.count).sum()
    }
}

impl WordCounts {
    /// A word's count for every 10,000 words of a group; 0 in an empty group.
    pub fn per_10_000(&self, word: &CountedWord, group: usize) -> f64 {
        match self.groups[group].words {
            0 => 0.0,
            words => real(word.occurrences[group].count) * 10_000.0 / real(words),
        }
    }

    /// How much a word's frequency in a group differs from that in all the other groups together.
    pub fn keyness(&self, word: &CountedWord, group: usize) -> Keyness {
        let here = (word.occurrences[group].count, self.groups[group].words);
        let all_words: u64 = self.groups.iter().map(|size| size.words).sum();
        let elsewhere = (word.count() - here.0, all_words - here.1);
        let [here_share, elsewhere_share] = [here, elsewhere].map(|(count, words)| real(count) / real(words.max(1)));
        Keyness {
            elsewhere: elsewhere.0,
            elsewhere_per_10_000: elsewhere_share * 10_000.0,
            is_over: here_share > elsewhere_share,
            log_likelihood: log_likelihood(here.0, elsewhere.0, here.1, elsewhere.1),
            percent_difference: percent_difference(here.0, elsewhere.0, here.1, elsewhere.1),
        }
    }
}

/// How much a word's frequency in a group differs from that elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keyness {
    /// How often it occurs elsewhere.
    pub elsewhere: u64,
    pub elsewhere_per_10_000: f64,
    /// Whether it is more frequent here.
    pub is_over: bool,
    /// See [`log_likelihood`].
    pub log_likelihood: f64,
    /// See [`percent_difference`].
    pub percent_difference: Option<f64>,
}
