//! Street addresses, read backwards from the word that says it is a street: names with capitals, then a house number.

use std::ops::Range;

use super::{is_clear, is_word};
use crate::detect::Rule;

/// Words that are little else behind a name and a number.
const STREETS: [&str; 9] = ["Avenue", "Crescent", "Drive", "Gardens", "Grove", "Lane", "Road", "Street", "Terrace"];
/// Parts of a street's name without a capital.
const SMALL: [&str; 6] = ["le", "la", "on", "of", "the", "upon"];
/// A name has no more words.
const MOST_WORDS: usize = 5;

pub(super) fn scan(text: &str, found: &mut impl FnMut(Rule, Range<usize>)) {
    for (at, letter) in text.bytes().enumerate() {
        let could_start = matches!(letter, b'A' | b'C' | b'D' | b'G' | b'L' | b'R' | b'S' | b'T');
        if !could_start || !text.get(..at).is_some_and(|left| left.ends_with([' ', '\u{a0}', '\n'])) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let Some(street) = STREETS.iter().find(|street| rest.starts_with(**street)) else { continue };
        let end = at + street.len();
        let after = text.get(end..).unwrap_or_default();
        let is_whole = is_clear(after.chars()) && !after.starts_with('%');
        if is_whole && let Some(start) = house(text, at) {
            found(Rule::Address, start..end);
        }
    }
}

/// Where the house number stands before the words of a name that end here.
fn house(text: &str, end: usize) -> Option<usize> {
    let mut end = end;
    let mut has_capital = false;
    for count in 0..=MOST_WORDS {
        let left = text.get(..end)?.strip_suffix([' ', '\u{a0}', '\n'])?;
        let start = left.trim_end_matches(|sign: char| is_word(sign) || matches!(sign, '\'' | '’' | '-')).len();
        let word = left.get(start..)?;
        if word.starts_with(|sign: char| sign.is_ascii_digit()) {
            return (has_capital && is_house(text.get(..start)?, word)).then_some(start);
        }
        let is_small = count > 0 && SMALL.contains(&word);
        has_capital = is_name(word);
        if !is_small && !has_capital {
            return None;
        }
        end = start;
    }
    None
}

/// A word with a capital, its apostrophes and hyphens between letters.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && !word.contains(char::is_numeric)
        && word.split(['\'', '’', '-']).all(|part| part.starts_with(char::is_alphabetic))
}

/// Up to four digits and a letter at most, no year, no sum, no number of a question or table.
fn is_house(before: &str, number: &str) -> bool {
    let digits = number.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    let value: u32 = digits.parse().unwrap_or(0);
    let is_plain =
        number.len() - digits.len() <= 1 && digits.len() <= 4 && digits.bytes().all(|sign| sign.is_ascii_digit());
    let word = before.trim_end().rsplit(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let numbered = [
        "appendix", "chapter", "fig", "figure", "item", "level", "page", "part", "phase", "q", "question", "row",
        "section", "step", "table", "top", "version", "wave",
    ];
    is_plain
        && !(1800..2100).contains(&value)
        && is_clear(before.chars().rev())
        && !before.ends_with(['£', '$', '€', '#', ':', '%', '+', '='])
        && numbered.binary_search(&word.as_str()).is_err()
}
