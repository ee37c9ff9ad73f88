//! Stems of words met lately: a text's words are mostly the same few thousand, and to look one up is many times quicker
//! than to stem it.

use crate::text::Stems;

/// How many words are remembered; each has one place, which it loses to the next that falls there.
const PLACES: usize = 1 << 15;

/// The longest word that is remembered, and the longest ending that a stem has instead of the word's own.
const WORD_BYTES: usize = 24;
const ENDING_BYTES: usize = 5;

/// Whether a word's stem is another word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stem {
    IsTheWord,
    Differs,
}

/// Words with their stems. Empty until the first word is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownStems {
    places: Vec<Known>,
}

/// A word and its stem, both in one half of a cache line: the stem is the word's first bytes and an ending.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    word: [u8; WORD_BYTES],
    word_length: u8,
    kept: u8,
    ending: [u8; ENDING_BYTES],
    ending_length: u8,
}

impl KnownStems {
    /// Adds the stem of a folded word to the end of `stem`, unless it is the word itself.
    pub(super) fn push_stem(&mut self, stems: &Stems, word: &str, stem: &mut String) -> Stem {
        if word.len() > WORD_BYTES {
            let stemmed = stems.stem(word);
            stem.push_str(&stemmed);
            return if stemmed == word { Stem::IsTheWord } else { Stem::Differs };
        }
        if self.places.is_empty() {
            self.places.resize(PLACES, Known::default());
        }
        let known = &mut self.places[place_of(word.as_bytes())];
        if !known.is(word) {
            let stemmed = stems.stem(word);
            let Some(new) = Known::of(word, &stemmed) else {
                stem.push_str(&stemmed);
                return Stem::Differs;
            };
            *known = new;
        }
        let ending = known.ending();
        if usize::from(known.kept) == word.len() && ending.is_empty() {
            return Stem::IsTheWord;
        }
        stem.push_str(word.get(..usize::from(known.kept)).unwrap_or_default());
        stem.push_str(ending);
        Stem::Differs
    }
}

impl Known {
    /// A word and its stem; nothing if they have too little in common.
    fn of(word: &str, stem: &str) -> Option<Self> {
        let pairs = word.chars().zip(stem.chars());
        let kept = pairs.take_while(|(one, other)| one == other).map(|(character, _)| character.len_utf8()).sum();
        let ending = stem.get(kept..)?.as_bytes();
        let mut known = Self { word_length: small(word.len())?, kept: small(kept)?, ..Self::default() };
        known.word.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        known.ending.get_mut(..ending.len())?.copy_from_slice(ending);
        known.ending_length = small(ending.len())?;
        Some(known)
    }

    fn is(&self, word: &str) -> bool {
        usize::from(self.word_length) == word.len() && self.word.get(..word.len()) == Some(word.as_bytes())
    }

    fn ending(&self) -> &str {
        let bytes = self.ending.get(..usize::from(self.ending_length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

fn small(length: usize) -> Option<u8> {
    u8::try_from(length).ok()
}

/// Where a word is remembered: FNV-1a over its bytes, folded to the table's size.
fn place_of(word: &[u8]) -> usize {
    let hash = word.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 15)) as usize % PLACES
}
