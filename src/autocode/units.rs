//! The units of one segment that a code can be laid on.

use crate::model::{CodingUnit, Span};
use crate::text;

/// The units of one segment, split only when a rule asks for them. Places are bytes from the start of the segment.
#[derive(Debug, Default)]
pub(super) struct Units {
    sentences: Option<Vec<Span>>,
    paragraphs: Option<Vec<Span>>,
    whole: Vec<Span>,
}

impl Units {
    /// Turns to the next segment.
    pub(super) fn reset(&mut self) {
        self.sentences = None;
        self.paragraphs = None;
        self.whole.clear();
    }

    /// The units of one kind, in order. `segment` is the segment's text, the same in every call since `reset`.
    pub(super) fn of(&mut self, unit: CodingUnit, segment: &str) -> &[Span] {
        match unit {
            CodingUnit::Sentence => self.sentences.get_or_insert_with(|| text::sentences(segment)),
            CodingUnit::Paragraph => self.paragraphs.get_or_insert_with(|| paragraphs(segment)),
            CodingUnit::Turn | CodingUnit::Answer => {
                if self.whole.is_empty() && !segment.is_empty() {
                    self.whole.push(Span::whole(segment));
                }
                &self.whole
            }
        }
    }
}

/// The lines that hold anything, without the white space around them.
fn paragraphs(segment: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in segment.split('\n') {
        let kept = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        if !kept.is_empty() {
            found.extend(Span::of(segment, from..from + kept.len()));
        }
        start += line.len() + 1;
    }
    found
}
