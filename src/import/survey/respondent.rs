//! One row of a survey, read.

use std::ops::Range;

use crate::import::Place;

/// One row: who answered what. Its memory is used again when the next row is read into it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Respondent {
    /// Rows of data count from one.
    pub row_number: u64,
    /// Where the row begins in the file.
    pub place: Place,
    /// Which of the plan's exclusions applies, as an index; the first that does.
    pub excluded: Option<usize>,
    /// All words of the row, one value after the other.
    pub(super) words: String,
    pub(super) id: Range<usize>,
    pub(super) attributes: Vec<(usize, Range<usize>)>,
    pub(super) responses: Vec<(usize, Range<usize>)>,
    pub(super) answers: Vec<(usize, Range<usize>)>,
}

impl Respondent {
    /// The respondent's id; the row's number where the plan names no column for it.
    pub fn id(&self) -> &str {
        self.words.get(self.id.clone()).unwrap_or_default()
    }

    /// Attribute values, each with its attribute's index in [`SurveyReader::attributes`](super::SurveyReader::attributes).
    pub fn attributes(&self) -> impl Iterator<Item = (usize, &str)> {
        self.values(&self.attributes)
    }

    /// Answers to closed questions, each with its question's index; ticked options are joined by line ends. Blank ones
    /// are left out.
    pub fn responses(&self) -> impl Iterator<Item = (usize, &str)> {
        self.values(&self.responses)
    }

    /// Answers to open questions, normalised, each with its question's index. Blank ones are left out.
    pub fn answers(&self) -> impl Iterator<Item = (usize, &str)> {
        self.values(&self.answers)
    }

    fn values<'r>(&'r self, places: &'r [(usize, Range<usize>)]) -> impl Iterator<Item = (usize, &'r str)> {
        places.iter().map(|(index, range)| (*index, self.words.get(range.clone()).unwrap_or_default()))
    }

    pub(super) fn clear(&mut self) {
        self.excluded = None;
        self.words.clear();
        self.id = 0..0;
        self.attributes.clear();
        self.responses.clear();
        self.answers.clear();
    }
}
