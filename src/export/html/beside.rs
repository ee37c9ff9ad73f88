//! Where the bars of a figure lead: to where the same number leads in a table beside it.

use super::super::figure::DrawnValue;
use super::leads::Leads;
use crate::report::{Block, Cell, Figure, Row, Table};

/// The tables of a figure's chapter, those before it first, the nearest first.
pub(super) struct Beside<'b> {
    tables: Vec<&'b Table>,
    leads: &'b dyn Leads,
}

impl<'b> Beside<'b> {
    /// Of the block at this place.
    pub(super) fn of(blocks: &'b [Block], index: usize, leads: &'b dyn Leads) -> Self {
        let (before, after) = blocks.split_at(index.min(blocks.len()));
        let table = |block: &'b Block| if let Block::Table(table) = block { Some(table) } else { None };
        Self { tables: before.iter().rev().chain(after).filter_map(table).collect(), leads }
    }

    /// Where a value leads. One that several cells of its row show leads on only if they all lead to the same.
    pub(super) fn way(&self, figure: &Figure, drawn: &DrawnValue) -> Option<String> {
        let (label, value) = match figure {
            Figure::Bars { bars, .. } => bars.get(drawn.row).map(|bar| (&bar.label, &bar.value))?,
            Figure::Diverging { rows, .. } => {
                let row = rows.get(drawn.row)?;
                (&row.label, row.parts.get(drawn.part)?)
            }
            Figure::Flow { .. } | Figure::Curve { .. } => return None,
        };
        self.tables.iter().find_map(|table| self.within(table, label, value))
    }

    fn within(&self, table: &Table, label: &str, value: &Cell) -> Option<String> {
        let is_called = |row: &Row| matches!(row.cells.first(), Some(Cell::Text(title)) if title == label);
        table.rows.iter().enumerate().filter(|(_, row)| is_called(row)).find_map(|(index, row)| {
            let cells = row.cells.iter().enumerate().skip(1).filter(|(_, cell)| *cell == value);
            let mut ways = cells.map(|(column, _)| self.leads.cell(table, index, column));
            let first = ways.next()??;
            ways.all(|other| other.as_ref() == Some(&first)).then_some(first)
        })
    }
}
