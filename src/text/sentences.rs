//! Where sentences begin and end.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Span;

/// Abbreviations after which a full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "sgt", "insp", "vs", "etc", "e.g", "i.e", "cf", "no",
    "approx", "dept",
];

/// The sentences of a text, in order, without the white space around them. A line end always ends a sentence; otherwise
/// Unicode's rules (UAX #29) do, except after a common English abbreviation or a single initial.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut joined_from: Option<usize> = None;
    for (offset, piece) in text.split_sentence_bound_indices() {
        let start = joined_from.take().unwrap_or(offset);
        let end = offset + piece.len();
        if !piece.contains('\n') && end < text.len() && ends_in_abbreviation(piece) {
            joined_from = Some(start);
            continue;
        }
        found.extend(trimmed_lines(text, start, end));
    }
    if let Some(start) = joined_from {
        found.extend(trimmed_lines(text, start, text.len()));
    }
    found
}

fn trimmed_lines(text: &str, start: usize, end: usize) -> impl Iterator<Item = Span> + '_ {
    let stretch = text.get(start..end).unwrap_or_default();
    stretch.split('\n').filter_map(move |line| {
        let kept = line.trim();
        let from = kept.as_ptr() as usize - text.as_ptr() as usize;
        if kept.is_empty() { None } else { Span::of(text, from..from + kept.len()) }
    })
}

fn ends_in_abbreviation(piece: &str) -> bool {
    let Some(before) = piece.trim_end().strip_suffix('.') else { return false };
    let last =
        before.rsplit(|character: char| character.is_whitespace() || character == '(').next().unwrap_or_default();
    let mut letters = last.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && last != "I";
    is_initial || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}
