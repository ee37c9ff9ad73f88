//! A table that somebody edited in a spreadsheet or in Word and gives back: its header, and its rows as text.

use std::io::Cursor;
use std::path::Path;

use super::tables::{self, Record, TableOptions};
use super::{ImportError, Place, docx, file};
use crate::text::unguarded;

/// A header may stand below a title or a note.
const HEADER_WITHIN: usize = 10;

/// A table as it came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyTable {
    pub headings: Vec<String>,
    pub rows: Vec<CopyRow>,
    /// What the researcher may want to look at, a sentence each.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyRow {
    /// As people find it: `row 3`.
    pub place: String,
    /// As many as there are headings.
    pub cells: Vec<String>,
}

/// Reads a table (`.csv`, `.tsv`, `.xlsx`, `.ods`, `.docx`). Its header is the first row that `is_header`; formulas are what
/// they came to when the file was saved.
pub fn copy_table(path: &Path, bytes: &[u8], is_header: &dyn Fn(&[String]) -> bool) -> Result<CopyTable, ImportError> {
    file::check_size(path, bytes)?;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let (mut rows, mut notes, is_text) =
        if extension == "docx" { of_document(path, bytes)? } else { of_sheet(path, bytes)? };
    let header = rows.iter().take(HEADER_WITHIN).position(|row| is_header(&row.cells));
    let header = header.ok_or_else(|| {
        let message = "no row of it is the header of a working copy, whose first column is the key; write one with \
                       `verbatim framework export`";
        ImportError::damaged(path, Place::WHOLE, message)
    })?;
    let headings = rows[header].cells.clone();
    let mut rows: Vec<CopyRow> = rows.split_off(header + 1);
    rows.retain(|row| row.cells != headings && row.cells.iter().any(|cell| !cell.trim().is_empty()));
    for row in &mut rows {
        if row.cells.iter().skip(headings.len()).any(|cell| !cell.trim().is_empty()) {
            // In a text, a mark that parts cells stands within one: from there on each cell would be another's.
            if is_text {
                let message = format!(
                    "{}: it has more cells than the header; put a cell that holds the delimiter in quotation marks",
                    row.place
                );
                return Err(ImportError::damaged(path, Place::WHOLE, message));
            }
            notes.push(format!("{}: what stands right of the header's last column is not read", row.place));
        }
        row.cells.resize(headings.len(), String::new());
    }
    Ok(CopyTable { headings, rows, notes })
}

fn of_sheet(path: &Path, bytes: &[u8]) -> Result<Read, ImportError> {
    let mut table = tables::open(path, Cursor::new(bytes.to_vec()), TableOptions::default())?;
    // What looks like a formula is guarded in a text, and marked as text in a workbook.
    let is_text = table.counted() == tables::Counted::Lines;
    let mut record = Record::default();
    let mut rows = Vec::new();
    while table.read(&mut record)? {
        let own = |cell: &str| if is_text { unguarded(cell).to_owned() } else { cell.to_owned() };
        let cells = record.fields().map(own).collect();
        rows.push(CopyRow { place: table.counted().place(record.number).words(), cells });
    }
    Ok((rows, table.warnings().into_iter().map(|warning| warning.message).collect(), is_text))
}

/// Rows, what is to be said of them, and whether they come from a text.
type Read = (Vec<CopyRow>, Vec<String>, bool);

/// The rows of all tables, one after the other: somebody may have parted the one that there was.
fn of_document(path: &Path, bytes: &[u8]) -> Result<Read, ImportError> {
    let tables = docx::table::tables(path, bytes)?;
    let rows = tables.into_iter().flatten();
    let rows = (1..).zip(rows).map(|(number, cells)| CopyRow { place: Place::row(number).words(), cells });
    Ok((rows.collect(), Vec::new(), false))
}
