//! Spreads, medians and mean ranks: from them, what is hidden beside them could be worked out.

use std::collections::BTreeSet;

use super::Marks;
use crate::report::{About, Cell, RowKind, Suppressed, Table};

/// Hides the measures in every row with a hidden number; and where a mean is hidden between two lines over rows, those of
/// the total too, since the spread of all follows from those of the groups and their means. Where it is hidden how many
/// gave some answer to an item, in whatever table and group, none of the item is shown: number, mean and spread together
/// leave few ways in which people can have answered.
pub(super) fn mark(table: &Table, hidden_points: &BTreeSet<String>, marks: &mut Marks) {
    let is_measure = |cell: &Cell| matches!(cell, Cell::Measure { .. });
    let mut start = 0;
    while start < table.rows.len() {
        let after = (start + 1..table.rows.len()).find(|&row| table.rows[row].kind == RowKind::Group);
        let end = after.unwrap_or(table.rows.len());
        let hides = |row: usize, marks: &Marks, what: fn(&Cell) -> bool| {
            table.rows[row].cells.iter().zip(&marks[row]).any(|(cell, mark)| what(cell) && mark.is_some())
        };
        let any_mean = (start..end).any(|row| hides(row, marks, |cell| matches!(cell, Cell::Mean { .. })));
        for row in start..end {
            let any = hides(row, marks, |cell| !matches!(cell, Cell::Measure { .. }));
            let what = table.rows[row].about.get(About::WHAT);
            let any_point = what.is_some_and(|item| hidden_points.contains(item));
            if any || any_point || any_mean && table.rows[row].kind == RowKind::Total {
                for (cell, mark) in table.rows[row].cells.iter().zip(&mut marks[row]) {
                    if is_measure(cell) {
                        mark.get_or_insert(Suppressed::Secondary);
                    }
                }
            }
        }
        start = end;
    }
}
