//! What rules find and what the model finds, as one row of candidates that do not overlap.

use std::ops::Range;

use crate::model::Span;
use crate::text::is_word_char;

use super::rules::{self, Rule};
use super::{Candidate, Reason};

/// Rules first: of what the model gives, the parts that no rule covers are left, unless they are marks alone.
pub(super) fn join(text: &str, modelled: Vec<Candidate>) -> Vec<Candidate> {
    let ruled = ruled(text);
    if ruled.is_empty() {
        return modelled;
    }
    let mut all = Vec::with_capacity(modelled.len() + ruled.len());
    for candidate in modelled {
        for part in uncovered(candidate.span.range(), &ruled) {
            let part = trimmed(text, part);
            if let Some(span) = Span::of(text, part).filter(|span| !span.is_empty()) {
                all.push(Candidate { span, ..candidate.clone() });
            }
        }
    }
    all.extend(ruled);
    all.sort_by_key(|candidate| candidate.span);
    all
}

/// What the rules find, the longer of two that overlap.
fn ruled(text: &str) -> Vec<Candidate> {
    let mut found: Vec<(Range<usize>, Rule)> = Vec::new();
    rules::find(text, |range, rule| found.push((range, rule)));
    found.sort_by_key(|(range, rule)| (range.start, std::cmp::Reverse(range.end), *rule));
    let mut kept: Vec<Candidate> = Vec::new();
    for (range, rule) in found {
        let Some(span) = Span::of(text, range) else { continue };
        match kept.last_mut() {
            Some(last) if last.span.overlaps(span) => {
                if last.span.len() < span.len() {
                    *last = candidate(span, rule);
                }
            }
            _ => kept.push(candidate(span, rule)),
        }
    }
    kept
}

fn candidate(span: Span, rule: Rule) -> Candidate {
    let reasons = if rule.has_checksum() { vec![Reason::Rule, Reason::Checksum] } else { vec![Reason::Rule] };
    Candidate { span, kind: rule.kind(), probability: 1.0, reasons }
}

/// The parts of a stretch that none of these candidates, in reading order, covers.
fn uncovered(range: Range<usize>, ruled: &[Candidate]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = range.start;
    let from = ruled.partition_point(|candidate| candidate.span.end() <= range.start);
    for candidate in ruled[from..].iter().take_while(|candidate| candidate.span.start() < range.end) {
        parts.push(at..candidate.span.start().max(at));
        at = at.max(candidate.span.end());
    }
    parts.push(at.min(range.end)..range.end);
    parts
}

/// Without what is no word at either end.
fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    let words = text.get(part.clone()).unwrap_or_default();
    let start = part.start + (words.len() - words.trim_start_matches(|sign| !is_word_char(sign)).len());
    let end = part.end.saturating_sub(words.len() - words.trim_end_matches(|sign| !is_word_char(sign)).len());
    start..end.max(start)
}
