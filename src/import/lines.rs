//! What readers give to `speakers`: lines, before anyone knows who speaks.

use super::LabelStyle;
use crate::text::normalise;

/// A line of a transcript: a paragraph of its own unless it goes on with the one before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Normalised and trimmed; never empty.
    pub(super) text: String,
    /// In the file, from one, where the file has lines.
    pub(super) number: Option<u64>,
    /// Goes on with the paragraph before it, unless it begins with a speaker's label.
    pub(super) wrapped: bool,
    /// How many bytes at its beginning are bold.
    pub(super) bold: usize,
    /// First cell of a table row: it may be a label with nothing after it.
    pub(super) is_first_cell: bool,
    /// Level of a heading, 1 the highest.
    pub(super) heading: Option<u8>,
    /// Who says it, where the layout says so and no label has to be found: a table with a column of speakers.
    pub(super) said_by: Option<SaidBy>,
    /// Where remarks begin and end in it.
    pub(super) marks: Vec<Mark>,
}

/// Who says a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SaidBy {
    pub(super) name: String,
    pub(super) start_ms: Option<u32>,
    /// Where the words begin, in bytes of the line.
    pub(super) rest: usize,
    pub(super) style: LabelStyle,
}

/// What someone wrote beside the text: a comment of a word processor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) author: String,
    /// As the file has it.
    pub(super) written_at: String,
    pub(super) content: String,
    /// Which remark it replies to; a reply stands where that stands, unless it has a place of its own.
    pub(super) reply_to: Option<usize>,
}

/// One end of the words that a remark is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// In bytes of the line.
    pub(super) offset: usize,
    /// Which remark, by its place in the list of them.
    pub(super) remark_index: usize,
    pub(super) edge: Edge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

impl Line {
    /// A line of words, or nothing if there are none.
    pub(super) fn of(text: &str, number: Option<u64>) -> Option<Self> {
        let text = normalise(text);
        let text = text.trim();
        if text.is_empty() { None } else { Some(Self { text: text.to_owned(), number, ..Self::default() }) }
    }

    /// With marks whose offsets are those of the text that the line was made of, in their order.
    pub(super) fn with_marks(mut self, original: &str, marks: &[Mark]) -> Self {
        if marks.is_empty() {
            return self;
        }
        let normal = normalise(original);
        let leading_length = normal.len() - normal.trim_start().len();
        let (mut at, mut length) = (0, 0);
        for mark in marks {
            length += original.get(at..mark.offset).map_or(0, |words| normalise(words).len());
            at = at.max(mark.offset);
            let offset = length.saturating_sub(leading_length).min(self.text.len());
            self.marks.push(Mark { offset, ..*mark });
        }
        self
    }
}
