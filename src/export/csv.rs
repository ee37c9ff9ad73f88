//! csv: one file a table, tidy: header row, then rows; caption and notes are left out.
//!
//! RFC 4180, in UTF-8. Where there is more than ASCII in it, it has the byte order mark without which Excel guesses
//! another encoding; elsewhere it would only be a part of the first column's name to programs that do not know it. A group's title stands
//! before its columns' titles and the line over a group of rows becomes a column, so that every row says all of itself.
//! Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers keep their minus sign.

use ::csv::{Terminator, WriterBuilder};

use super::cells::{self, Shown};
use super::{ExportError, Rendered, tabulate, wording};
use crate::report::{Block, Cell, Chapter, Report, RowKind, Table};

/// What Excel needs to read UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One file a table; `name.csv` where there is only one.
pub(super) fn csv(report: &Report, name: &str) -> Result<Vec<Rendered>, ExportError> {
    let mut files = Vec::new();
    for chapter in &report.chapters {
        for (place, table) in tables(chapter).iter().enumerate() {
            let file_name = format!("{name}-{}-{}.csv", file_stem(&chapter.name), place + 1);
            files.push(Rendered { file_name: free(file_name, &files), bytes: table_bytes(table)? });
        }
    }
    if let [file] = files.as_mut_slice() {
        file.file_name = format!("{name}.csv");
    }
    Ok(files)
}

/// A chapter's tables, its quotations as one more, and its figures where it has neither: a figure beside a table shows
/// the same numbers.
fn tables(chapter: &Chapter) -> Vec<Table> {
    let tables = chapter.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.clone()),
        _ => None,
    });
    let tables: Vec<Table> = tables.chain(tabulate::quotations(chapter)).collect();
    if !tables.is_empty() {
        return tables;
    }
    let figures = chapter.blocks.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(tabulate::figure(figure)),
        _ => None,
    });
    figures.collect()
}

fn table_bytes(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    let is_grouped = table.rows.iter().any(|row| row.kind == RowKind::Group);
    let titles = table.columns.iter().map(|column| match &column.group {
        Some(group) if !group.is_empty() => neutral(&format!("{group}: {}", column.title)),
        _ => neutral(&column.title),
    });
    write_record(&mut writer, is_grouped.then(|| wording::GROUP.to_owned()).into_iter().chain(titles))?;

    let mut group = String::new();
    for row in &table.rows {
        match row.kind {
            RowKind::Group => {
                group = row.cells.first().map(field).unwrap_or_default();
                continue;
            }
            RowKind::Total => group.clear(),
            RowKind::Body => {}
        }
        let cells = (0..table.width()).map(|index| row.cells.get(index).map(field).unwrap_or_default());
        write_record(&mut writer, is_grouped.then(|| group.clone()).into_iter().chain(cells))?;
    }
    let bytes = writer.into_inner().map_err(|error| ExportError::Write(error.into_error()))?;
    Ok(if bytes.is_ascii() { bytes } else { [BYTE_ORDER_MARK, &bytes].concat() })
}

/// A record of no field, or of one empty field, would be read back as no record: the writer quotes it.
fn write_record(writer: &mut ::csv::Writer<Vec<u8>>, fields: impl Iterator<Item = String>) -> Result<(), ExportError> {
    Ok(writer.write_record(fields)?)
}

/// A cell's field: text is made neutral, numbers and the program's own marks are not.
fn field(cell: &Cell) -> String {
    match cells::shown(cell) {
        Shown::Text(_) | Shown::Words(_) => neutral(&cells::plain(cell)),
        _ => cells::plain(cell),
    }
}

/// Text that no spreadsheet takes for a formula: such text gets an apostrophe in front.
fn neutral(text: &str) -> String {
    if cells::is_formula_like(text) { format!("'{text}") } else { text.to_owned() }
}

fn file_stem(chapter_name: &str) -> String {
    let stem: String = chapter_name
        .chars()
        .take(60)
        .map(|character| if character.is_alphanumeric() || character == '_' { character } else { '-' })
        .collect();
    if stem.is_empty() { "chapter".to_owned() } else { stem }
}

/// A file name that none of `files` has, in any letter case.
fn free(wanted: String, files: &[Rendered]) -> String {
    let taken = |name: &str| files.iter().any(|file| file.file_name.to_lowercase() == name.to_lowercase());
    if !taken(&wanted) {
        return wanted;
    }
    let stem = wanted.trim_end_matches(".csv");
    let mut numbered = (2..=files.len() + 2).map(|number| format!("{stem}-{number}.csv"));
    numbered.find(|name| !taken(name)).expect("there are more numbers than files")
}
