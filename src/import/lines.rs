//! What readers give to `speakers`: lines, before anyone knows who speaks.

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
}

impl Line {
    /// A line of words, or nothing if there are none.
    pub(super) fn of(text: &str, number: Option<u64>) -> Option<Self> {
        let text = normalise(text);
        let text = text.trim();
        if text.is_empty() { None } else { Some(Self { text: text.to_owned(), number, ..Self::default() }) }
    }
}
