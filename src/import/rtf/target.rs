//! Where words go: the document, or a footnote or comment that is open.

use crate::import::lines::Line;
use crate::import::paragraphs::Paragraphs;

/// Boxes in boxes.
const MAX_BOXES: usize = 16;

/// Paragraphs under construction. RTF says where they end and not where they begin: with their first word.
#[derive(Debug, Default)]
pub(super) struct Target {
    paragraphs: Paragraphs,
    has_begun: bool,
    /// How many text boxes are open; the paragraphs around them have begun.
    box_count: usize,
}

impl Target {
    pub(super) fn push(&mut self, words: &str, is_bold: bool, is_first_cell: bool) {
        if !self.has_begun {
            self.paragraphs.begin(is_first_cell);
            self.has_begun = true;
        }
        self.paragraphs.push(words, is_bold);
    }

    pub(super) fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.has_begun) {
            self.paragraphs.end();
        }
    }

    /// Begins a text box, or says that there are too many in one another.
    pub(super) fn begin_box(&mut self) -> bool {
        if self.box_count >= MAX_BOXES {
            return false;
        }
        // Its paragraphs come after the one that it is anchored in.
        if !self.has_begun {
            self.paragraphs.begin(false);
        }
        self.box_count += 1;
        self.has_begun = false;
        true
    }

    pub(super) fn end_box(&mut self) {
        self.end_paragraph();
        self.box_count -= 1;
        self.has_begun = true;
    }

    pub(super) fn finish(self) -> Vec<Line> {
        self.paragraphs.finish()
    }
}
