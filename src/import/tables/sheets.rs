//! What spreadsheets of all kinds have in common: which sheet is read, and what a cell's number looks like.

use std::fmt::Write;
use std::path::Path;

use super::moments::{Epoch, write_moment};
use super::number_format::NumberFormat;
use super::{Counted, Oddity};
use crate::import::{ImportError, Place, Warning};

/// The last column that spreadsheets have, `XFD`.
pub(super) const MAX_COLUMNS: usize = 16_384;
pub(super) const MAX_ROWS: u64 = 1_048_576;
/// No row has more bytes of text.
pub(super) const MAX_ROW: usize = 16 << 20;

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) has_rows: bool,
}

/// The sheet that is read.
pub(super) struct Picked {
    pub(super) index: usize,
    /// Its name, if the workbook has several with rows.
    pub(super) name: Option<String>,
    pub(super) warnings: Vec<Warning>,
}

/// The sheet that is `wanted`, or the first one with rows that people see.
pub(super) fn pick(path: &Path, sheets: &[Sheet], wanted: Option<&str>) -> Result<Picked, ImportError> {
    let damaged = |message: String| ImportError::damaged(path, Place::WHOLE, message);
    let position = match wanted {
        Some(wanted) => Some(find(sheets, wanted).map_err(damaged)?),
        None => (0..sheets.len()).filter(|&index| sheets[index].has_rows).min_by_key(|&index| sheets[index].is_hidden),
    };
    let Some(index) = position else {
        return Err(damaged("there is nothing in its sheets; export or copy it again".to_owned()));
    };
    let others: Vec<String> = (0..sheets.len())
        .filter(|&other| other != index && sheets[other].has_rows)
        .map(|other| format!("\"{}\"{}", sheets[other].name, if sheets[other].is_hidden { " (hidden)" } else { "" }))
        .collect();
    let picked = &sheets[index];
    let mut warnings = Vec::new();
    if picked.is_hidden {
        warnings.push(whole(format!("the sheet \"{}\" is hidden in the workbook and was read", picked.name)));
    }
    if wanted.is_none() && !others.is_empty() {
        let them = if others.len() == 1 { "another sheet is not read" } else { "other sheets are not read" };
        let message = format!(
            "only the sheet \"{}\" is read; {them}: {} (write sheet = \"…\" in the plan to read another)",
            picked.name,
            others.join(", ")
        );
        warnings.push(whole(message));
    }
    let name = (!others.is_empty()).then(|| picked.name.clone());
    Ok(Picked { index, name, warnings })
}

fn find(sheets: &[Sheet], wanted: &str) -> Result<usize, String> {
    if let Some(index) = sheets.iter().position(|sheet| sheet.name.trim() == wanted.trim()) {
        return Ok(index);
    }
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let hint = names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    Err(format!("there is no sheet \"{wanted}\"; it has {hint}: correct sheet in the plan"))
}

fn whole(message: String) -> Warning {
    Warning { message, line_number: None, column_number: None }
}

/// What was odd about a sheet's cells and rows.
#[derive(Debug, Default)]
pub(super) struct SheetOddities {
    pub(super) errors: Oddity,
    pub(super) hidden: Oddity,
}

impl SheetOddities {
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let errors = "with an error (such as #N/A) instead of a value, read as blank";
        let hidden = "hidden in the sheet, read like all others";
        [self.errors.warning("cell", errors, Counted::Rows), self.hidden.warning("row", hidden, Counted::Rows)]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Appends a number as its format shows it.
pub(super) fn write_formatted(number: f64, format: NumberFormat, epoch: Epoch, words: &mut String) {
    match format {
        NumberFormat::Moment(shown) if write_moment(number * 86_400.0, epoch, shown, words) => {}
        NumberFormat::Padded(width) if number.fract() == 0.0 && (0.0..1e15).contains(&number) => {
            write!(words, "{number:0width$}").expect("a string takes whatever is written to it");
        }
        _ => write_number(number, words),
    }
}

/// Appends a number as people see it: no float dust, no `.0`.
pub(super) fn write_number(number: f64, words: &mut String) {
    // Spreadsheets compute with 15 digits; what comes after them is dust.
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    write!(words, "{rounded}").expect("a string takes whatever is written to it");
}
