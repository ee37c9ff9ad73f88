//! Secondary suppression: which other cells go, so that a hidden one cannot be worked out.
//!
//! A hidden number is safe if the table could be another one: if some hidden cells can rise and others fall by one, so
//! that every printed total still holds, no cell marked `*` leaves 1 … smallest group − 1 (0 … its size in a group that is
//! smaller itself), and none falls below zero.
//! Such a change is a *move*. For every hidden cell the cheapest move through it is sought, and the cells that take part
//! in it are hidden too. What was hidden for a move stays hidden, so the proof stays good while others are added.
//!
//! In a plain table a move is a rectangle: one cell rises, another of its row and another of its column fall, the fourth
//! corner rises. Where a total takes part it rises with its members. The search is the "hypercube" method for disclosure
//! control of additive tables (Giessing and Repsilber, 2002), here for two dimensions with subtotals.

use super::Marks;
use super::grid::{Axis, Grid, Item, Kind};
use crate::report::Suppressed;

/// Hiding a total costs more than hiding any cell.
const COST_OF_TOTAL: u128 = 1 << 100;
/// Hiding a zero takes away the little that is known for sure: only where nothing else helps.
const COST_OF_ZERO: u128 = 1 << 80;
/// How many partners are tried for a cell: the nearest ones. A total is always tried too, so that a move is found.
const MOST_PARTNERS: usize = 60;

/// Rows (or columns) that rise and fall together without changing any sum.
type Shift = Vec<(usize, i128)>;

/// Marks further cells until no hidden one can be worked out from the grid's sums.
pub(super) fn protect(grid: &Grid, minimum_group: u64, marks: &mut Marks) {
    let is_hidden = |marks: &Marks, row: usize, column: usize| {
        grid.item(row, column).is_some() && marks.get(row).and_then(|row| row.get(column)).is_some_and(Option::is_some)
    };
    let search = Search { grid, minimum_group };
    let mut column_shifts: Vec<Option<Vec<Shift>>> = vec![None; grid.columns.size];
    for row in 0..grid.rows.size {
        let mut row_shifts = None;
        for (column, column_shifts) in column_shifts.iter_mut().enumerate() {
            if !is_hidden(marks, row, column) || !is_in_line(grid, row, column) {
                continue;
            }
            let row_shifts = row_shifts.get_or_insert_with(|| shifts(&grid.rows, row));
            let column_shifts = column_shifts.get_or_insert_with(|| shifts(&grid.columns, column));
            let cheapest = search.cheapest(row_shifts, column_shifts, marks);
            // Sums that overlap in a way no move respects: then nothing of the row and column is shown.
            let cells = cheapest.unwrap_or_else(|| cross(grid, row, column));
            for (row, column) in cells {
                marks[row][column].get_or_insert(Suppressed::Secondary);
            }
        }
    }
}

/// Whether any sum goes through the cell.
fn is_in_line(grid: &Grid, row: usize, column: usize) -> bool {
    let within =
        |axis: &Axis, index: usize| axis.lines.iter().any(|line| line.total == index || line.members.contains(&index));
    within(&grid.rows, row) || within(&grid.columns, column)
}

fn cross(grid: &Grid, row: usize, column: usize) -> Vec<(usize, usize)> {
    let across = (0..grid.columns.size).map(|other| (row, other));
    let down = (0..grid.rows.size).map(|other| (other, column));
    across.chain(down).filter(|&(row, column)| grid.item(row, column).is_some()).collect()
}

struct Search<'g> {
    grid: &'g Grid,
    minimum_group: u64,
}

impl Search<'_> {
    /// The cells of the cheapest move that these shifts of rows and columns make.
    fn cheapest(&self, rows: &[Shift], columns: &[Shift], marks: &Marks) -> Option<Vec<(usize, usize)>> {
        let mut best: Option<(u128, &Shift, &Shift)> = None;
        for row_shift in rows {
            for column_shift in columns {
                let most = best.map_or(u128::MAX, |(cost, ..)| cost);
                if let Some(cost) = self.cost(row_shift, column_shift, marks).filter(|&cost| cost < most) {
                    best = Some((cost, row_shift, column_shift));
                    if cost == 0 {
                        return Some(Vec::new());
                    }
                }
            }
        }
        let (_, row_shift, column_shift) = best?;
        let cells = row_shift.iter().flat_map(|&(row, _)| column_shift.iter().map(move |&(column, _)| (row, column)));
        Some(cells.filter(|&(row, column)| self.grid.item(row, column).is_some()).collect())
    }

    /// What the move would hide beyond what is hidden, or nothing if it is no possible change either way.
    fn cost(&self, rows: &Shift, columns: &Shift, marks: &Marks) -> Option<u128> {
        let (mut up, mut down, mut cost) = (true, true, 0u128);
        for &(row, row_sign) in rows {
            for &(column, column_sign) in columns {
                let Some(item) = self.grid.item(row, column) else { continue };
                let mark = marks[row][column];
                let step = row_sign * column_sign;
                up &= self.allows(item, mark, step);
                down &= self.allows(item, mark, -step);
                if !up && !down {
                    return None;
                }
                if mark.is_none() {
                    cost = cost.saturating_add(self.cost_of(item, row, column));
                }
            }
        }
        Some(cost)
    }

    /// Whether a reader who knows the marks could believe the cell to be that much greater.
    fn allows(&self, item: Item, mark: Option<Suppressed>, step: i128) -> bool {
        if self.grid.kind == Kind::Mean {
            return true;
        }
        let value = item.value + step;
        match (mark, item.of_few) {
            // Nothing of the group is shown, so a zero is hidden like a one; its size may be had from other tables.
            (Some(Suppressed::Small), Some(size)) => {
                value >= 0 && (item.value != i128::from(item.cases) || value <= i128::from(size))
            }
            // With a smallest group of 2 every * is a 1, whatever else is hidden.
            (Some(Suppressed::Small), None) if item.value == i128::from(item.cases) => {
                value >= 1 && value < i128::from(self.minimum_group.max(3))
            }
            (Some(Suppressed::Small), None) => value >= 1,
            _ => value >= 0,
        }
    }

    fn cost_of(&self, item: Item, row: usize, column: usize) -> u128 {
        let is_total = is_total(&self.grid.rows, row) || is_total(&self.grid.columns, column);
        let of_kind = match (is_total, item.cases) {
            (true, _) => COST_OF_TOTAL,
            (false, 0) => COST_OF_ZERO,
            (false, _) => 0,
        };
        of_kind + u128::from(item.cases) + 1
    }
}

fn is_total(axis: &Axis, index: usize) -> bool {
    axis.lines.iter().any(|line| line.total == index)
}

/// All shifts that move `index` and leave every sum as it is.
fn shifts(axis: &Axis, index: usize) -> Vec<Shift> {
    let leaves: Vec<usize> = (0..axis.size).filter(|&other| !is_total(axis, other)).collect();
    let mut near = leaves.clone();
    near.sort_by_key(|&other| (other.abs_diff(index), other));
    near.truncate(MOST_PARTNERS);
    let own: Vec<usize> = if is_total(axis, index) {
        leaves.into_iter().filter(|&leaf| with_totals(axis, leaf).contains(&index)).take(MOST_PARTNERS).collect()
    } else {
        vec![index]
    };
    let mut shifts = Vec::new();
    for leaf in own {
        let rising = with_totals(axis, leaf);
        let partners = near.iter().filter(|&&other| other != leaf).map(|&other| with_totals(axis, other));
        let pairs = partners.map(|falling| difference(&rising, &falling));
        let alone = rising.iter().map(|&member| (member, 1)).collect();
        let moves_index = |shift: &Shift| shift.iter().any(|&(member, _)| member == index);
        shifts.extend(pairs.chain([alone]).filter(|shift| moves_index(shift) && keeps_sums(axis, shift)));
    }
    shifts
}

/// A row (or column) and all totals that it counts towards.
fn with_totals(axis: &Axis, leaf: usize) -> Vec<usize> {
    let mut chain = vec![leaf];
    let mut at = 0;
    while let Some(&member) = chain.get(at) {
        for line in axis.lines.iter().filter(|line| line.members.contains(&member)) {
            if !chain.contains(&line.total) {
                chain.push(line.total);
            }
        }
        at += 1;
    }
    chain
}

fn difference(rising: &[usize], falling: &[usize]) -> Shift {
    let up = rising.iter().filter(|member| !falling.contains(member)).map(|&member| (member, 1));
    let down = falling.iter().filter(|member| !rising.contains(member)).map(|&member| (member, -1));
    up.chain(down).collect()
}

fn keeps_sums(axis: &Axis, shift: &Shift) -> bool {
    let by = |index: usize| shift.iter().find(|&&(member, _)| member == index).map_or(0, |&(_, step)| step);
    axis.lines.iter().all(|line| line.members.iter().map(|&member| by(member)).sum::<i128>() == by(line.total))
}
