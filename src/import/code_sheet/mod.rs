//! Codes from a sheet or a codebook file of another tool: names, what they mean, and what stands above what.
//!
//! Every tool exports its codes in another shape. `columns` says what the columns of a sheet are, `outline` makes one tree
//! of the names, however they tell their hierarchy; `qdc` reads the exchange format REFI-QDA.

mod columns;
mod outline;
mod own;
mod qdc;

use std::io::Cursor;
use std::path::Path;

use super::tables::{self, Record, TableOptions};
use super::{ImportError, encoding, file};
use crate::model::{Code, Theme};
use crate::text::counted;
use columns::Columns;
pub use columns::{CodeColumn, ColumnChoice};
use outline::Outline;
use own::OwnSheet;

/// More codes are no codebook.
const MAX_CODES: usize = 10_000;

/// Codes that came from outside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportedCodes {
    /// With sound ids and parents.
    pub codes: Vec<Code>,
    /// Groups of codes.
    pub themes: Vec<Theme>,
    /// How the file was understood, and what in it has no place, a sentence each.
    pub notes: Vec<String>,
}

/// Reads codes from a sheet (`.csv`, `.tsv`, `.xlsx`, `.ods`), a list (`.txt`) or a REFI-QDA codebook (`.qdc`). `choices`
/// say what columns are whose names do not.
pub fn code_sheet(path: &Path, bytes: &[u8], choices: &[ColumnChoice]) -> Result<ImportedCodes, ImportError> {
    file::check_size(path, bytes)?;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    match extension.as_str() {
        "qdc" => qdc::read(path, bytes),
        "txt" => list(path, bytes),
        "docx" | "pdf" | "html" => {
            let message = "codes are read from a sheet: copy the table into a spreadsheet and save it as .xlsx or .csv";
            Err(ImportError::damaged(path, super::Place::WHOLE, message))
        }
        _ => sheet(path, bytes, choices),
    }
}

fn sheet(path: &Path, bytes: &[u8], choices: &[ColumnChoice]) -> Result<ImportedCodes, ImportError> {
    let mut table = tables::open(path, Cursor::new(bytes.to_vec()), TableOptions::default())?;
    let (columns, mut notes) = Columns::find(&mut table, choices)?;
    let is_text = path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx"));
    let columns = columns.guarded(is_text);
    let mut own = OwnSheet::with_header(&columns.names, is_text).filter(|_| choices.is_empty());
    let mut outline = Outline::default();
    let mut record = Record::default();
    let mut row_count = 0;
    while table.read(&mut record)? {
        if record.is_blank() {
            continue;
        }
        row_count += 1;
        if row_count > MAX_CODES * 10 {
            return Err(table.unusable("there are more than 100,000 rows in it, which is no codebook"));
        }
        match &mut own {
            Some(own) => own.add(&record),
            None => outline.add(columns.entry(&record)),
        }
    }
    if own.is_some() {
        notes.clear();
    }
    let mut imported = own.map_or_else(|| outline.finish(), OwnSheet::finish);
    if imported.codes.is_empty() {
        return Err(table.unusable("there is a header but no code; write one row a code"));
    }
    if imported.codes.len() > MAX_CODES {
        return Err(table.unusable("there are more than 10,000 codes in it, which is no codebook"));
    }
    notes.append(&mut imported.notes);
    notes.extend(table.warnings().into_iter().map(|warning| warning.message));
    Ok(ImportedCodes { notes, ..imported })
}

/// A code a line, as QualCoder takes them: `category>>code`, then a tab and what it means.
fn list(path: &Path, bytes: &[u8]) -> Result<ImportedCodes, ImportError> {
    file::check_is_text(path, bytes)?;
    let decoded = encoding::decode(path, bytes)?;
    let mut outline = Outline::default();
    for line in decoded.text.lines().take(MAX_CODES).filter(|line| !line.trim().is_empty()) {
        let (name, definition) = line.split_once('\t').unwrap_or((line, ""));
        let (name, definition) = (name.to_owned(), definition.trim().to_owned());
        outline.add(outline::Entry { name, definition, ..outline::Entry::default() });
    }
    let mut imported = outline.finish();
    imported.notes.insert(0, format!("a list: {}", counted(imported.codes.len() as u64, "code")));
    Ok(imported)
}
