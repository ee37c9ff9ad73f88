//! How well words serve as a quotation of a theme: what speaks against them.

use crate::text::{sentences, word_count};

/// A quotation of this many words is long enough to stand alone and short enough to be read.
const PREFERRED_WORDS: std::ops::RangeInclusive<u64> = 8..=60;

/// Three and more pieces between commas, of fewer words than this on average, are a list rather than a sentence.
const WORDS_OF_A_PIECE: u64 = 6;

/// What stands around a sentence without being part of it.
const AROUND: [char; 14] = ['"', '\'', '“', '”', '‘', '’', '«', '»', '„', '(', ')', '[', ']', ' '];

/// What speaks against a quotation; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Worth {
    pub(super) is_bad_length: bool,
    /// How many other themes the words are about, and one each for a sentence that is not whole and for a list.
    pub(super) drawbacks: usize,
}

impl Worth {
    pub(super) fn of(words: &str, other_themes: usize) -> Self {
        Self {
            is_bad_length: !PREFERRED_WORDS.contains(&word_count(words)),
            drawbacks: other_themes + usize::from(!is_whole(words)) + usize::from(is_list(words)),
        }
    }
}

/// Whether words begin and end as sentences do. Scripts without small letters begin with any.
fn is_whole(words: &str) -> bool {
    let inner = words.trim_matches(AROUND);
    let begins = inner.chars().next().is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase());
    begins && inner.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// Whether any sentence is a row of short pieces.
fn is_list(words: &str) -> bool {
    sentences(words).into_iter().any(|sentence| {
        let sentence = sentence.of_text(words);
        let pieces = sentence.split([',', ';', '，', '、']).count() as u64;
        pieces > 2 && word_count(sentence) < WORDS_OF_A_PIECE * pieces
    })
}
