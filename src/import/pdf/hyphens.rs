//! Words that were parted at the end of a row.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Where lines are hyphenated by a program, at least one in this many is.
const RARE: usize = 40;

/// Texts with parted words put together at the end of the first of two; `goes_on` says which text goes on with the one
/// before it.
///
/// A hyphen may be the word's own. It stays if the document has the word with its hyphen elsewhere, and goes if it has
/// the word without. If neither is there, it goes where rows end in hyphens as a habit, and stays where they hardly do.
pub(super) fn mend<'t>(texts: &[&'t str], goes_on: &[bool]) -> Vec<Cow<'t, str>> {
    let known = known_words(texts);
    let joints: Vec<usize> =
        (1..texts.len()).filter(|&index| goes_on[index] && is_parted(texts[index - 1], texts[index])).collect();
    let is_habit = joints.len() * RARE >= goes_on.iter().filter(|goes_on| **goes_on).count();
    let mut mended: Vec<Cow<'t, str>> = texts.iter().map(|text| Cow::Borrowed(*text)).collect();
    for index in joints {
        let (before, after) = (mended[index - 1].clone(), mended[index].clone());
        let stem = before.trim_end().trim_end_matches(HYPHENS);
        let hyphen = before.trim_end().get(stem.len()..).unwrap_or_default();
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        let (rest_of_word, rest) = after.split_at(end);
        let head = stem.rsplit(|character: char| !is_of_word(character)).next().unwrap_or_default();
        let tail = rest_of_word.split(|character: char| !is_of_word(character)).next().unwrap_or_default();
        let with_hyphen = format!("{head}-{tail}").to_lowercase();
        let without = format!("{head}{tail}").to_lowercase();
        let is_soft = hyphen.contains('\u{ad}');
        let begins_small = tail.starts_with(char::is_lowercase);
        let has_digits = format!("{head}{tail}").contains(char::is_numeric);
        let stays = !is_soft
            && (!begins_small
                || has_digits
                || known.contains(&with_hyphen)
                || (!known.contains(&without) && !is_habit));
        let hyphen = if stays { hyphen } else { "" };
        mended[index - 1] = Cow::Owned(format!("{stem}{hyphen}{rest_of_word}"));
        mended[index] = Cow::Owned(rest.trim_start().to_owned());
    }
    mended
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// Whether the last word of a row ends in a hyphen, and the next row goes on with a letter or digit.
fn is_parted(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let mut ends = before.chars().rev();
    ends.next().is_some_and(|last| HYPHENS.contains(&last))
        && ends.next().is_some_and(char::is_alphanumeric)
        && after.starts_with(char::is_alphanumeric)
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '\'' | '’')
}

/// Words that stand in the middle of a row, as they are.
fn known_words(texts: &[&str]) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for text in texts {
        let words: Vec<&str> = text.split(|character| !is_of_word(character)).filter(|word| !word.is_empty()).collect();
        let inner = if text.trim_end().ends_with(HYPHENS) { words.len().saturating_sub(1) } else { words.len() };
        known.extend(words.into_iter().take(inner).map(str::to_lowercase));
    }
    known
}
