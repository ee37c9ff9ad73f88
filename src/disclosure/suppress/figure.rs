//! Numbers of figures: mostly those of a table of the same chapter, under the same title.

use super::collect::{Collected, Places, mark_small, number_of};
use super::system::NumberIndex;
use crate::disclosure::Thresholds;
use crate::report::{Block, Cell, Chapter, DivergingRow, Figure, Suppressed, Table};

impl Collected {
    /// The numbers that a figure shows: of bars in one row, of stacked bars a row each, how many answered before the parts.
    pub(super) fn figure(
        &mut self,
        figure: &Figure,
        key: &str,
        chapter: &Chapter,
        thresholds: &Thresholds,
    ) -> Option<Places> {
        let mut found = |label: &str, cell: &Cell| self.shown(label, cell, key, chapter, thresholds);
        let cells = match figure {
            Figure::Bars { bars, .. } => vec![bars.iter().map(|bar| found(&bar.label, &bar.value)).collect()],
            Figure::Diverging { rows, .. } => {
                let numbers = |row: &DivergingRow| -> Vec<Option<NumberIndex>> {
                    std::iter::once(&row.answered).chain(&row.parts).map(|cell| found(&row.label, cell)).collect()
                };
                let cells: Vec<Vec<Option<NumberIndex>>> = rows.iter().map(numbers).collect();
                for numbers in &cells {
                    self.stacked(numbers);
                }
                cells
            }
            Figure::Flow { .. } | Figure::Curve { .. } => return None,
        };
        Some(Places { cells, ..Places::default() })
    }

    /// A table of the same chapter with the same title and number prints the same; else it is a number of its own.
    fn shown(
        &mut self,
        label: &str,
        cell: &Cell,
        key: &str,
        chapter: &Chapter,
        thresholds: &Thresholds,
    ) -> Option<NumberIndex> {
        let in_table = chapter.blocks.iter().enumerate().find_map(|(index, block)| {
            let Block::Table(table) = block else { return None };
            let (row, column) = place_of(table, label, cell)?;
            self.places.get(&(key.to_owned(), index))?.cells[row][column]
        });
        let index = in_table.or_else(|| {
            let index = self.system.add(number_of(cell, None)?);
            let number = &mut self.system.numbers[index];
            number.round_to = i128::from(thresholds.round_to.max(1));
            number.least_shown = i128::from(thresholds.minimum_group);
            mark_small(number, cell, None, thresholds);
            Some(index)
        })?;
        self.system.numbers[index].places += 1;
        Some(index)
    }

    /// The parts of a bar make 100 %: where one is hidden, the bar is, so none of them is shown.
    fn stacked(&mut self, numbers: &[Option<NumberIndex>]) {
        let parts: Vec<NumberIndex> = numbers.iter().skip(1).copied().flatten().collect();
        let system = &mut self.system;
        if parts.iter().any(|&part| system.numbers[part].mark.is_some()) {
            for &part in &parts {
                let number = &mut system.numbers[part];
                if number.mark.is_none() && number.places == 1 {
                    number.mark = Some(Suppressed::Secondary);
                }
            }
        }
        system.add_terms(parts.iter().map(|&part| (part, 1)).collect());
    }
}

/// Where a table has this number in a row of this title.
fn place_of(table: &Table, label: &str, cell: &Cell) -> Option<(usize, usize)> {
    table.rows.iter().enumerate().find_map(|(at, row)| {
        let is_titled = matches!(row.cells.first(), Some(Cell::Text(title)) if title.trim() == label.trim());
        let column = row.cells.iter().position(|other| other == cell).filter(|_| is_titled)?;
        Some((at, column))
    })
}
