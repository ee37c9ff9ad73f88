//! Which codes, or themes, occur together.

use fixedbitset::FixedBitSet;

use super::frequency::{ones, segments_in_order};
use super::segments::{NO_CASE, OUT};
use super::{CodedSegment, Columns, Frequency, Selection};
use crate::model::Span;

/// How often two rows occur together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlap {
    /// Stretches of text where both apply; on the diagonal, the row's own segments.
    pub segments: u64,
    /// Cases behind those stretches.
    pub cases_overlapping: u64,
    /// Cases with both anywhere.
    pub cases: u64,
}

/// A symmetric matrix, rows and columns in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cooccurrence {
    size: usize,
    cells: Vec<Overlap>,
}

impl Cooccurrence {
    pub fn of(&self, row: usize, column: usize) -> Overlap {
        self.cells[row * self.size + column]
    }

    pub const fn size(&self) -> usize {
        self.size
    }
}

/// How often each two of `rows` (a theme's codes, or one code) occur together.
pub fn cooccurrence(columns: &Columns, rows: &[Vec<usize>], selection: &Selection) -> Cooccurrence {
    let people: Vec<FixedBitSet> = rows.iter().map(|codes| Frequency::cases_coded(columns, codes, selection)).collect();
    let stretches: Vec<Vec<CodedSegment>> =
        rows.iter().map(|codes| merged(segments_in_order(columns, codes, selection))).collect();
    let size = rows.len();
    let mut found = Cooccurrence { size, cells: vec![Overlap::default(); size * size] };
    let mut behind = FixedBitSet::with_capacity(columns.cases.len());
    for row in 0..size {
        for column in row..size {
            behind.clear();
            let cases = people[row].intersection_count(&people[column]) as u64;
            let overlap = if row == column {
                Overlap { segments: stretches[row].len() as u64, cases_overlapping: cases, cases }
            } else {
                let segments = common(&stretches[row], &stretches[column], &mut behind);
                Overlap { segments, cases_overlapping: ones(&behind), cases }
            };
            found.cells[row * size + column] = overlap;
            found.cells[column * size + row] = overlap;
        }
    }
    found
}

/// The stretches where codes of both `left` and `right` apply, in order of text and place; each is its later part's
/// speaker's.
pub fn shared_stretches(
    columns: &Columns,
    left: &[usize],
    right: &[usize],
    selection: &Selection,
) -> Vec<CodedSegment> {
    let stretches = |codes| merged(segments_in_order(columns, codes, selection));
    let mut shared = Vec::new();
    each_common(&stretches(left), &stretches(right), |a, b| {
        let later = if a.span.start() >= b.span.start() { a } else { b };
        let first_end = if a.span.end() <= b.span.end() { a } else { b };
        shared.push(CodedSegment { span: joined(later.span, first_end.span), ..*later });
    });
    shared
}

/// Segments in order, those that overlap made one: of the first of them that is somebody's.
pub(super) fn merged(segments: Vec<CodedSegment>) -> Vec<CodedSegment> {
    let mut merged: Vec<CodedSegment> = Vec::with_capacity(segments.len());
    for segment in segments {
        match merged.last_mut() {
            Some(before) if before.text == segment.text && segment.span.start() < before.span.end() => {
                if segment.span.end() > before.span.end() {
                    before.span = joined(before.span, segment.span);
                }
                if before.case_index == NO_CASE {
                    before.case_index = segment.case_index;
                }
            }
            _ => merged.push(segment),
        }
    }
    merged
}

fn joined(from: Span, until: Span) -> Span {
    let byte = |at: usize| u32::try_from(at).expect("spans are 32-bit numbers");
    Span::stored(byte(from.start()), byte(until.end()))
}

/// Counts the stretches where both apply, and notes whose words they are. Neither list overlaps itself.
fn common(left: &[CodedSegment], right: &[CodedSegment], behind: &mut FixedBitSet) -> u64 {
    let mut count = 0;
    each_common(left, right, |a, b| {
        count += 1;
        let later = if a.span.start() >= b.span.start() { a } else { b };
        behind.extend(Some(later.case_index).filter(|&case| case < OUT).map(|case| case as usize));
    });
    count
}

fn each_common(left: &[CodedSegment], right: &[CodedSegment], mut found: impl FnMut(&CodedSegment, &CodedSegment)) {
    let (mut at_left, mut at_right) = (0, 0);
    while let (Some(a), Some(b)) = (left.get(at_left), right.get(at_right)) {
        if a.text == b.text && a.span.overlaps(b.span) {
            found(a, b);
        }
        if (a.text, a.span.end()) <= (b.text, b.span.end()) {
            at_left += 1;
        } else {
            at_right += 1;
        }
    }
}
