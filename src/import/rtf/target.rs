//! Where words go: the document, or a footnote or comment that is open.

use crate::import::lines::{Edge, Line, Remark};
use crate::import::paragraphs::Paragraphs;

/// Boxes in boxes.
const MAX_BOXES: usize = 16;

/// What RTF says of a paragraph before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Properties {
    pub(super) is_in_table: bool,
    pub(super) style: i32,
    /// As `\outlinelevel` counts: from 0, and 9 is no heading.
    pub(super) outline: Option<i32>,
}

/// Paragraphs under construction. RTF says where they end and not where they begin, which is with their first word; and
/// the same of cells, rows and tables.
#[derive(Debug, Default)]
pub(super) struct Target {
    paragraphs: Paragraphs,
    has_begun: bool,
    table: Table,
    /// The tables around the text boxes that are open.
    outer_tables: Vec<Table>,
}

/// Which parts of a table are open.
#[derive(Debug, Clone, Copy, Default)]
struct Table {
    has_begun: bool,
    has_row: bool,
    has_cell: bool,
}

impl Target {
    pub(super) fn push(&mut self, words: &str, is_bold: bool, is_in_table: bool, heading: Option<u8>) {
        if !self.has_begun {
            if is_in_table {
                self.begin_cell();
            } else {
                self.end_table();
            }
            self.paragraphs.begin(false);
            self.paragraphs.set_heading(heading);
            self.has_begun = true;
        }
        self.paragraphs.push(words, is_bold);
    }

    pub(super) fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.has_begun) {
            self.paragraphs.end();
        }
    }

    fn begin_cell(&mut self) {
        if !std::mem::replace(&mut self.table.has_begun, true) {
            self.paragraphs.begin_table();
        }
        if !std::mem::replace(&mut self.table.has_row, true) {
            self.paragraphs.begin_row();
        }
        if !std::mem::replace(&mut self.table.has_cell, true) {
            self.paragraphs.begin_cell();
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.end_paragraph();
        // A cell without words is one too.
        self.begin_cell();
        self.table.has_cell = false;
        self.paragraphs.end_cell();
    }

    pub(super) fn end_row(&mut self) {
        if self.table.has_cell {
            self.end_cell();
        }
        self.table.has_row = false;
    }

    fn end_table(&mut self) {
        self.end_row();
        if std::mem::take(&mut self.table.has_begun) {
            self.paragraphs.end_table();
        }
    }

    /// Begins a text box, or says that there are too many in one another.
    pub(super) fn begin_box(&mut self, is_in_table: bool) -> bool {
        if self.outer_tables.len() >= MAX_BOXES {
            return false;
        }
        // Its paragraphs come after the one that it is anchored in.
        self.push("", false, is_in_table, None);
        self.outer_tables.push(std::mem::take(&mut self.table));
        self.has_begun = false;
        true
    }

    pub(super) fn end_box(&mut self) {
        self.end_paragraph();
        self.end_table();
        self.table = self.outer_tables.pop().unwrap_or_default();
        self.has_begun = true;
    }

    /// Adds a remark that is still to be filled in, and gives its place in the list.
    pub(super) fn add_remark(&mut self) -> usize {
        self.paragraphs.add_remark(Remark::default())
    }

    pub(super) fn fill_remark(&mut self, index: usize, remark: Remark) {
        if let Some(open) = self.paragraphs.remark_mut(index) {
            *open = remark;
        }
    }

    pub(super) fn mark(&mut self, remark_index: usize, edge: Edge) {
        self.paragraphs.mark(remark_index, edge);
    }

    pub(super) fn finish(mut self) -> (Vec<Line>, Vec<Remark>) {
        self.end_paragraph();
        self.end_table();
        self.paragraphs.finish_with_remarks()
    }
}
