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
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = characters.by_ref().find(|&(_, character)| is_word_char(character))?;
        let mut end = text.len();
        while let Some(&(at, character)) = characters.peek() {
            if !is_word_char(character) && !is_inner_apostrophe(text, at, character) {
                end = at;
                break;
            }
            characters.next();
        }
        let span = Span::of(text, start..end)?;
        Some(Word { text: span.of_text(text), span })
    })
}

/// How many words a text has.
pub fn word_count(text: &str) -> u64 {
    words(text).count() as u64
}

fn is_inner_apostrophe(text: &str, at: usize, character: char) -> bool {
    matches!(character, '\'' | '’')
        && text.get(at + character.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}
