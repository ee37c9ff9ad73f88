//! The units of one segment that a code can be laid on.

use crate::model::{CodingUnit, Span};
use crate::text;

/// The units of one segment, split only when a rule asks for them. Places are bytes from the start of the segment.
#[derive(Debug, Default)]
pub(super) struct Units {
    sentences: Split,
    paragraphs: Split,
    whole: Split,
}

/// Units of one kind; their memory is used again for the next segment.
#[derive(Debug, Default)]
struct Split {
    is_done: bool,
    units: Vec<Span>,
}

impl Units {
    /// Turns to the next segment.
    pub(super) const fn reset(&mut self) {
        self.sentences.is_done = false;
        self.paragraphs.is_done = false;
        self.whole.is_done = false;
    }

    /// The units of one kind, in order. `segment` is the segment's text, the same in every call since `reset`.
    pub(super) fn of(&mut self, unit: CodingUnit, segment: &str) -> &[Span] {
        match unit {
            CodingUnit::Sentence => self.sentences.units(|found| text::push_sentences(segment, found)),
            CodingUnit::Paragraph => self.paragraphs.units(|found| push_paragraphs(segment, found)),
            CodingUnit::Turn | CodingUnit::Answer => self.whole.units(|found| {
                found.extend(Some(Span::whole(segment)).filter(|span| !span.is_empty()));
            }),
        }
    }
}

impl Split {
    fn units(&mut self, split: impl FnOnce(&mut Vec<Span>)) -> &[Span] {
        if !self.is_done {
            self.units.clear();
            split(&mut self.units);
            self.is_done = true;
        }
        &self.units
    }
}

/// The lines that hold anything, without the white space around them.
fn push_paragraphs(segment: &str, found: &mut Vec<Span>) {
    let mut start = 0;
    for line in segment.split('\n') {
        let kept = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        if !kept.is_empty() {
            found.extend(Span::of(segment, from..from + kept.len()));
        }
        start += line.len() + 1;
    }
}
