//! Whether a word that is a name as well is written as one.

use std::ops::Range;

/// Names with which sentences begin as often as not: there, their capital says nothing.
const OPENERS: [&str; 12] = ["will", "may", "can", "so", "just", "more", "long", "early", "all", "an", "see", "don"];

/// Whether every word in the range begins with a capital that means something: not in a text without small letters, and
/// not at the beginning of a sentence where the word is one that begins sentences.
pub(super) fn is_written_as_name(text: &str, range: Range<usize>) -> bool {
    let words = text.get(range.clone()).unwrap_or_default();
    let mut parted = words.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    if !parted.all(|word| word.chars().next().is_some_and(|first| !first.is_lowercase())) {
        return false;
    }
    // In capitals throughout, every word looks like a name.
    if !text.chars().any(char::is_lowercase)
        && text.chars().filter(|letter| letter.is_alphabetic()).count() > words.len()
    {
        return false;
    }
    let is_opener = OPENERS.contains(&words.to_lowercase().as_str());
    let is_theirs = text.get(range.end..).is_some_and(|after| after.starts_with("'s") || after.starts_with("’s"));
    !(is_opener && !is_theirs && begins_sentence(text.get(..range.start).unwrap_or_default()))
}

fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(|sign: char| sign.is_whitespace() && sign != '\n' || "\"'“‘(".contains(sign));
    before.chars().next_back().is_none_or(|sign| ".?!…\n:".contains(sign))
}
