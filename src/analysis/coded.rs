//! Coded segments: what is counted. Codings of one code that overlap in one text are one coded segment.

use std::ops::Range;
use std::sync::Arc;

use super::segments::{NO_CASE, OUT, Segments};
use crate::model::{CodingStatus, SegmentId, Span, TextId};

/// Coded segments as columns, code by code.
#[derive(Debug, Clone, Default)]
pub struct Coded(Vec<Arc<CodedWith>>);

/// The coded segments of one code as columns, in order of text and place.
#[derive(Debug, Clone, Default)]
pub struct CodedWith {
    texts: Vec<u32>,
    first_segments: Vec<u32>,
    cases: Vec<u32>,
    span_starts: Vec<u32>,
    span_ends: Vec<u32>,
    /// The other people behind segments that reach over several people's turns, with the first of those turns.
    others: Vec<(u32, u32)>,
}

/// One coded segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodedSegment {
    pub text: TextId,
    pub span: Span,
    pub first_segment: SegmentId,
    /// Index of the case who said it, or [`NO_CASE`].
    pub case_index: u32,
}

impl Coded {
    /// Of columns made code by code, in the order of the codebook.
    pub const fn of_codes(codes: Vec<Arc<CodedWith>>) -> Self {
        Self(codes)
    }

    /// Number of codes, coded or not.
    pub const fn code_count(&self) -> usize {
        self.0.len()
    }

    /// Number of coded segments of all codes.
    pub fn len(&self) -> usize {
        self.0.iter().map(|code| code.texts.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The segments of one code, in order of text and place. A code that was not loaded has none.
    pub fn of_code(&self, code_index: usize) -> impl ExactSizeIterator<Item = CodedSegment> + '_ {
        let code = self.0.get(code_index);
        (0..code.map_or(0, |code| code.texts.len())).map(move |at| self.0[code_index].segment(at))
    }

    /// Whether any segment of a code lies over a span of a text.
    pub fn overlaps(&self, code_index: usize, text: TextId, span: Span) -> bool {
        let Some(code) = self.0.get(code_index) else { return false };
        let first = code.texts.partition_point(|&other| other < text.0);
        (first..code.texts.len())
            .map(|at| code.segment(at))
            .take_while(|other| other.text == text)
            .any(|other| other.span.overlaps(span))
    }

    /// Case (or [`NO_CASE`]) of each of a code's segments: all that counting people needs.
    pub(super) fn cases_of(&self, code_index: usize) -> &[u32] {
        self.0.get(code_index).map_or(&[], |code| &code.cases)
    }

    /// First segment of each of a code's segments.
    pub(super) fn first_segments_of(&self, code_index: usize) -> &[u32] {
        self.0.get(code_index).map_or(&[], |code| &code.first_segments)
    }

    /// The people behind a code's segments besides the first speaker of each: case and first segment.
    pub(super) fn others(&self, code_index: usize) -> &[(u32, u32)] {
        self.0.get(code_index).map_or(&[], |code| &code.others)
    }
}

impl CodedWith {
    fn segment(&self, at: usize) -> CodedSegment {
        CodedSegment {
            text: TextId(self.texts[at]),
            span: Span::stored(self.span_starts[at], self.span_ends[at]),
            first_segment: SegmentId(self.first_segments[at]),
            case_index: self.cases[at],
        }
    }
}

/// A coding as the store has it.
#[derive(Debug, Clone, Copy)]
pub struct FoundCoding {
    pub text: u32,
    pub start: u32,
    pub end: u32,
    pub first_segment: u32,
    pub last_segment: u32,
    pub status: CodingStatus,
}

/// Makes coded segments from codings in order of code, text and start.
///
/// A rejected coding counts for nothing and takes every proposed coding of its code that overlaps it with it; accepted
/// ones stand. Codings of people who were not kept, and of interviewers' words, are left out.
#[derive(Debug)]
pub struct CodedBuilder<'s> {
    segments: &'s Segments,
    done: Vec<Arc<CodedWith>>,
    /// The code that was begun last.
    code: Option<CodedWith>,
    /// Its codings in one text.
    gathered: Vec<FoundCoding>,
}

impl<'s> CodedBuilder<'s> {
    pub fn new(segments: &'s Segments) -> Self {
        Self { segments, done: Vec::new(), code: None, gathered: Vec::new() }
    }

    /// Begins the next code, in the order of the codebook. Called for each one, also for those without codings.
    pub fn next_code(&mut self) {
        self.finish_code();
        self.code = Some(CodedWith::default());
    }

    /// Adds a coding of the code that was begun last. Texts come in rising order, spans by their start.
    pub fn push(&mut self, coding: FoundCoding) {
        if self.gathered.last().is_some_and(|last| last.text != coding.text) {
            self.flush();
        }
        self.gathered.push(coding);
    }

    pub fn finish(mut self) -> Coded {
        self.finish_code();
        Coded(self.done)
    }

    /// The only code that was begun.
    pub fn finish_one(mut self) -> Arc<CodedWith> {
        self.finish_code();
        self.done.pop().unwrap_or_default()
    }

    fn finish_code(&mut self) {
        self.flush();
        if let Some(mut code) = self.code.take() {
            code.others.sort_unstable();
            code.others.dedup();
            self.done.push(Arc::new(code));
        }
    }

    /// Turns the codings gathered for one text into coded segments.
    fn flush(&mut self) {
        let segments = self.segments;
        let Some(code) = &mut self.code else { return self.gathered.clear() };
        if let [only] = *self.gathered.as_slice() {
            // As nearly all answers have it.
            self.gathered.clear();
            let case = (only.status != CodingStatus::Rejected).then(|| code.case_of(&only, segments)).flatten();
            return case.into_iter().for_each(|case| code.write((only, case)));
        }
        let gathered = std::mem::take(&mut self.gathered);
        let mut open: Option<(FoundCoding, u32)> = None;
        for coding in standing(&gathered) {
            let Some(case) = code.case_of(coding, segments) else { continue };
            match &mut open {
                Some((before, its_case)) if coding.start < before.end => {
                    before.end = before.end.max(coding.end);
                    if *its_case == NO_CASE {
                        *its_case = case;
                    } else if case != NO_CASE && case != *its_case {
                        code.others.push((case, coding.first_segment));
                    }
                }
                _ => {
                    if let Some(done) = open.replace((*coding, case)) {
                        code.write(done);
                    }
                }
            }
        }
        if let Some(done) = open {
            code.write(done);
        }
        self.gathered = gathered;
        self.gathered.clear();
    }
}

impl CodedWith {
    fn write(&mut self, (coding, case): (FoundCoding, u32)) {
        self.texts.push(coding.text);
        self.first_segments.push(coding.first_segment);
        self.cases.push(case);
        self.span_starts.push(coding.start);
        self.span_ends.push(coding.end);
    }

    /// Who said the coded words: the first of them, the rest going to `others`; nothing if no word of it counts.
    fn case_of(&mut self, coding: &FoundCoding, segments: &Segments) -> Option<u32> {
        if coding.first_segment == coding.last_segment {
            return Some(segments.case(coding.first_segment)).filter(|&case| case != OUT);
        }
        let mut found = None;
        for segment in coding.first_segment..=coding.last_segment {
            let case = segments.case(segment);
            match found {
                _ if case == OUT => {}
                None | Some(NO_CASE) => found = Some(case),
                Some(first) if case != NO_CASE && case != first => self.others.push((case, segment)),
                Some(_) => {}
            }
        }
        found
    }
}

/// Those that stand of the codings of one code in one text.
pub fn standing(codings: &[FoundCoding]) -> impl Iterator<Item = &FoundCoding> {
    let rejected = rejected(codings.iter().map(|coding| (coding.status, coding.start..coding.end)));
    codings.iter().filter(move |coding| stands(coding.status, &(coding.start..coding.end), &rejected))
}

/// Where codings are rejected.
pub fn rejected(codings: impl Iterator<Item = (CodingStatus, Range<u32>)>) -> Vec<Range<u32>> {
    codings.filter(|(status, _)| *status == CodingStatus::Rejected).map(|(_, place)| place).collect()
}

/// Whether a coding stands: an accepted one does, and a proposal that overlaps no rejected coding of its code and text.
pub fn stands(status: CodingStatus, place: &Range<u32>, rejected: &[Range<u32>]) -> bool {
    match status {
        CodingStatus::Accepted => true,
        CodingStatus::Rejected => false,
        CodingStatus::Proposed => !rejected.iter().any(|other| other.start < place.end && place.start < other.end),
    }
}
