//! A cleared report as text for a terminal or another program, by the same writers that make files.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::disclosure::Cleared;
use crate::export::{Rendered, render, terminal};
use crate::project::ProjectError;
use crate::report::Format;

/// For reading: aligned columns, fitted into `width` where it is known.
pub fn as_text(cleared: &Cleared, width: Option<usize>) -> String {
    terminal(cleared, width)
}

/// For a spreadsheet: one table after the other, an empty line between them.
pub fn as_csv(cleared: &Cleared) -> Result<String, ProjectError> {
    Ok(texts(cleared, Format::Csv)?.join("\r\n"))
}

/// For a program: a list of rows; a list of such lists where there is more than one table.
pub fn as_json(cleared: &Cleared) -> Result<String, ProjectError> {
    let tables: Vec<Vec<Object>> = texts(cleared, Format::Csv)?.iter().map(|text| rows(text)).collect();
    let shown = match tables.as_slice() {
        [table] => serde_json::to_string_pretty(table),
        tables => serde_json::to_string_pretty(tables),
    };
    Ok(shown.expect("names and values are plain data") + "\n")
}

/// A JSON object whose names stay in the order of the columns.
#[derive(Debug, Clone)]
pub struct Object(pub Vec<(String, Value)>);

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The rows of one table in CSV, which the gate has read, as a list of objects.
pub(in crate::project) fn rows_as_json(csv: &[u8]) -> String {
    let text = String::from_utf8_lossy(csv);
    let rows = rows(text.trim_start_matches('\u{feff}'));
    serde_json::to_string_pretty(&rows).expect("names and values are plain data") + "\n"
}

fn texts(cleared: &Cleared, format: Format) -> Result<Vec<String>, ProjectError> {
    let files: Vec<Rendered> = render(cleared, format, "shown")?;
    let text = |file: Rendered| String::from_utf8_lossy(&file.bytes).trim_start_matches('\u{feff}').to_owned();
    Ok(files.into_iter().map(text).collect())
}

fn rows(text: &str) -> Vec<Object> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> =
        reader.headers().map(|names| names.iter().map(str::to_owned).collect()).unwrap_or_default();
    let object = |record: csv::StringRecord| Object(names.iter().cloned().zip(record.iter().map(value)).collect());
    reader.into_records().filter_map(Result::ok).map(object).collect()
}

fn value(cell: &str) -> Value {
    match cell.parse::<f64>() {
        Ok(_) => serde_json::from_str(cell).unwrap_or_else(|_| json!(cell)),
        Err(_) => json!(cell),
    }
}
