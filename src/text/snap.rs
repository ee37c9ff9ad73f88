//! The stretch that someone meant who marked a few letters too many or too few.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{is_word_char, words};
use crate::model::Span;

/// What somebody meant by these bytes of a text: whole words, without the spaces at both ends and without what stands
/// there and is nothing but punctuation. Marks that touch a word stay with it if they were marked: *“No one”*, *here.*
///
/// Nothing if no word, number or sign is touched. Bytes may lie anywhere: what is left over of a character is taken in
/// whole, and so is a sign that is made of several characters. Snapped again, it stays as it is.
pub fn snapped(text: &str, range: Range<usize>) -> Option<Span> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    let (mut start, mut end) = trimmed(text, start, end)?;
    while let Some(cut) = cut_at(text, start) {
        start = cut.start;
    }
    while let Some(cut) = cut_at(text, end) {
        end = cut.end;
    }
    loop {
        let marked = text.get(start..end)?;
        let first = marked.split(char::is_whitespace).next()?;
        if !first.chars().any(says_something) {
            (start, end) = trimmed(text, start + first.len(), end)?;
            continue;
        }
        let last = marked.rsplit(char::is_whitespace).next()?;
        if last.chars().any(says_something) {
            return Span::of(text, start..end);
        }
        (start, end) = trimmed(text, start, end - last.len())?;
    }
}

/// Without white space at both ends; nothing if nothing is left.
fn trimmed(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let marked = text.get(start..end)?;
    let kept = marked.trim();
    let start = start + (marked.len() - marked.trim_start().len());
    (!kept.is_empty()).then_some((start, start + kept.len()))
}

/// The word, or the sign of several characters, that a cut at this byte would part in two.
fn cut_at(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let piece_start = before.rfind(char::is_whitespace).map_or(0, |space| space + first_len(before.get(space..)));
    let rest = text.get(at..)?;
    let piece_end = rest.find(char::is_whitespace).map_or(text.len(), |space| at + space);
    let piece = text.get(piece_start..piece_end)?;
    let inside = |range: &Range<usize>| range.start < at && at < range.end;
    let word = words(piece).map(|word| word.span.start() + piece_start..word.span.end() + piece_start);
    let signs = piece.grapheme_indices(true).map(|(start, sign)| {
        let start = piece_start + start;
        start..start + sign.len()
    });
    word.chain(signs).find(inside)
}

fn first_len(text: Option<&str>) -> usize {
    text.and_then(|text| text.chars().next()).map_or(0, char::len_utf8)
}

/// Letters, digits, and signs such as ✓ and emoji; not spaces and punctuation.
fn says_something(character: char) -> bool {
    is_word_char(character) || matches!(character, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}
