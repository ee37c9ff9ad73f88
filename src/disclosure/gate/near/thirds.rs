//! Words that differ by two slips of the pen: of three thirds of a word, two slips leave one as it was.
//!
//! But for two letters that changed places over the border of two thirds, which touch both. So a word is parted in three
//! ways, with no border in common: each slip can be on a border of one of them at most.

use std::collections::{BTreeSet, HashMap};

/// So many slips are looked for: what stands before a third and what stands after it are, together, longer or shorter by no more.
const SLIPS: usize = 2;

/// A third of a word, by how many letters stand before and after it there.
#[derive(Debug, Clone, Copy)]
struct Third {
    word: usize,
    before: usize,
    after: usize,
}

/// Words by their thirds.
#[derive(Debug, Clone, Default)]
pub(super) struct Thirds {
    thirds: HashMap<String, Vec<Third>>,
    lengths: BTreeSet<usize>,
}

impl Thirds {
    /// Adds a word of six letters or more under its number.
    pub(super) fn add(&mut self, word: &str, number: usize) {
        let letters: Vec<char> = word.chars().collect();
        let (one, two, all) = (letters.len() / 3, letters.len() * 2 / 3, letters.len());
        for [start, one, two] in [[0, one, two], [0, one - 1, two - 1], [0, one + 1, two + 1]] {
            for (from, to) in [(start, one), (one, two), (two, all)] {
                let third = Third { word: number, before: from, after: all - to };
                self.thirds.entry(letters[from..to].iter().collect()).or_default().push(third);
                self.lengths.insert(to - from);
            }
        }
    }

    /// The numbers of all words that have a third in common with this one, about where it stands there; in order, each once.
    pub(super) fn sharing(&self, word: &str) -> BTreeSet<usize> {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let mut found = BTreeSet::new();
        for &length in &self.lengths {
            for (before, ends) in starts.windows(length + 1).enumerate() {
                let after = starts.len() - 1 - before - length;
                let third = word.get(ends[0]..ends[length]).unwrap_or_default();
                let known = self.thirds.get(third).into_iter().flatten();
                let near = known.filter(|known| known.before.abs_diff(before) + known.after.abs_diff(after) <= SLIPS);
                found.extend(near.map(|known| known.word));
            }
        }
        found
    }
}
