//! Where words begin and end: the one answer that index, rules and queries share.

use crate::model::Span;

/// A word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    pub text: &'t str,
    pub span: Span,
}

/// Whether a character is part of a word: letters, digits, and the marks that stand on them.
pub fn is_word_char(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)
}

/// The words of a text, in order. A word is a run of letters, digits and marks; an apostrophe between two letters is
/// part of it (*don't*), a hyphen is not (*e-mail* is two words, and the phrase "e-mail" finds them).
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let place = word_from(text, at)?;
        at = place.end;
        let span = Span::of(text, place.start..place.end)?;
        Some(Word { text: span.of_text(text), span })
    })
}

/// How many words a text has.
pub fn word_count(text: &str) -> u64 {
    let mut count = 0;
    let mut at = 0;
    while let Some(place) = word_from(text, at) {
        at = place.end;
        count += 1;
    }
    count
}

/// The bytes of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordPlace {
    pub start: usize,
    pub end: usize,
    pub is_ascii: bool,
}

/// The first word from byte `at` of a text on. Every word of every text goes by here: plain ASCII, byte by byte.
pub fn word_from(text: &str, at: usize) -> Option<WordPlace> {
    let bytes = text.as_bytes();
    let mut start = at;
    loop {
        let &byte = bytes.get(start)?;
        if IS_WORD_BYTE[usize::from(byte)] {
            break;
        }
        start += if byte.is_ascii() {
            1
        } else {
            let character = char_at(text, start)?;
            if is_word_char(character) {
                break;
            }
            character.len_utf8()
        };
    }
    let mut end = start;
    let mut is_ascii = true;
    while let Some(&byte) = bytes.get(end) {
        if IS_WORD_BYTE[usize::from(byte)] {
            end += 1;
        } else if byte.is_ascii() {
            if byte != b'\'' || !begins_with_letter(text, end + 1) {
                break;
            }
            end += 1;
        } else {
            let Some(character) = char_at(text, end) else { break };
            let next = end + character.len_utf8();
            if !is_word_char(character) && (character != '’' || !begins_with_letter(text, next)) {
                break;
            }
            is_ascii = false;
            end = next;
        }
    }
    Some(WordPlace { start, end, is_ascii })
}

/// The bytes that are letters or digits by themselves.
const IS_WORD_BYTE: [bool; 256] = {
    let mut is_word_byte = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        is_word_byte[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    is_word_byte
};

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

fn begins_with_letter(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(char::is_alphabetic)
}
