//! Working copies: tables that a person edits in a spreadsheet or in Word and gives back.
//!
//! They hold real names and words, and stay inside the study: what others get is a report, which passes disclosure.

mod docx;
mod xlsx;

use super::ExportError;
use super::codes::csv;
use crate::model::words;

/// A format that a working copy can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyFormat {
    Csv,
    Xlsx,
    Docx,
}

words!(CopyFormat { Csv = "csv", Xlsx = "xlsx", Docx = "docx" });

/// What a column is for, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyColumn {
    /// By which a row is found again.
    Key,
    Title,
    /// To be written in.
    Written,
    /// To be written in too, and smaller.
    Beside,
    /// To be read only.
    Reading,
    /// For the program alone.
    Stamp,
}

/// A table of text. Every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCopy {
    pub title: String,
    /// Stands above it, where the format has a place for that.
    pub notice: String,
    /// Each with its heading.
    pub columns: Vec<(CopyColumn, String)>,
    pub rows: Vec<Vec<String>>,
}

/// What a cell of a workbook holds at most, in UTF-16 units.
pub const LONGEST_CELL: usize = 32_767;

/// Writes a working copy. Text comes back as it was, as long as it has no control characters but line ends and tabs; a
/// workbook takes cells up to [`LONGEST_CELL`].
pub fn working_copy(copy: &WorkingCopy, format: CopyFormat) -> Result<Vec<u8>, ExportError> {
    match format {
        CopyFormat::Csv => {
            let headings = copy.columns.iter().map(|(_, heading)| heading.clone()).collect();
            csv(&std::iter::once(headings).chain(copy.rows.iter().cloned()).collect::<Vec<Vec<String>>>())
        }
        CopyFormat::Xlsx => xlsx::xlsx(copy),
        CopyFormat::Docx => docx::docx(copy),
    }
}
