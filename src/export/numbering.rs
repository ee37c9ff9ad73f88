//! The numbers of tables and figures, counted through the whole report.

use super::wording;

/// Counts tables and figures as they are met, so that every format gives the same number to the same table.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    tables: usize,
    figures: usize,
}

impl Numbering {
    /// The next table's number, from one.
    pub(super) fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    /// The next figure's number, from one.
    pub(super) fn figure(&mut self) -> usize {
        self.figures += 1;
        self.figures
    }
}

/// `Table 3`
pub(super) fn table_label(table_number: usize) -> String {
    format!("{} {table_number}", wording::TABLE)
}

/// `Figure 3`
pub(super) fn figure_label(figure_number: usize) -> String {
    format!("{} {figure_number}", wording::FIGURE)
}
