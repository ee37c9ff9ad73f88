//! Pipe tables. GitHub has one header row and no cells over several columns: a group's title goes before its columns'
//! titles, and the line over a group of rows stands in the first cell, bold.

use super::super::cells::{self, Shown};
use super::super::wording;
use std::fmt::Write;

use super::escape::line;
use crate::report::{Cell, Column, Row, RowKind, Table};

/// One step of depth: two spaces that HTML keeps.
const INDENT: &str = "\u{a0}\u{a0}\u{a0}";

pub(super) fn pipe_table(table: &Table) -> String {
    if table.columns.is_empty() {
        return format!("*{}*", wording::NOTHING);
    }
    let mut text = record(table.columns.iter().map(title));
    text.push_str(&record(table.columns.iter().map(|column| (if column.numeric { "--:" } else { ":--" }).to_owned())));
    for row in &table.rows {
        text.push_str(&record((0..table.width()).map(|index| field(row, index))));
    }
    if table.rows.is_empty() {
        let _ = write!(text, "\n*{}*", wording::NOTHING);
    }
    text.trim_end().to_owned()
}

fn record(fields: impl Iterator<Item = String>) -> String {
    let mut text = String::from("|");
    for field in fields {
        text.push(' ');
        text.push_str(&field);
        text.push_str(if field.is_empty() { "|" } else { " |" });
    }
    text.push('\n');
    text
}

fn title(column: &Column) -> String {
    match &column.group {
        Some(group) if !group.is_empty() => format!("{}: {}", line(group), line(&column.title)),
        _ => line(&column.title),
    }
}

fn field(row: &Row, index: usize) -> String {
    let cell = row.cells.get(index).unwrap_or(&Cell::Empty);
    let text = match cells::shown(cell) {
        Shown::Nothing => String::new(),
        Shown::Text(text) => in_cell(text),
        Shown::Words(words) => in_cell(&words.iter().map(cells::answer).collect::<Vec<_>>().join("; ")),
        Shown::Figure(figure) => figure.set(),
        Shown::Mark(mark) => line(mark),
    };
    let indent = if index == 0 { INDENT.repeat(usize::from(row.depth.min(6))) } else { String::new() };
    match row.kind {
        RowKind::Body => indent + &text,
        _ if text.is_empty() => text,
        RowKind::Group | RowKind::Total => format!("{indent}**{text}**"),
    }
}

/// A cell is one line of Markdown: its own line ends become `<br>`.
fn in_cell(text: &str) -> String {
    text.trim().lines().map(line).collect::<Vec<_>>().join("<br>")
}
