//! Rows of a text that have fewer or more cells than the header: which are mended, and which are damage.

use super::{Counted, Oddity, Record};
use crate::import::Warning;

/// The ragged rows of a table.
#[derive(Debug, Default)]
pub(super) struct Ragged {
    short: Oddity,
    long: Oddity,
    /// The row before, if it was short: its number and how many cells it had.
    before: Option<(u64, usize)>,
}

impl Ragged {
    /// Gives a row the header's width, if nothing but blank cells is missing or too many. A row with a single cell, and
    /// two short ones that make one together, were cut by a line end. The error is the damaged row's number and length.
    pub(super) fn mend(&mut self, record: &mut Record, width: usize) -> Result<(), (u64, usize)> {
        let (number, length) = (record.number, record.len());
        let before = self.before.take();
        if length == width {
            // A row that was given back comes again, mended.
            self.before = before.filter(|&(earlier, _)| earlier == number);
            return Ok(());
        }
        if length > width {
            if (width..length).any(|index| !record.field(index).trim().is_empty()) {
                return Err((number, length));
            }
            self.long.add(1, number);
        } else {
            if let Some(cut) = before.filter(|(_, other)| other + length == width + 1) {
                return Err(cut);
            }
            if length <= 1 {
                return Err((number, length));
            }
            self.short.add(1, number);
            self.before = Some((number, length));
        }
        record.resize(width);
        Ok(())
    }

    pub(super) fn warnings(&self, counted: Counted) -> impl Iterator<Item = Warning> {
        let short = "with fewer cells than the header, of which the missing ones count as blank";
        let long = "with blank cells beyond the header's last, which are left out";
        let short = self.short.warning("row", short, counted);
        short.into_iter().chain(self.long.warning("row", long, counted))
    }
}

/// What is said of a row of another width than the header's.
pub(super) fn told(expected: usize, found: usize) -> String {
    let advice = if found > expected {
        "quote fields that hold the delimiter"
    } else {
        "look for a missing delimiter or a line end inside a field"
    };
    format!("the header has {expected} columns but this row has {found}; {advice}")
}
