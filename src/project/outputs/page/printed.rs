//! An output as it would be printed, for a page of the workbench: past disclosure, with ways from its numbers to the words
//! behind them. What is shown is for people of the study; what others get are files, past the gate.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::behind::{Behind, behind};
use crate::disclosure::Cleared;
use crate::export::{Leads, fragment};
use crate::model::Codebook;
use crate::project::outputs::documents::{Document, chosen, documents};
use crate::project::{Progress, Project, ProjectError, Refusal};
use crate::report::{About, Cell, RowKind, Table, Words};

/// An output as it is printed, or why it cannot be.
#[derive(Debug)]
pub enum PrintedOutput {
    Shown(Shown),
    /// The gate would stop it.
    Refused(Refusal),
}

/// The blocks of an output as a part of a page.
#[derive(Debug)]
pub struct Shown {
    /// HTML: headings from the second level on, tables, figures, quotations.
    pub html: String,
    /// How many numbers are not shown, and how many stretches of words are hidden since nobody has decided on them.
    pub withheld: usize,
    pub undecided: usize,
}

/// Writes the addresses that a page's numbers and words lead to.
pub trait Addresses {
    /// Where the words behind a number are shown.
    fn behind(&self, behind: &Behind) -> String;

    /// Where a place is shown: `anna:12`.
    fn place(&self, place: &str) -> String;
}

impl Project {
    /// An output or document of the study as it would be printed.
    pub fn printed_output(
        &mut self,
        name: &str,
        addresses: &dyn Addresses,
        progress: &dyn Progress,
    ) -> Result<PrintedOutput, ProjectError> {
        let names = [name.to_owned()];
        let mut wanted = chosen(&documents(&self.study), &self.study, &names, &[])?;
        let document = wanted.pop().ok_or(ProjectError::NoOutput { name: name.to_owned(), nearest: None })?;
        self.printed_document(document, addresses, progress)
    }

    pub(super) fn printed_document(
        &mut self,
        document: Document,
        addresses: &dyn Addresses,
        progress: &dyn Progress,
    ) -> Result<PrintedOutput, ProjectError> {
        self.need_texts()?;
        self.code_if_needed(progress)?;
        // No file is made: what the gate says of the words is all that is asked of it.
        let document = Document { formats: Vec::new(), ..document };
        let finished = self.finish(std::slice::from_ref(&document), progress)?.pop().unwrap_or_default();
        if let Some(failure) = finished.failure {
            return Err(failure);
        }
        if let Some(refusal) = finished.refusal {
            return Ok(PrintedOutput::Refused(refusal));
        }
        let Some(cleared) = finished.cleared else {
            return Err(ProjectError::NoOutput { name: document.name, nearest: None });
        };
        let html = self.as_fragment(&cleared, addresses)?;
        let (withheld, undecided) = (finished.withheld.small + finished.withheld.secondary, finished.undecided);
        Ok(PrintedOutput::Shown(Shown { html, withheld, undecided }))
    }

    fn as_fragment(&self, cleared: &Cleared, addresses: &dyn Addresses) -> Result<String, ProjectError> {
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let names = self.place_names()?;
        let ways = Ways { project: self, codebook: &codebook, names: &names, addresses, failure: RefCell::default() };
        let html = fragment(cleared, &ways);
        match ways.failure.into_inner() {
            Some(failure) => Err(failure),
            None => Ok(html),
        }
    }
}

struct Ways<'w> {
    project: &'w Project,
    codebook: &'w Codebook,
    names: &'w BTreeMap<String, String>,
    addresses: &'w dyn Addresses,
    /// The store could not be read on the way.
    failure: RefCell<Option<ProjectError>>,
}

impl Leads for Ways<'_> {
    fn cell(&self, table: &Table, row: usize, column: usize) -> Option<String> {
        let (of_table, of_row, of_column) = (table.about.as_ref()?, table.rows.get(row)?, table.columns.get(column)?);
        let cell = of_row.cells.get(column)?;
        let about = match cell {
            // The title of a row leads to all that the row counts.
            Cell::Text(_) if column == 0 && of_row.kind == RowKind::Body => {
                of_row.about.get(About::WHAT)?;
                of_table.clone().with(&of_row.about)
            }
            Cell::Count { value: 0, .. } | Cell::Share { part: 0, .. } => return None,
            Cell::Count { .. } | Cell::Share { .. } | Cell::Suppressed(_) => {
                of_table.clone().with(&of_column.about).with(&of_row.about)
            }
            _ => return None,
        };
        Some(self.addresses.behind(&behind(&about, self.codebook)?))
    }

    fn words(&self, words: &Words) -> Option<String> {
        let (text, span) = words.place?;
        let stored = self.project.needed_text(text);
        match stored.and_then(|stored| self.project.place_of(self.names, &stored, span)) {
            Ok(place) if place.is_empty() => None,
            Ok(place) => Some(self.addresses.place(&place)),
            Err(failure) => {
                self.failure.borrow_mut().get_or_insert(failure);
                None
            }
        }
    }
}
