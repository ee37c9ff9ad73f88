//! How strongly the cells of a table are shaded, by what they print. The numbers stand there all the same: nothing is told
//! by colour alone, and what is withheld has none.

use super::cells::{self, Shown};
use crate::report::{Cell, RowKind, Table};

/// The strongest shade.
const STEPS: u8 = 5;
/// The shades on paper, the palest first: black letters are read well on each.
const ON_PAPER: [u32; STEPS as usize] = [0xea_f2fa, 0xd5_e5f5, 0xbe_d7ee, 0xa6_c8e7, 0x8d_b8df];

/// The shade of each cell, from 1 to [`STEPS`]; all none where the table is not shaded. What is on the diagonal, a thing
/// with itself, is greater than the rest by its nature and has none.
pub(super) fn steps(table: &Table) -> Vec<Vec<Option<u8>>> {
    let value = |row_index: usize, column_index: usize| -> Option<f64> {
        let (row, column) = (&table.rows[row_index], table.columns.get(column_index)?);
        let is_itself = matches!(row.cells.first(), Some(Cell::Text(title)) if *title == column.title);
        let counts = table.is_shaded && row.kind == RowKind::Body && column.numeric && !is_itself;
        match row.cells.get(column_index).filter(|_| counts).map(cells::shown)? {
            Shown::Figure(figure) => Some(figure.value),
            _ => None,
        }
    };
    let places = || (0..table.rows.len()).flat_map(|row| (0..table.width()).map(move |column| (row, column)));
    let most = places().filter_map(|(row, column)| value(row, column)).fold(0.0, f64::max);
    let step = |value: f64| -> Option<u8> {
        let part = if most > 0.0 { (value / most * f64::from(STEPS)).ceil() } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 5")]
        let step = part.clamp(0.0, f64::from(STEPS)) as u8;
        (step > 0).then_some(step)
    };
    (0..table.rows.len())
        .map(|row| (0..table.width()).map(|column| value(row, column).and_then(step)).collect())
        .collect()
}

/// A shade as `0xRRGGBB`.
pub(super) fn on_paper(step: u8) -> u32 {
    ON_PAPER[usize::from(step.clamp(1, STEPS) - 1)]
}
