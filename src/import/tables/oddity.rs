//! Something odd that came more than once.

use super::Counted;
use crate::import::Warning;
use crate::text::counted as count_of;

/// How often something odd came, and in which record first.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Oddity {
    count: u64,
    first: u64,
}

impl Oddity {
    /// So many more, in the record of this number.
    pub(crate) fn add(&mut self, count: usize, number: u64) {
        if self.count == 0 {
            self.first = number;
        }
        self.count += count as u64;
    }

    /// "3 answers left out …; the first is in row 12", if there were any; in a text the warning has the line.
    pub(crate) fn warning(&self, noun: &str, what: &str, counted: Counted) -> Option<Warning> {
        let message = format!("{} {what}; the first is in", count_of(self.count, noun));
        let (message, line_number) = match counted {
            Counted::Lines => (format!("{message} this line"), Some(self.first)),
            Counted::Rows => (format!("{message} row {}", self.first), None),
        };
        (self.count > 0).then_some(Warning { message, line_number, column_number: None })
    }
}
