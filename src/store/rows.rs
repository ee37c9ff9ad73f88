//! Many rows in one statement: what a statement costs by itself is more than what a small row does.

use rusqlite::{ToSql, Transaction};

use super::StoreError;

/// Rows that one statement takes at most.
pub(super) const AT_ONCE: usize = 8;

/// The statements that write one row, two rows … [`AT_ONCE`] rows: what stands before the rows, one row with `?` for each
/// of its values, and what stands behind them.
macro_rules! rows {
    ($into:literal, $row:literal, $then:literal) => {
        [
            concat!($into, $row, $then),
            concat!($into, $row, ",", $row, $then),
            concat!($into, $row, ",", $row, ",", $row, $then),
            concat!($into, $row, ",", $row, ",", $row, ",", $row, $then),
            concat!($into, $row, ",", $row, ",", $row, ",", $row, ",", $row, $then),
            concat!($into, $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, $then),
            concat!($into, $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, $then),
            concat!($into, $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, ",", $row, $then),
        ]
    };
}
pub(super) use rows;

/// Writes rows, in their order, with the statements of [`rows!`].
pub(super) fn write<'v, R, const COLUMNS: usize>(
    transaction: &Transaction<'_>,
    statements: &[&str; AT_ONCE],
    rows: &'v [R],
    values: impl Fn(&'v R) -> [&'v dyn ToSql; COLUMNS],
) -> Result<(), StoreError> {
    for some in rows.chunks(AT_ONCE) {
        let mut statement = transaction.prepare_cached(statements[some.len() - 1])?;
        for (row_index, row) in some.iter().enumerate() {
            for (index, value) in values(row).into_iter().enumerate() {
                statement.raw_bind_parameter(row_index * COLUMNS + index + 1, value)?;
            }
        }
        statement.raw_execute()?;
    }
    Ok(())
}
