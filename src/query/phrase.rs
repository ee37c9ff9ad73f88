//! The words of a phrase, with the places that are left open in them.

use super::QueryError;
use super::ast::{Phrase, PhraseWord, Placed, Query};
use crate::model::Span;
use crate::text::{fold, is_word_char};

/// The fewest letters of a word whose beginning is left open: fewer would stand for half of all words.
const FEWEST_BEHIND_STAR: usize = 2;

/// Reads the words that `text` holds. What cannot be meant is said here, so that no sign is dropped silently.
pub(super) fn read(text: &str, span: Span, slop: u32) -> Result<Query, QueryError> {
    let mut found = Vec::new();
    for word in words(text) {
        let folded = fold(word);
        if folded.contains(is_open) {
            found.push(PhraseWord::Pattern(pattern(&folded, span)?));
        } else {
            found.push(PhraseWord::Whole(folded));
        }
    }
    if found.is_empty() {
        return Err(QueryError::new("there is no word here", span).hint("put words in quotes".to_owned()));
    }
    let is_question = |word: &PhraseWord| matches!(word, PhraseWord::Pattern(open) if open.value.ends_with('?'));
    if found.len() > 1 && found.iter().any(is_question) {
        let message = "a ? at the end of a word in a phrase may be a question mark or any letter";
        return Err(QueryError::new(message, span).hint("leave it out, or write * for any ending".to_owned()));
    }
    let slop = if found.len() > 1 { slop } else { 0 };
    Ok(Query::Words(Phrase { words: found, exact: false, slop }))
}

/// A word with open places, if enough of it is said.
fn pattern(folded: &str, span: Span) -> Result<Placed<String>, QueryError> {
    let mut value = String::with_capacity(folded.len());
    for character in folded.chars() {
        if character != '*' || !value.ends_with('*') {
            value.push(character);
        }
    }
    let letter_count = value.chars().filter(|&character| !is_open(character)).count();
    if letter_count == 0 {
        let error = QueryError::new("* and ? stand in or beside the letters of a word", span);
        return Err(error.hint("for any words between two others write \"staff pay\"~3".to_owned()));
    }
    if value.starts_with('*') && letter_count < FEWEST_BEHIND_STAR {
        let error = QueryError::new("this stands for too many words", span);
        return Err(error.hint(format!("write at least {FEWEST_BEHIND_STAR} letters with a * in front: *ology")));
    }
    Ok(Placed { value, span })
}

const fn is_open(character: char) -> bool {
    matches!(character, '*' | '?')
}

/// As [`crate::text::words`] has them, only that `*` and `?` are letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |character: char| is_word_char(character) || is_open(character);
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(is_part)?;
        let from = rest.get(start..)?;
        let mut characters = from.char_indices().peekable();
        let mut end = from.len();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|&(_, next)| next);
            let is_inner =
                matches!(character, '\'' | '’') && next.is_some_and(|next| next.is_alphabetic() || is_open(next));
            if !is_part(character) && !is_inner {
                end = at;
                break;
            }
        }
        rest = from.get(end..).unwrap_or_default();
        from.get(..end)
    })
}
