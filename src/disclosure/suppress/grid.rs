//! The numbers of one kind in a table, and which of its rows and columns add up to which.

use crate::report::{Cell, Row, RowKind, Table};

/// Cells that add up with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Count,
    Share,
    Mean,
}

/// Some rows (or columns) and the one that is their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) members: Vec<usize>,
    pub(super) total: usize,
}

/// One direction of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Axis {
    pub(super) size: usize,
    pub(super) lines: Vec<Line>,
}

#[derive(Debug)]
pub(super) struct Grid {
    pub(super) rows: Axis,
    pub(super) columns: Axis,
    items: Vec<Option<i128>>,
}

impl Grid {
    pub(super) fn of(table: &Table, kind: Kind) -> Self {
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let cell = |row: &Row, column: usize| row.cells.get(column).and_then(|cell| item(cell, kind));
        let items = table.rows.iter().flat_map(|row| (0..width).map(move |column| cell(row, column))).collect();
        let mut grid = Self {
            rows: Axis { size: table.rows.len(), lines: Vec::new() },
            columns: Axis { size: width, lines: Vec::new() },
            items,
        };
        grid.rows.lines = grid.row_lines(&table.rows);
        grid.columns.lines = grid.column_lines(table);
        grid
    }

    pub(super) fn item(&self, row: usize, column: usize) -> Option<i128> {
        self.items[row * self.columns.size + column]
    }

    /// Rows that a total, or a theme above its codes, is the sum of.
    fn row_lines(&self, rows: &[Row]) -> Vec<Line> {
        let bodies: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].kind == RowKind::Body).collect();
        let mut lines = Vec::new();
        let mut section_start = 0;
        for (index, row) in rows.iter().enumerate() {
            match row.kind {
                RowKind::Group => section_start = index,
                RowKind::Body => lines.extend(self.line_of_parent(rows, index)),
                RowKind::Total => {
                    let section = bodies.iter().copied().filter(|body| (section_start..index).contains(body)).collect();
                    let before = bodies.iter().copied().filter(|&body| body < index).collect();
                    let choices: Vec<Vec<usize>> = [before, section, bodies.clone()]
                        .into_iter()
                        .flat_map(|members| [at_least_depth(rows, &members), without_children(rows, &members)])
                        .collect();
                    lines.extend(accepted(choices, index, |line| self.rows_add_up(line)));
                    section_start = index;
                }
            }
        }
        lines
    }

    fn line_of_parent(&self, rows: &[Row], parent: usize) -> Option<Line> {
        let depth = rows[parent].depth;
        let below = parent + 1..rows.len();
        let family = below.take_while(|&row| rows[row].kind == RowKind::Body && rows[row].depth > depth);
        let line = Line { members: at_least_depth(rows, &family.collect::<Vec<_>>()), total: parent };
        (!line.members.is_empty() && self.rows_add_up(&line)).then_some(line)
    }

    /// Columns that a total column is the sum of: those of its group, those since the total before, or all before it.
    fn column_lines(&self, table: &Table) -> Vec<Line> {
        let is_total = |column: usize| table.columns.get(column).is_some_and(|column| column.total);
        let group = |column: usize| table.columns.get(column).and_then(|column| column.group.as_deref());
        let has_items = |column: usize| (0..self.rows.size).any(|row| self.item(row, column).is_some());
        let totals = (0..self.columns.size).filter(|&column| is_total(column) && has_items(column));
        totals
            .flat_map(|total| {
                let before: Vec<usize> = (0..total).filter(|&column| !is_total(column) && has_items(column)).collect();
                let previous = (0..total).rev().find(|&column| is_total(column) && has_items(column)).unwrap_or(0);
                let since = before.iter().copied().filter(|&column| column >= previous).collect();
                let grouped = group(total).is_some();
                let same = before.iter().copied().filter(|&column| grouped && group(column) == group(total)).collect();
                accepted(vec![before, since, same], total, |line| self.columns_add_up(line))
            })
            .collect()
    }

    fn rows_add_up(&self, line: &Line) -> bool {
        adds_up(line, self.columns.size, |row, column| self.item(row, column))
    }

    fn columns_add_up(&self, line: &Line) -> bool {
        adds_up(line, self.rows.size, |column, row| self.item(row, column))
    }
}

/// What a cell adds to a sum of its kind.
pub(super) fn item(cell: &Cell, kind: Kind) -> Option<i128> {
    match (cell, kind) {
        (Cell::Count { value, .. }, Kind::Count) => Some(i128::from(*value)),
        (Cell::Share { part, .. }, Kind::Share) => Some(i128::from(*part)),
        (Cell::Mean { sum, .. }, Kind::Mean) => Some(i128::from(*sum)),
        _ => None,
    }
}

/// The choices that do add up; where none does, the first is taken at the table's word.
fn accepted(choices: Vec<Vec<usize>>, total: usize, adds_up: impl Fn(&Line) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for members in choices.into_iter().filter(|members| !members.is_empty()) {
        let line = Line { members, total };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let first = lines.first().cloned();
    lines.retain(adds_up);
    if lines.is_empty() { first.into_iter().collect() } else { lines }
}

/// Whether the members make the total wherever there is one.
fn adds_up(line: &Line, across: usize, item: impl Fn(usize, usize) -> Option<i128>) -> bool {
    let value = |index: usize, place: usize| item(index, place).unwrap_or(0);
    let mut places = (0..across).filter(|&place| item(line.total, place).is_some()).peekable();
    places.peek().is_some()
        && places.all(|place| {
            line.members.iter().map(|&member| value(member, place)).sum::<i128>() == value(line.total, place)
        })
}

/// The rows that are least set in.
fn at_least_depth(rows: &[Row], members: &[usize]) -> Vec<usize> {
    let least = members.iter().map(|&row| rows[row].depth).min();
    members.iter().copied().filter(|&row| Some(rows[row].depth) == least).collect()
}

/// The rows with none below them.
fn without_children(rows: &[Row], members: &[usize]) -> Vec<usize> {
    let is_parent =
        |row: usize| rows.get(row + 1).is_some_and(|next| next.kind == RowKind::Body && next.depth > rows[row].depth);
    members.iter().copied().filter(|&row| !is_parent(row)).collect()
}
