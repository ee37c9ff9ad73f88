//! What leads on from a report that is shown inside the workbench. A report as a file leads nowhere.

use crate::report::{Table, Words};

/// Says where the parts of a report lead to.
pub trait Leads {
    /// The address of what a cell counts; nothing where it leads nowhere.
    fn cell(&self, table: &Table, row: usize, column: usize) -> Option<String>;

    /// The address of the place that words come from.
    fn words(&self, words: &Words) -> Option<String>;
}

/// Nothing leads anywhere.
pub(super) struct Nowhere;

impl Leads for Nowhere {
    fn cell(&self, _table: &Table, _row: usize, _column: usize) -> Option<String> {
        None
    }

    fn words(&self, _words: &Words) -> Option<String> {
        None
    }
}
