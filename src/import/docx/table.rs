//! The tables of a Word document, as rows of text: what somebody filled in, not a transcript.

use std::path::Path;

use quick_xml::events::BytesStart;

use super::package::Package;
use crate::import::ImportError;
use crate::import::xml::{Listener, attribute, walk};

/// Rows of cells; a cell's paragraphs are its lines.
pub(in crate::import) type TextTable = Vec<Vec<String>>;

/// All tables that stand in no other table. A cell over several columns is followed by blank ones, and so is one over
/// several rows: only its first place has the words. Tracked insertions stand, deletions do not.
pub(in crate::import) fn tables(path: &Path, bytes: &[u8]) -> Result<Vec<TextTable>, ImportError> {
    let package = Package::open(path, bytes)?;
    let mut tables = Tables::default();
    walk(&package.archive, &package.main, &mut tables)?;
    Ok(tables.found)
}

/// More columns are no table that somebody writes in.
const MAX_COLUMNS: usize = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Table,
    Row,
    Cell,
    Paragraph,
    Text,
    RowProperties,
    Skipped,
    Other,
}

#[derive(Default)]
struct Tables {
    found: Vec<TextTable>,
    stack: Vec<Element>,
    skipped_depth: usize,
    table_depth: usize,
    row: Vec<String>,
    cell: String,
    has_paragraph: bool,
    span: usize,
    is_deleted: bool,
}

impl Tables {
    fn kind(&mut self, name: &str, element: &BytesStart<'_>) -> Element {
        if self.stack.last() == Some(&Element::RowProperties) {
            self.is_deleted |= name == "del";
            return Element::Skipped;
        }
        let is_in_cell = self.table_depth > 0;
        match name {
            "tbl" => Element::Table,
            "tr" if self.table_depth == 1 => Element::Row,
            "tc" if self.table_depth == 1 => Element::Cell,
            "p" if is_in_cell => Element::Paragraph,
            "t" if is_in_cell => Element::Text,
            "trPr" => Element::RowProperties,
            "gridSpan" if self.table_depth == 1 => {
                let columns = attribute(element, "val").and_then(|columns| columns.parse().ok());
                self.span = columns.unwrap_or(1).clamp(1, MAX_COLUMNS);
                Element::Other
            }
            "br" | "cr" if is_in_cell => {
                self.cell.push('\n');
                Element::Other
            }
            "tab" if is_in_cell && self.stack.last() == Some(&Element::Other) && self.is_in_run() => {
                self.cell.push('\t');
                Element::Other
            }
            "noBreakHyphen" if is_in_cell => {
                self.cell.push('\u{2011}');
                Element::Other
            }
            "del" | "moveFrom" | "delText" | "instrText" | "pPr" | "rPr" | "Fallback" | "sdtPr" | "rt" => {
                Element::Skipped
            }
            _ => Element::Other,
        }
    }

    /// A tab is one of a run; one of a paragraph's properties is a place to stop at, and skipped with them.
    fn is_in_run(&self) -> bool {
        self.stack.contains(&Element::Paragraph)
    }
}

impl Listener for Tables {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let kind = if self.skipped_depth > 0 { Element::Skipped } else { self.kind(name.as_ref(), element) };
        match kind {
            Element::Skipped => self.skipped_depth += 1,
            Element::Table => {
                self.table_depth += 1;
                if self.table_depth == 1 {
                    self.found.push(Vec::new());
                }
            }
            Element::Row => (self.row, self.is_deleted) = (Vec::new(), false),
            Element::Cell => {
                self.cell.clear();
                (self.has_paragraph, self.span) = (false, 1);
            }
            Element::Paragraph => {
                if self.has_paragraph {
                    self.cell.push('\n');
                }
                self.has_paragraph = true;
            }
            _ => {}
        }
        self.stack.push(kind);
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Element::Skipped) => self.skipped_depth -= 1,
            Some(Element::Table) => self.table_depth -= 1,
            Some(Element::Row) if !self.is_deleted => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = self.found.last_mut() {
                    table.push(row);
                }
            }
            Some(Element::Cell) => {
                self.row.push(std::mem::take(&mut self.cell));
                let width = (self.row.len() + self.span - 1).min(MAX_COLUMNS.max(self.row.len()));
                self.row.resize(width, String::new());
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.skipped_depth == 0 && self.stack.last() == Some(&Element::Text) {
            self.cell.push_str(words);
        }
    }
}
