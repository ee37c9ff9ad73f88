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
    word: Packed,
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
        let packed = packed(word.as_bytes());
        let known = &mut self.places[place_of(packed)];
        if known.word != packed || usize::from(known.word_length) != word.len() {
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
        let word_length = small(word.len())?;
        let mut known = Self { word: packed(word.as_bytes()), word_length, kept: small(kept)?, ..Self::default() };
        known.ending.get_mut(..ending.len())?.copy_from_slice(ending);
        known.ending_length = small(ending.len())?;
        Some(known)
    }

    fn ending(&self) -> &str {
        let bytes = self.ending.get(..usize::from(self.ending_length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

fn small(length: usize) -> Option<u8> {
    u8::try_from(length).ok()
}

/// The bytes of a word of up to [`WORD_BYTES`], in numbers that are quick to compare: its first eight, its next eight, and
/// its last eight, which say some of them twice. With its length they are the word.
type Packed = [u64; 3];

fn packed(word: &[u8]) -> Packed {
    let eight = |at: usize| word.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes);
    let four = |at: usize| word.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
    match word.len() {
        16.. => [eight(0), eight(8), eight(word.len() - 8)],
        8.. => [eight(0), 0, eight(word.len() - 8)],
        4.. => [u64::from(four(0)) << 32 | u64::from(four(word.len() - 4)), 0, 0],
        _ => [word.iter().fold(0, |packed, &byte| packed << 8 | u64::from(byte)), 0, 0],
    }
}

/// Where a word is remembered: its numbers mixed by multiplication (the constant is 2^64 divided by the golden ratio, as
/// Knuth has it in *The Art of Computer Programming*, section 6.4), of which the upper bits are the most mixed.
fn place_of([first, middle, last]: Packed) -> usize {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (first ^ middle.rotate_left(23) ^ last.rotate_left(41)).wrapping_mul(MIX);
    usize::try_from(mixed >> (u64::BITS - PLACES.ilog2())).expect("a few bits fit")
}
