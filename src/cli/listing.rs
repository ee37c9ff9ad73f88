//! One listing, shown as a table, as CSV or as JSON.

use std::fmt::Write as _;

use anyhow::Context as _;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::Ui;
use crate::project::shown::Object;

/// How a listing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ListingFormat {
    /// Columns for reading
    #[default]
    Table,
    /// Comma-separated values
    Csv,
    /// A list of objects
    Json,
}

/// Rows under named columns. Numbers stay numbers in JSON and stand right in a table.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Listing {
    pub fn new<C: ToString>(columns: &[C]) -> Self {
        Self { columns: columns.iter().map(C::to_string).collect(), rows: Vec::new() }
    }

    /// Adds a row: one value a column.
    pub fn row(&mut self, values: Vec<Value>) {
        debug_assert_eq!(values.len(), self.columns.len(), "a row has one value a column");
        self.rows.push(values);
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Shows it. Cells of a table are cut to the terminal's width; CSV and JSON are always whole.
    pub fn show(&self, format: ListingFormat, ui: &mut Ui) -> anyhow::Result<()> {
        match format {
            ListingFormat::Table => self.show_table(ui),
            ListingFormat::Csv => {
                let bytes = self.csv()?;
                Ok(ui.raw(&bytes)?)
            }
            ListingFormat::Json => Ok(ui.line(serde_json::to_string_pretty(&self.json())?)?),
        }
    }

    fn json(&self) -> Vec<Object> {
        let object = |row: &Vec<Value>| {
            Object(self.columns.iter().zip(row).map(|(name, value)| (key(name), value.clone())).collect())
        };
        self.rows.iter().map(object).collect()
    }

    fn csv(&self) -> anyhow::Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|value| harmless(&plain(value))))?;
        }
        writer.into_inner().context("the table did not fit into memory")
    }

    fn show_table(&self, ui: &mut Ui) -> anyhow::Result<()> {
        let cells: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|value| plain(value).replace('\n', " ")).collect()).collect();
        let widths = self.widths(&cells, ui.width());
        ui.line(Ui::strong(self.laid_out(&self.columns, &widths, false)))?;
        for row in &cells {
            ui.line(self.laid_out(row, &widths, true))?;
        }
        Ok(())
    }

    /// Columns as wide as their widest cell; if that is too much for the terminal, the widest give way.
    fn widths(&self, cells: &[Vec<String>], available: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|column| column.width()).collect();
        for row in cells {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let Some(available) = available else { return widths };
        let gaps = 2 * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > available {
            let Some(widest) = widths.iter_mut().max() else { break };
            if *widest <= 12 {
                break;
            }
            *widest -= 1;
        }
        widths
    }

    fn laid_out(&self, cells: &[String], widths: &[usize], body: bool) -> String {
        let mut line = String::new();
        for (position, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            if position > 0 {
                line.push_str("  ");
            }
            let cell = cut(cell, width);
            let gap = width - cell.width().min(width);
            let right = self.is_numeric(position);
            let (before, after) = if right { (gap, 0) } else { (0, gap) };
            let last = position + 1 == cells.len() && body;
            let _ = write!(line, "{:before$}{cell}{:after$}", "", "", after = if last { 0 } else { after });
        }
        line.trim_end().to_owned()
    }

    fn is_numeric(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row[column].is_number())
            && self
                .rows
                .iter()
                .all(|row| row[column].is_number() || row[column].is_null() || plain(&row[column]).len() < 4)
    }
}

/// A measured number with so many digits behind the point.
pub fn rounded(number: f64, digits: i32) -> Value {
    let scale = 10_f64.powi(digits);
    // Adding nothing makes a negative zero an ordinary one.
    Value::from((number * scale).round() / scale + 0.0)
}

fn key(column: &str) -> String {
    column.to_lowercase().replace([' ', '-'], "_").replace('%', "percent")
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
fn harmless(cell: &str) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut kept = String::new();
    for character in cell.chars() {
        if kept.width() + unicode_width::UnicodeWidthChar::width(character).unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(character);
    }
    kept + "…"
}
