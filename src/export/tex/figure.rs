//! Figures, until they are drawn: their numbers as a table.

use super::super::tabulate;
use super::table::table;
use crate::report::Figure;

pub(super) fn figure(figure: &Figure) -> String {
    table(&tabulate::figure(figure))
}
