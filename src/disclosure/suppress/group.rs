//! Rows and columns that are about a group with fewer people than the smallest that is shown.

use super::is_small;
use crate::report::{Cell, Exposure, Row, RowKind, Table};

/// The size of the group that a cell is about, through its row or its column, if that is too small to be shown.
pub(super) fn of_few(table: &Table, row: &Row, column: usize, minimum_group: u64) -> Option<u64> {
    let of_column = table.columns.get(column).and_then(|column| column.group_size);
    [row.group_size, of_column].into_iter().flatten().filter(|&size| is_small(size, minimum_group)).min()
}

/// Whether a table has such rows or columns.
pub(super) fn any_small(table: &Table, minimum_group: u64) -> bool {
    let of_columns = table.columns.iter().filter_map(|column| column.group_size);
    let sizes = of_columns.chain(table.rows.iter().filter_map(|row| row.group_size));
    table.exposure != Exposure::Open && sizes.into_iter().any(|size| is_small(size, minimum_group))
}

/// Takes the number of people out of the titles: "Policing (1)" becomes "Policing (*)".
pub(super) fn hide_sizes(table: &mut Table, minimum_group: u64) {
    if table.exposure == Exposure::Open {
        return;
    }
    let few = |size: Option<u64>| size.is_some_and(|size| is_small(size, minimum_group));
    for column in table.columns.iter_mut().filter(|column| few(column.group_size)) {
        hide_size(column.group.as_mut().unwrap_or(&mut column.title));
    }
    for row in table.rows.iter_mut().filter(|row| few(row.group_size)) {
        if let Some(Cell::Text(title)) = row.cells.first_mut() {
            hide_size(title);
        }
    }
}

fn hide_size(title: &mut String) {
    let Some((name, size)) = title.strip_suffix(')').and_then(|title| title.rsplit_once('(')) else { return };
    if !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit()) {
        *title = format!("{name}(*)");
    }
}

/// Leaves one row of those that each hold one person's words below a group's title: their number would be the group's.
pub(super) fn fold_rows(table: &mut Table, minimum_group: u64) {
    if table.exposure == Exposure::Open {
        return;
    }
    let is_of_one = |row: &Row| {
        row.kind == RowKind::Body
            && row.group_size.is_some_and(|size| is_small(size, minimum_group))
            && row.cells.iter().all(|cell| matches!(cell, Cell::Words(_) | Cell::Missing(_)))
    };
    table.rows.dedup_by(|row, before| is_of_one(row) && is_of_one(before));
}
