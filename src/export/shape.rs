//! What a table looks like from afar, which decides how it is set.

use super::cells;
use crate::report::{Block, Cell, Chapter, RowKind, Table};

/// More columns are printed on a page turned on its side.
const UPRIGHT_COLUMNS: usize = 7;
/// More columns of words are, too: a word or two to a line is no way to read.
const UPRIGHT_WORDS: usize = 5;
/// Characters in a cell that make its column one of words.
const WORDY: usize = 12;
/// Characters in a cell that make it one of prose: it will take several lines.
const PROSE: usize = 60;

/// Neighbouring columns under one title, or one column that has none over it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ColumnGroup<'r> {
    pub(super) title: Option<&'r str>,
    pub(super) first: usize,
    pub(super) width: usize,
}

/// The titles over a table's columns, from left to right; nothing where no column has one.
pub(super) fn column_groups(table: &Table) -> Option<Vec<ColumnGroup<'_>>> {
    table.columns.iter().find(|column| column.group.is_some())?;
    let mut groups: Vec<ColumnGroup<'_>> = Vec::new();
    for (column_index, column) in table.columns.iter().enumerate() {
        let title = column.group.as_deref();
        match groups.last_mut() {
            Some(group) if title.is_some() && group.title == title => group.width += 1,
            _ => groups.push(ColumnGroup { title, first: column_index, width: 1 }),
        }
    }
    Some(groups)
}

/// Whether a table wants a page turned on its side: it says so, or has many columns, or several of words or prose.
pub(super) fn is_wide(table: &Table) -> bool {
    let is_prose_column = |index: usize| table.rows.iter().any(|row| row.cells.get(index).is_some_and(is_prose_cell));
    let is_wordy = |cell: &Cell| match cell {
        Cell::Text(text) => text.chars().count() > WORDY,
        cell => is_prose_cell(cell),
    };
    let is_wordy_column = |index: usize| {
        let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
        rows.filter_map(|row| row.cells.get(index)).any(is_wordy)
    };
    table.is_broad
        || table.width() > UPRIGHT_COLUMNS
        || (0..table.width()).filter(|&index| is_wordy_column(index)).count() > UPRIGHT_WORDS
        || (table.width() > 4 && (0..table.width()).filter(|&index| is_prose_column(index)).count() > 2)
}

/// Whether a chapter holds such a table. Then all of it is turned, so that no heading stays behind on a page of its own.
pub(super) fn is_wide_chapter(chapter: &Chapter) -> bool {
    chapter.blocks.iter().any(|block| matches!(block, Block::Table(table) if is_wide(table)))
}

/// Whether a row gathers those set in below it, as a theme does its codes.
pub(super) fn is_over_others(table: &Table, row_index: usize) -> bool {
    let below = table.rows.get(row_index + 1);
    let row = &table.rows[row_index];
    row.kind == RowKind::Body
        && row.depth == 0
        && below.is_some_and(|below| below.kind == RowKind::Body && below.depth > 0)
}

/// Whether rows take several lines, so that they need rules between them to be told apart.
pub(super) fn is_prose(table: &Table) -> bool {
    table.rows.iter().flat_map(|row| row.cells.iter().skip(1)).any(is_prose_cell)
}

fn is_prose_cell(cell: &Cell) -> bool {
    match cell {
        Cell::Words(words) => words.len() > 1 || words.iter().any(|words| words.text.chars().count() > PROSE),
        Cell::Text(text) => text.chars().count() > PROSE,
        _ => false,
    }
}

/// Whether a cell's first column says what its row is about, as text does and a number does not.
pub(super) fn is_row_title(cell: &Cell) -> bool {
    !cells::is_figure(cell) && !matches!(cell, Cell::Words(_))
}

/// Whether a cell holds a word that no column is wide enough for.
pub(super) fn has_long_word(cell: &Cell) -> bool {
    let long = |text: &str| text.split_whitespace().any(|word| word.chars().count() > 30);
    match cell {
        Cell::Text(text) => long(text),
        Cell::Words(words) => words.iter().any(|words| long(&words.text)),
        _ => false,
    }
}
