//! Frameworks: matrices of written summaries. What there is, and whether it still holds.
//!
//! `study.toml` says which rows and columns a framework has (`entry`, `layout`); the store holds what stands in the cells
//! and is the one place that counts. A file of summaries is a way into the store and out of it (`copy`, `reading`): a
//! working copy that somebody edits, or the study's own, which `build` reads when it has changed.

mod copy;
mod entry;
mod error;
mod layout;
mod making;
mod places;
mod printing;
mod reading;
mod shown;
mod study_file;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

pub use copy::{CopyOptions, CopyWritten};
pub use entry::{ColumnEntry, FrameworkEntry, GroupEntry};
pub use error::FrameworkError;
use layout::Layout;
pub use making::NewFramework;
pub use reading::{CellOutcome, CopyRead, ReadOptions, TellOf};
pub use shown::{CodedPassage, FrameworkMatrix};
pub use writing::{CellWritten, FillOptions, Filled};

use crate::analysis::{Known, Stretch, drift, stretches};
use crate::model::{
    Behind, CaseId, CellLink, CodeStatus, Codebook, CodingStatus, Drift, Framework, FrameworkCell, Subject, TextId,
};
use crate::project::{Project, ProjectError};
use crate::store::{LinkFilter, ReviewedWork, StoredCell};
use crate::text::nearest;

/// The kind of a link from a cell to words that may be printed in it; every other link is a reference.
pub const ILLUSTRATES: &str = "illustrates";
/// The kind of a link from a cell to words that it rests on.
pub const RESTS_ON: &str = "rests on";

/// What there is of a framework, in numbers of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkLine {
    pub name: String,
    pub title: String,
    pub rows: usize,
    pub columns: usize,
    pub written: usize,
    pub stale: usize,
    /// The study's own file, and how many cells are other than it last said.
    pub file: Option<(String, usize)>,
}

/// A framework, with what its cells are compared and written with.
pub(super) struct Opened {
    pub(super) framework: Framework,
    pub(super) stored: BTreeMap<(usize, usize), StoredCell>,
    /// By row and column: the coding that stands behind it now.
    pub(super) now: BTreeMap<(usize, usize), BTreeMap<Behind, u64>>,
    /// The same, as stretches in the order of the texts.
    pub(super) stretches: BTreeMap<(usize, usize), Vec<Stretch>>,
    /// Cells whose row or column there is not: of cases that are not kept, or of what the study file no longer names.
    pub(super) hidden_count: usize,
}

impl Project {
    /// What there is of each framework.
    pub fn frameworks(&self) -> Result<Vec<FrameworkLine>, ProjectError> {
        let mut lines = Vec::new();
        for entry in &self.study.frameworks {
            let opened = self.opened(&entry.name)?;
            let framework = &opened.framework;
            let differing = || opened.stored.values().filter(|cell| study_file::differs_from_file(cell)).count();
            lines.push(FrameworkLine {
                name: framework.name.clone(),
                title: framework.title.clone(),
                rows: framework.rows.len(),
                columns: framework.columns.len(),
                written: framework.written_count(),
                stale: framework.stale_count(),
                file: entry.file.clone().map(|file| (file, differing())),
            });
        }
        Ok(lines)
    }

    /// Names of frameworks that have cells and that the study file does not name (any more).
    pub fn frameworks_without_entry(&self) -> Result<Vec<String>, ProjectError> {
        let known = |name: &String| self.study.frameworks.iter().any(|entry| entry.name == *name);
        Ok(self.store.frameworks_with_cells()?.into_iter().filter(|name| !known(name)).collect())
    }

    /// A framework: rows, columns, summaries with their links, and which of them may not be true any more. It holds real
    /// names and words: outputs are made by recipes.
    pub fn framework(&self, name: &str) -> Result<Framework, ProjectError> {
        Ok(self.opened(name)?.framework)
    }

    pub(super) fn framework_entry(&self, name: &str) -> Result<&FrameworkEntry, ProjectError> {
        let entries = &self.study.frameworks;
        entries.iter().find(|entry| entry.name == name).ok_or_else(|| {
            let nearest = nearest(name, entries.iter().map(|entry| entry.name.as_str())).map(str::to_owned);
            FrameworkError::Unknown { name: name.to_owned(), nearest, any: !entries.is_empty() }.into()
        })
    }

    /// What is wrong with the entry of a framework is told where it is asked for: the rest of the study does without it.
    pub(super) fn sound_entry(&self, name: &str) -> Result<&FrameworkEntry, ProjectError> {
        let entry = self.framework_entry(name)?;
        entry.check().map_err(FrameworkError::Entry)?;
        Ok(entry)
    }

    pub(super) fn opened(&self, name: &str) -> Result<Opened, ProjectError> {
        let entry = self.sound_entry(name)?;
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let layout = self.layout(entry, &codebook)?;
        let numbers = self.store.code_numbers()?;
        let (stretches, now) = self.behind(&layout, &codebook, &numbers)?;
        let mut framework = Framework {
            name: entry.name.clone(),
            title: entry.title.clone().unwrap_or_else(|| entry.name.clone()),
            rows: layout.rows,
            columns: layout.columns,
            cells: BTreeMap::new(),
        };
        let waiting = self.waiting_codings(&numbers)?;
        let ids: BTreeMap<u32, &str> = numbers.iter().map(|(id, number)| (*number, id.as_str())).collect();
        let id_of = |number: u32| ids.get(&number).map_or_else(String::new, |id| (*id).to_owned());
        let merged_into = |number: u32| {
            let index = codebook.code_index(ids.get(&number)?)?;
            let is_merged = codebook.codes[index].status == CodeStatus::Merged;
            let into = is_merged.then(|| codebook.standing_for(index))?;
            numbers.get(&codebook.codes[into].id).copied()
        };
        let known = Known { code_id: &id_of, merged_into: &merged_into, waiting: &waiting };
        let mut links = self.links_of_cells()?;
        let mut stored = BTreeMap::new();
        let mut hidden_count = 0;
        for cell in self.store.framework_cells(name)? {
            let row = framework.rows.iter().position(|row| row.key == cell.key.row);
            let column = framework.columns.iter().position(|column| column.id == cell.key.column);
            let Some(place) = row.zip(column) else {
                hidden_count += 1;
                continue;
            };
            let links = links.remove(&cell.number).unwrap_or_default();
            let cases: BTreeSet<CaseId> = framework.rows[place.0].cases.iter().copied().collect();
            let mut stale = Vec::new();
            if cell.withdrawn > 0 {
                stale.push(Drift::Withdrawn { count: cell.withdrawn });
            }
            if !cell.summary.is_empty() {
                stale.extend(drift(&cell.behind, now.get(&place).unwrap_or(&BTreeMap::new()), &cases, &known));
                let count = links.iter().filter(|link| link.place.is_none()).count() as u64;
                stale.extend((count > 0).then_some(Drift::LinkWaiting { count }));
            }
            let (number, summary) = (cell.number, cell.summary.clone());
            let (author, written_at) = (cell.author.clone(), cell.written_at.clone());
            framework.cells.insert(place, FrameworkCell { number, summary, author, written_at, links, stale });
            stored.insert(place, cell);
        }
        Ok(Opened { framework, stored, now, stretches, hidden_count })
    }

    /// What stands behind each cell now: the stretches, and how many there are of each.
    #[expect(clippy::type_complexity, reason = "two maps by row and column")]
    fn behind(
        &self,
        layout: &Layout,
        codebook: &Codebook,
        numbers: &BTreeMap<String, u32>,
    ) -> Result<(BTreeMap<(usize, usize), Vec<Stretch>>, BTreeMap<(usize, usize), BTreeMap<Behind, u64>>), ProjectError>
    {
        let mut rows_of: BTreeMap<CaseId, usize> = BTreeMap::new();
        for (row, of_row) in layout.rows.iter().enumerate() {
            rows_of.extend(of_row.cases.iter().map(|case| (*case, row)));
        }
        let mut found: BTreeMap<(usize, usize), Vec<Stretch>> = BTreeMap::new();
        for (column, of_column) in layout.columns.iter().enumerate() {
            for stretch in stretches(&layout.loaded, &of_column.codes) {
                let case = layout.loaded.cases.id(stretch.case_index);
                if let Some(row) = rows_of.get(&case) {
                    found.entry((*row, column)).or_default().push(stretch);
                }
            }
        }
        let mut now: BTreeMap<(usize, usize), BTreeMap<Behind, u64>> = BTreeMap::new();
        let mut content: Option<(TextId, String)> = None;
        let mut by_text: Vec<((usize, usize), Stretch)> =
            found.iter().flat_map(|(place, stretches)| stretches.iter().map(|stretch| (*place, *stretch))).collect();
        by_text.sort_unstable_by_key(|(_, stretch)| stretch.text);
        for (place, stretch) in by_text {
            if content.as_ref().is_none_or(|(text, _)| *text != stretch.text) {
                content = Some((stretch.text, self.store.content(stretch.text)?.unwrap_or_default()));
            }
            let Some((_, words)) = &content else { continue };
            let code = numbers.get(&codebook.codes[stretch.code_index].id).copied().unwrap_or_default();
            let case = layout.loaded.cases.id(stretch.case_index);
            let behind = Behind { code, case, words: digest(stretch.span.of_text(words)) };
            *now.entry(place).or_default().entry(behind).or_default() += 1;
        }
        for stretches in found.values_mut() {
            stretches.sort_unstable_by_key(|stretch| (stretch.text, stretch.span, stretch.code_index));
        }
        Ok((found, now))
    }

    /// By a code's number: how many codings of it wait in review.
    fn waiting_codings(&self, numbers: &BTreeMap<String, u32>) -> Result<BTreeMap<u32, u64>, ProjectError> {
        let mut waiting: BTreeMap<u32, u64> = BTreeMap::new();
        for review in self.store.reviews()? {
            if let ReviewedWork::Coding { code, status, .. } = &review.work
                && *status != CodingStatus::Rejected
                && let Some(number) = numbers.get(code)
            {
                *waiting.entry(*number).or_default() += 1;
            }
        }
        Ok(waiting)
    }

    /// By a cell's number: the words it is linked with.
    fn links_of_cells(&self) -> Result<BTreeMap<i64, Vec<CellLink>>, ProjectError> {
        let mut found: BTreeMap<i64, Vec<CellLink>> = BTreeMap::new();
        for link in self.store.links(&LinkFilter::default())? {
            let (Subject::Cell(cell), Some(number)) = (&link.from.subject, link.number) else { continue };
            let Some((text, span)) = link.to.subject.place() else { continue };
            let place = (!link.to.waits).then_some((text, span));
            found.entry(*cell).or_default().push(CellLink {
                number,
                place,
                words: link.to.words,
                written: link.to.source.unwrap_or_default(),
                is_illustration: link.kind == ILLUSTRATES,
            });
        }
        let names = if found.is_empty() { BTreeMap::new() } else { self.place_names()? };
        for link in found.values_mut().flatten() {
            if let Some((text, span)) = link.place {
                link.written = self.place_of(&names, &self.needed_text(text)?, span)?;
            }
        }
        Ok(found)
    }
}

impl Opened {
    pub(super) fn row(&self, name: &str) -> Result<usize, FrameworkError> {
        row_named(&self.framework, name)
    }

    pub(super) fn column(&self, name: &str) -> Result<usize, FrameworkError> {
        column_named(&self.framework, name)
    }

    pub(super) fn summary(&self, place: (usize, usize)) -> &str {
        self.framework.cells.get(&place).map_or("", |cell| &cell.summary)
    }

    pub(super) fn behind_now(&self, place: (usize, usize)) -> BTreeMap<Behind, u64> {
        self.now.get(&place).cloned().unwrap_or_default()
    }
}

/// The row of a framework that somebody names by its id or title, in any letter case.
pub fn row_named(framework: &Framework, name: &str) -> Result<usize, FrameworkError> {
    let known = || framework.rows.iter().map(|row| (row.id.as_str(), row.title.as_str()));
    named(name, known()).ok_or_else(|| {
        let nearest = nearest(name, known().flat_map(|(id, title)| [id, title])).map(str::to_owned);
        FrameworkError::NoRow { framework: framework.name.clone(), name: name.to_owned(), nearest }
    })
}

/// The same of a column.
pub fn column_named(framework: &Framework, name: &str) -> Result<usize, FrameworkError> {
    let known = || framework.columns.iter().map(|column| (column.id.as_str(), column.title.as_str()));
    named(name, known()).ok_or_else(|| {
        let nearest = nearest(name, known().flat_map(|(id, title)| [id, title])).map(str::to_owned);
        FrameworkError::NoColumn { framework: framework.name.clone(), name: name.to_owned(), nearest }
    })
}

/// Which of these is named so: by its id, else by a title that only one has, else either without regard to letter case.
fn named<'a>(name: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> Option<usize> {
    let known: Vec<(&str, &str)> = known.collect();
    let name = name.trim();
    if let Some(exact) = known.iter().position(|(id, _)| *id == name) {
        return Some(exact);
    }
    let lower = name.to_lowercase();
    let mut alike =
        known.iter().enumerate().filter(|(_, (id, title))| id.to_lowercase() == lower || title.to_lowercase() == lower);
    alike.next().map(|(at, _)| at).filter(|_| alike.next().is_none())
}

/// The first 64 bits of the SHA-256 of some words.
fn digest(words: &str) -> i64 {
    let bytes = Sha256::digest(words.as_bytes());
    i64::from_be_bytes(std::array::from_fn(|index| bytes[index]))
}

/// A summary as the store keeps it: one form for what a person typed and what came back from Excel or Word.
pub(super) fn tidy(summary: &str) -> String {
    let unix = summary.replace("\r\n", "\n").replace('\r', "\n");
    let normal = crate::text::normalise(&unix);
    // No XML may hold these two.
    let lines: Vec<String> =
        normal.replace(['\u{fffe}', '\u{ffff}'], "").lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n").trim().to_owned()
}
