//! The sweep for words by their stem. Only rule sets with `stem` in them pay for it.

use std::collections::HashMap;

use crate::text::{Stems, fold, words};

/// The stems of one language that rules ask for.
#[derive(Debug)]
pub(super) struct StemScanner {
    pub(super) language: String,
    pub(super) stems: Stems,
    /// Each anchor's stem and the needles that have it as anchor.
    needles: HashMap<String, Vec<u32>>,
}

/// What is known already of words as they are written: the needles of their stem, if there are any.
#[derive(Debug, Default)]
pub(super) struct StemMemo<'r> {
    known: HashMap<String, &'r [u32]>,
}

/// Words are remembered up to this many; then the memory starts anew.
const MOST_WORDS: usize = 1 << 16;

impl StemScanner {
    pub(super) fn new(language: &str, stems: Stems) -> Self {
        Self { language: language.to_owned(), stems, needles: HashMap::new() }
    }

    pub(super) fn add(&mut self, stem: &str, needle: u32) {
        self.needles.entry(stem.to_owned()).or_default().push(needle);
    }

    /// Calls `found` with each needle whose anchor's stem a word of the folded `text` has, and where that word stands.
    pub(super) fn scan<'r>(&'r self, text: &str, memo: &mut StemMemo<'r>, mut found: impl FnMut(u32, usize, usize)) {
        for word in words(text) {
            let needles = match memo.known.get(word.text) {
                Some(needles) => needles,
                None => self.learn(word.text, memo),
            };
            for &needle in needles {
                found(needle, word.span.start(), word.span.end());
            }
        }
    }

    fn learn<'r>(&'r self, word: &str, memo: &mut StemMemo<'r>) -> &'r [u32] {
        let needles = self.needles.get(self.stems.stem(&fold(word)).as_ref()).map_or(&[][..], Vec::as_slice);
        if memo.known.len() >= MOST_WORDS {
            memo.known.clear();
        }
        memo.known.insert(word.to_owned(), needles);
        needles
    }
}
