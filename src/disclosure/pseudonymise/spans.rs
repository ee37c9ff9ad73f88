//! Which of several overlapping finds is replaced.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Replaced, Replacement};
use crate::model::Span;

/// A find before it is decided.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) by: Replaced,
}

/// One replacement for each stretch of overlapping finds: all of the stretch goes, and the longest find (an identity
/// before a rule, the earlier before the later) says what is printed. Neighbours of one identity become one.
pub(super) fn settle(text: &str, mut candidates: Vec<Candidate>) -> Vec<Replacement> {
    candidates.sort_by_key(|candidate| (candidate.range.start, Reverse(candidate.range.end), candidate.by));
    let mut settled: Vec<(Range<usize>, Candidate)> = Vec::new();
    for candidate in candidates {
        match settled.last_mut() {
            Some((whole, longest)) if candidate.range.start < whole.end => {
                whole.end = whole.end.max(candidate.range.end);
                if candidate.range.len() > longest.range.len() {
                    *longest = candidate;
                }
            }
            _ => settled.push((candidate.range.clone(), candidate)),
        }
    }
    let mut replacements: Vec<Replacement> = Vec::with_capacity(settled.len());
    for (whole, longest) in settled {
        let whole = with_closing_bracket(text, whole);
        let by = longest.by;
        let joined =
            replacements.last().filter(|last| last.by == by && are_neighbours(text, last.span.end(), whole.start));
        let free = replacements.last().map_or(0, |last| last.span.end());
        let start = joined.map_or(whole.start.max(free), |last| last.span.start());
        if joined.is_some() {
            replacements.pop();
        }
        let span = Span::of(text, start..whole.end).expect("finds are on characters of the text");
        replacements.push(Replacement { span, by });
    }
    replacements
}

/// Whether nothing but a space, a hyphen or an initial's dot stands between two finds.
fn are_neighbours(text: &str, end: usize, start: usize) -> bool {
    let between = text.get(end..start).unwrap_or("x");
    between.len() <= 3 && between.chars().all(|character| matches!(character, ' ' | '-' | '.' | '\u{a0}' | '‑' | '\n'))
}

/// A find that takes an opening bracket takes its closing one too.
fn with_closing_bracket(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = text.get(range.clone()).unwrap_or_default();
    let opened = inside.matches('(').count() > inside.matches(')').count();
    let closes = text.get(range.end..).is_some_and(|rest| rest.starts_with(')'));
    range.start..range.end + usize::from(opened && closes)
}
