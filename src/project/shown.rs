//! A cleared report as text for a terminal or another program, by the same writers that make files.

use serde_json::{Map, Value, json};

use super::ProjectError;
use crate::disclosure::Cleared;
use crate::export::{Rendered, render};
use crate::report::Format;

/// For reading: Markdown.
pub fn as_text(cleared: &Cleared) -> Result<String, ProjectError> {
    Ok(texts(cleared, Format::Md)?.concat())
}

/// For a spreadsheet: one table after the other, an empty line between them.
pub fn as_csv(cleared: &Cleared) -> Result<String, ProjectError> {
    Ok(texts(cleared, Format::Csv)?.join("\r\n"))
}

/// For a program: a list of rows; a list of such lists where there is more than one table.
pub fn as_json(cleared: &Cleared) -> Result<String, ProjectError> {
    let mut tables: Vec<Value> = texts(cleared, Format::Csv)?.iter().map(|text| rows(text)).collect();
    let shown = if tables.len() == 1 { tables.remove(0) } else { json!(tables) };
    Ok(format!("{shown:#}\n"))
}

fn texts(cleared: &Cleared, format: Format) -> Result<Vec<String>, ProjectError> {
    let files: Vec<Rendered> = render(cleared, format, "shown")?;
    let text = |file: Rendered| String::from_utf8_lossy(&file.bytes).trim_start_matches('\u{feff}').to_owned();
    Ok(files.into_iter().map(text).collect())
}

fn rows(text: &str) -> Value {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> =
        reader.headers().map(|names| names.iter().map(str::to_owned).collect()).unwrap_or_default();
    let object = |record: csv::StringRecord| {
        let pairs = names.iter().cloned().zip(record.iter().map(value));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    json!(reader.into_records().filter_map(Result::ok).map(object).collect::<Vec<_>>())
}

fn value(cell: &str) -> Value {
    match cell.parse::<f64>() {
        Ok(_) => serde_json::from_str(cell).unwrap_or_else(|_| json!(cell)),
        Err(_) => json!(cell),
    }
}
