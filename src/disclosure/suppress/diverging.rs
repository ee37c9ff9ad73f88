//! Stacked bars: their parts make 100 %, so a bar is shown whole or not at all.

use super::{Withheld, is_small};
use crate::report::{Cell, DivergingRow, Suppressed};

/// Hides every bar with a part about too few people, or with one that a table's row of the same title hides.
pub(super) fn suppress(
    rows: &mut [DivergingRow],
    minimum_group: u64,
    hidden: &[(String, Cell, Suppressed)],
) -> Withheld {
    let mut withheld = Withheld::default();
    for row in rows {
        let is_hidden = |cell: &Cell| {
            cell.cases().is_some_and(|cases| is_small(cases, minimum_group))
                || hidden.iter().any(|(title, was, _)| was == cell && title.trim() == row.label.trim())
        };
        let hide_answered = is_hidden(&row.answered);
        if !hide_answered && !row.parts.iter().any(is_hidden) {
            continue;
        }
        withheld.small += 1;
        row.parts.iter_mut().for_each(|part| *part = Cell::Suppressed(Suppressed::Small));
        if hide_answered {
            row.answered = Cell::Suppressed(Suppressed::Small);
        }
    }
    withheld
}
