//! How often a code, or a theme's codes together, occur.

use fixedbitset::FixedBitSet;

use super::segments::OUT;
use super::{CodedSegment, Columns, Selection};

/// How often something was coded, in each unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frequency {
    /// Coded stretches; those that overlap are one, also where several of the codes overlap.
    pub segments: u64,
    /// Answers to open questions with at least one of them.
    pub answers: u64,
    /// Sources with at least one of them.
    pub sources: u64,
    /// Cases who said at least one of them.
    pub cases: u64,
}

impl Frequency {
    /// The cases who said anything that has one of `codes`.
    pub fn cases_coded(columns: &Columns, codes: &[usize], selection: &Selection) -> FixedBitSet {
        let mut cases = FixedBitSet::with_capacity(columns.cases.len());
        each_case(columns, codes, selection, |case| cases.insert(case as usize));
        cases
    }
}

/// How often any of `codes` occurs: of one code, or of a theme's codes counted together.
pub fn frequency(columns: &Columns, codes: &[usize], selection: &Selection) -> Frequency {
    let mut frequency =
        Frequency { cases: ones(&Frequency::cases_coded(columns, codes, selection)), ..Frequency::default() };
    let mut sources = FixedBitSet::with_capacity(columns.sources.len());
    let mut open: Option<CodedSegment> = None;
    for segment in segments_in_order(columns, codes, selection) {
        match &mut open {
            Some(before) if before.text == segment.text && before.span.overlaps(segment.span) => {
                if segment.span.end() > before.span.end() {
                    before.span = segment.span;
                }
                continue;
            }
            Some(before) if before.text == segment.text => {}
            _ => {
                frequency.answers += u64::from(columns.segments.question(segment.first_segment.0).is_some());
                sources.extend(columns.segments.source(segment.first_segment.0).map(|source| source as usize));
            }
        }
        frequency.segments += 1;
        open = Some(segment);
    }
    frequency.sources = ones(&sources);
    frequency
}

/// Calls `found` for each case behind each coded segment: more than once for most.
pub(super) fn each_case(columns: &Columns, codes: &[usize], selection: &Selection, mut found: impl FnMut(u32)) {
    let coded = &columns.coded;
    for &code in codes {
        let others = coded.others(code).iter().copied();
        if selection.is_all() {
            coded.cases_of(code).iter().copied().filter(|&case| case < OUT).for_each(&mut found);
            others.for_each(|(case, _)| found(case));
            continue;
        }
        let first = coded.cases_of(code).iter().copied().zip(coded.first_segments_of(code).iter().copied());
        first
            .chain(others)
            .filter(|&(case, segment)| case < OUT && selection.has_case(case) && selection.has_segment(segment))
            .for_each(|(case, _)| found(case));
    }
}

/// The coded segments of several codes, in order of text and place; those of one code need no sorting.
pub(super) fn segments_in_order(columns: &Columns, codes: &[usize], selection: &Selection) -> Vec<CodedSegment> {
    let chosen = |segment: &CodedSegment| {
        selection.has_segment(segment.first_segment.0) && selection.has_case(segment.case_index)
    };
    let mut segments: Vec<CodedSegment> =
        codes.iter().flat_map(|&code| columns.coded.of_code(code)).filter(chosen).collect();
    if codes.len() > 1 {
        // Each code's are in order already, which a merging sort makes use of.
        segments.sort_by_key(|segment| (segment.text, segment.span));
    }
    segments
}

pub(super) fn ones(set: &FixedBitSet) -> u64 {
    set.count_ones(..) as u64
}
