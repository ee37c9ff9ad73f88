//! Rows and columns that are about a group with fewer people than the smallest that is shown.

use crate::disclosure::Thresholds;
use crate::report::{Cell, Exposure, Row, RowKind, Table};

/// The size of the group that a cell is about, through its row or its column, if that is too small to be shown.
pub(super) fn of_few(table: &Table, row: &Row, column: usize, thresholds: &Thresholds) -> Option<u64> {
    let of_column = table.columns.get(column).and_then(|column| column.group_size);
    [row.group_size, of_column].into_iter().flatten().filter(|&size| thresholds.is_small_group(size)).min()
}

/// Whether a table has such rows or columns.
pub(super) fn any_small(table: &Table, thresholds: &Thresholds) -> bool {
    let of_columns = table.columns.iter().filter_map(|column| column.group_size);
    let sizes = of_columns.chain(table.rows.iter().filter_map(|row| row.group_size));
    table.exposure != Exposure::Open && sizes.into_iter().any(|size| thresholds.is_small_group(size))
}

/// The number that a title ends in: of "Policing (7)", 7.
pub(super) fn size_in_title(title: &str) -> Option<u64> {
    let (_, size) = title.strip_suffix(')')?.rsplit_once('(')?;
    if size.bytes().all(|byte| byte.is_ascii_digit()) { size.parse().ok() } else { None }
}

/// Puts something else in its place: "Policing (1)" becomes "Policing (*)".
pub(super) fn set_size(title: &mut String, shown: &str) {
    if size_in_title(title).is_some()
        && let Some((name, _)) = title.rsplit_once('(')
    {
        *title = format!("{name}({shown})");
    }
}

/// Leaves one row of those that each hold one person's words below a group's title: their number would be the group's.
pub(super) fn fold_rows(table: &mut Table, thresholds: &Thresholds) {
    if table.exposure == Exposure::Open {
        return;
    }
    let is_of_one = |row: &Row| {
        row.kind == RowKind::Body
            && row.group_size.is_some_and(|size| thresholds.is_small_group(size))
            && row.cells.iter().all(|cell| matches!(cell, Cell::Words(_) | Cell::Missing(_) | Cell::Suppressed(_)))
    };
    table.rows.dedup_by(|row, before| is_of_one(row) && is_of_one(before));
}
