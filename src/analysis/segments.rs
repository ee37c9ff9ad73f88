//! What is known of every segment, by its number.

use crate::model::{SegmentId, TextId};

/// The case of a segment that nobody in particular said: a document, a speaker who is no case.
pub const NO_CASE: u32 = u32::MAX;
/// The case of a segment that does not count: an interviewer's, or that of a case which was not kept.
pub const OUT: u32 = u32::MAX - 1;

const NO_SOURCE: u32 = u32::MAX;
const NO_QUESTION: u16 = u16::MAX;

/// Where a segment belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index into `Columns::sources`.
    pub source_index: u32,
    /// Index into `Columns::cases`, [`NO_CASE`] or [`OUT`].
    pub case_index: u32,
    /// Index into `Columns::questions`, for answers.
    pub question_index: Option<u16>,
}

/// Columns by segment number. Numbers are dense, so no map is needed to find a segment.
#[derive(Debug, Clone, Default)]
pub struct Segments {
    cases: Vec<u32>,
    sources: Vec<u32>,
    questions: Vec<u16>,
}

impl Segments {
    /// Says where a segment belongs. An answer's segment has its text's number.
    pub fn set(&mut self, segment: SegmentId, place: Place) {
        let at = segment.0 as usize;
        if at >= self.cases.len() {
            self.cases.resize(at + 1, OUT);
            self.sources.resize(at + 1, NO_SOURCE);
            self.questions.resize(at + 1, NO_QUESTION);
        }
        self.cases[at] = place.case_index;
        self.sources[at] = place.source_index;
        self.questions[at] = place.question_index.unwrap_or(NO_QUESTION);
    }

    /// Says who said a segment whose place is known.
    pub fn set_case(&mut self, segment: SegmentId, case_index: u32) {
        if let Some(case) = self.cases.get_mut(segment.0 as usize) {
            *case = case_index;
        }
    }

    /// One more than the greatest number.
    pub const fn len(&self) -> usize {
        self.cases.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// The case behind a segment: an index, [`NO_CASE`] or [`OUT`] (which an unknown segment is too).
    pub fn case(&self, segment: u32) -> u32 {
        self.cases.get(segment as usize).copied().unwrap_or(OUT)
    }

    /// The source of a segment.
    pub fn source(&self, segment: u32) -> Option<u32> {
        self.sources.get(segment as usize).copied().filter(|&source| source != NO_SOURCE)
    }

    /// The question that a segment answers.
    pub fn question(&self, segment: u32) -> Option<usize> {
        self.questions.get(segment as usize).copied().filter(|&question| question != NO_QUESTION).map(usize::from)
    }

    /// The kept answers to a question, in order of their numbers: case index and text.
    pub fn answers_to(&self, question_index: usize) -> impl Iterator<Item = (u32, TextId)> + '_ {
        let wanted = u16::try_from(question_index).unwrap_or(NO_QUESTION);
        self.questions.iter().zip(&self.cases).enumerate().filter_map(move |(segment, (&question, &case))| {
            let counts = question == wanted && wanted != NO_QUESTION && case < OUT;
            counts.then(|| (case, TextId(u32::try_from(segment).expect("segments have 32-bit numbers"))))
        })
    }
}
