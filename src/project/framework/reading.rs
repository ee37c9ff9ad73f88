//! Reading a working copy: each cell of it is compared with the store, and with what both were when the copy was made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::copy::{CODED, KEY, LINKS, ROW, STAMP, summary_stamp};
use super::places::Line;
use super::writing::{about, kind};
use super::{FrameworkError, Opened, named, tidy};
use crate::import::{CopyRow, CopyTable, copy_table, read_file};
use crate::model::{CellLink, RowKey, Subject};
use crate::project::{Project, ProjectError};
use crate::store::{CellChange, WITHDRAWN_FROM_FILE};
use crate::text::nearest;

/// How a working copy is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    /// Only tell.
    pub dry_run: bool,
    /// A blank cell empties the summary there; otherwise it is left as it is.
    pub take_blanks: bool,
    /// Where the copy and the store have both changed, the copy's summary is taken.
    pub overwrite: bool,
}

/// What came of one cell of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellOutcome {
    /// A summary where there was none.
    New,
    /// The copy's in the place of the one there was.
    Changed,
    Emptied,
    /// Links only.
    Linked,
    /// It is blank in the copy, and was left as it is.
    Blank,
    /// The store's is younger, and the copy's has not been touched.
    Younger,
    /// Both have changed; the store's was left as it is.
    Conflict,
    /// It was emptied because someone withdrew, and the copy still says what it said.
    Withdrawn,
}

impl CellOutcome {
    /// For people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Emptied => "emptied",
            Self::Linked => "links changed",
            Self::Blank => "blank in the file: left as it is",
            Self::Younger => "changed here since, untouched in the file: left as it is",
            Self::Conflict => "changed here and in the file: left as it is",
            Self::Withdrawn => "emptied when someone withdrew: not read in again",
        }
    }

    /// Whether it changes the store.
    pub const fn is_change(self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Emptied | Self::Linked)
    }
}

/// One cell of a copy that is other than the store's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellOf {
    pub row: String,
    pub column: String,
    pub outcome: CellOutcome,
}

/// What came of a working copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyRead {
    /// Cells in the order of rows and columns, without those that are the same.
    pub cells: Vec<TellOf>,
    pub same: usize,
    /// What in the file has no place here, and what is here and not in the file, a sentence each.
    pub notes: Vec<String>,
}

impl CopyRead {
    /// How many cells are of an outcome.
    pub fn count(&self, outcome: CellOutcome) -> usize {
        self.cells.iter().filter(|cell| cell.outcome == outcome).count()
    }

    /// How many cells changed in the store.
    pub fn changed(&self) -> usize {
        self.cells.iter().filter(|cell| cell.outcome.is_change()).count()
    }
}

impl Project {
    /// Reads a working copy (csv, xlsx, ods, docx) back into a framework, all of it in one action. A cell that changed on
    /// both sides is told and left as it is.
    pub fn read_copy(&mut self, framework: &str, path: &Path, options: ReadOptions) -> Result<CopyRead, ProjectError> {
        let bytes = read_file(path)?;
        self.take_copy(framework, path, &bytes, options, false)
    }

    /// The same; `is_own` if it is the study's file, whose summaries nobody in particular has written.
    pub(super) fn take_copy(
        &mut self,
        framework: &str,
        path: &Path,
        bytes: &[u8],
        options: ReadOptions,
        is_own: bool,
    ) -> Result<CopyRead, ProjectError> {
        let opened = self.opened(framework)?;
        let table = copy_table(path, bytes, &is_header)?;
        let mut read = CopyRead { notes: table.notes.clone(), ..CopyRead::default() };
        let meanings = meanings(&table, &opened, path, &mut read.notes)?;
        let (mut changes, mut places) = (Vec::new(), Vec::new());
        let mut seen: BTreeMap<usize, String> = BTreeMap::new();
        for row in &table.rows {
            let Some(row_index) = self.row_of(row, &meanings, &opened, &mut read.notes)? else { continue };
            if let Some(before) = seen.insert(row_index, row.place.clone()) {
                let id = &opened.framework.rows[row_index].id;
                read.notes.push(format!("{}: {id} stands in {before} already, and is read there only", row.place));
                seen.insert(row_index, before);
                continue;
            }
            let stamps = meanings.stamp.map(|at| stamps(&row.cells[at])).unwrap_or_default();
            for (&column_index, found) in &meanings.columns {
                let place = (row_index, column_index);
                let column_id = &opened.framework.columns[column_index].id;
                let cell = Found {
                    place,
                    summary: found.summary.map(|at| tidy(&row.cells[at])),
                    stamp: stamps.get(column_id.as_str()),
                    is_own,
                };
                let mut change = CellChange::of(opened.framework.key(place.0, place.1));
                let mut outcome = cell.judge(&opened, options, &mut change);
                if let Some(at) = found.links {
                    let lines = FoundLinks {
                        lines: &row.cells[at],
                        place: &row.place,
                        base: cell.stamp.and_then(|stamp| stamp.links.as_deref()),
                        take_blanks: options.take_blanks,
                        overwrite: options.overwrite,
                    };
                    let linked = self.take_links(&lines, &opened, place, &mut change, &mut read.notes)?;
                    outcome = outcome.or(linked);
                }
                match outcome {
                    None => read.same += 1,
                    Some(outcome) => {
                        let called = opened.called(place);
                        read.cells.push(TellOf { row: called.row, column: called.column, outcome });
                    }
                }
                if change != CellChange::of(opened.framework.key(place.0, place.1)) {
                    changes.push(change);
                    places.extend(outcome.is_some_and(CellOutcome::is_change).then_some(place));
                }
            }
        }
        if !is_own {
            missing(&opened, &seen, &meanings, &mut read.notes);
        }
        read.cells.sort_by_key(|cell| (row_at(&opened, &cell.row), column_at(&opened, &cell.column)));
        if !options.dry_run && !changes.is_empty() {
            if places.is_empty() {
                // What only the file's state changes is nobody's deed.
                self.store.note_file_digests(framework, &changes)?;
            } else {
                places.sort_unstable();
                let event = self.event("framework import", about(&opened, &places));
                self.store.change_cells(framework, &changes, &event)?;
            }
        }
        Ok(read)
    }

    /// Which row of the framework a row of the file is.
    fn row_of(
        &self,
        row: &CopyRow,
        meanings: &Meanings,
        opened: &Opened,
        notes: &mut Vec<String>,
    ) -> Result<Option<usize>, ProjectError> {
        let key = row.cells[meanings.key].trim();
        let rows = &opened.framework.rows;
        if key.is_empty() {
            notes.push(format!("{}: it has no key, so nothing of it is read (were cells merged?)", row.place));
            return Ok(None);
        }
        if let Some(found) = named(key, rows.iter().map(|row| (row.id.as_str(), row.title.as_str()))) {
            return Ok(Some(found));
        }
        // A spreadsheet takes "007" for a number.
        let plain = |id: &str| id.trim_start_matches('0').to_owned();
        let is_number = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        if is_number(key) {
            let mut alike =
                rows.iter().enumerate().filter(|(_, row)| is_number(&row.id) && plain(&row.id) == plain(key));
            if let (Some((found, _)), None) = (alike.next(), alike.next()) {
                return Ok(Some(found));
            }
        }
        // A case that was merged is known by its other name.
        let ids: BTreeSet<_> = self.store.cases_named(key)?.into_iter().map(|(case, _)| case).collect();
        let is_it = |key: &RowKey| matches!(key, RowKey::Case(case) if ids.contains(case));
        let mut called = (0..rows.len()).filter(|&at| is_it(&rows[at].key));
        if let (Some(found), None) = (called.next(), called.next()) {
            return Ok(Some(found));
        }
        let near = nearest(key, rows.iter().map(|row| row.id.as_str()));
        let hint = near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
        notes.push(format!("{}: the framework has no row of this key, so nothing of it is read{hint}", row.place));
        Ok(None)
    }

    /// Links as the file has them; nothing if they are to stay as they are.
    fn take_links(
        &self,
        found: &FoundLinks<'_>,
        opened: &Opened,
        place: (usize, usize),
        change: &mut CellChange,
        notes: &mut Vec<String>,
    ) -> Result<Option<CellOutcome>, ProjectError> {
        let old: &[CellLink] = opened.framework.cells.get(&place).map(|cell| cell.links.as_slice()).unwrap_or_default();
        let (theirs, ours) = (tidy(found.lines), tidy(&self.link_lines(old)?));
        let is_untouched = found.base == Some(&summary_stamp(&theirs));
        if theirs == ours || is_untouched || (theirs.is_empty() && !found.take_blanks) {
            return Ok(None);
        }
        if found.base.is_some_and(|base| base != summary_stamp(&ours)) && !found.overwrite {
            return Ok(Some(CellOutcome::Conflict));
        }
        let mut wanted: Vec<(Subject, bool)> = Vec::new();
        let mut is_whole = true;
        for line in theirs.lines().filter_map(Line::parse) {
            match self.linked_words(&line) {
                Ok(subject) if wanted.iter().any(|(other, _)| *other == subject) => {}
                Ok(subject) => wanted.push((subject, line.is_illustration)),
                Err(error) => {
                    is_whole = false;
                    let column = &opened.framework.columns[place.1].id;
                    let why = crate::project::sentence(&error);
                    notes.push(format!("{}, links [{column}]: {why}", found.place));
                }
            }
        }
        let has = |link: &CellLink, (subject, is_illustration): &(Subject, bool)| {
            subject.place() == link.place && *is_illustration == link.is_illustration
        };
        let new = wanted.iter().filter(|wanted| !old.iter().any(|link| has(link, wanted)));
        change.link.extend(new.map(|(subject, is_illustration)| (subject.clone(), kind(*is_illustration).to_owned())));
        // Where a line could not be read, or nobody knows what the file was made from, no link is taken away for its sake;
        // nor is one that waits in review, which has no line.
        let may_go = is_whole && (found.base.is_some() || found.overwrite);
        let gone = old.iter().filter(|link| link.place.is_some() && !wanted.iter().any(|wanted| has(link, wanted)));
        let gone = gone.filter(|link| may_go || wanted.iter().any(|(subject, _)| subject.place() == link.place));
        change.unlink.extend(gone.map(|link| link.number));
        Ok((!change.link.is_empty() || !change.unlink.is_empty()).then_some(CellOutcome::Linked))
    }
}

/// How a cell was when a copy was made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    summary: String,
    /// The coding behind it.
    behind: String,
    /// Nothing if the copy has no links.
    links: Option<String>,
}

/// The links of one cell of the file.
struct FoundLinks<'f> {
    lines: &'f str,
    /// Of the row.
    place: &'f str,
    /// What they were when the copy was made.
    base: Option<&'f str>,
    take_blanks: bool,
    overwrite: bool,
}

/// One cell of the file.
struct Found<'f> {
    place: (usize, usize),
    /// Nothing where the file has no column for summaries.
    summary: Option<String>,
    stamp: Option<&'f Stamp>,
    is_own: bool,
}

impl Found<'_> {
    /// What is to be done with it; nothing if it is the same as here.
    fn judge(&self, opened: &Opened, options: ReadOptions, change: &mut CellChange) -> Option<CellOutcome> {
        let theirs = self.summary.as_ref()?;
        let ours = opened.summary(self.place);
        let stored = opened.stored.get(&self.place);
        let file_digest = stored.and_then(|cell| cell.file_digest.as_deref());
        if file_digest == Some(WITHDRAWN_FROM_FILE) && ours.is_empty() {
            return (!theirs.is_empty()).then_some(CellOutcome::Withdrawn);
        }
        if self.is_own && theirs.is_empty() && file_digest.is_none() {
            // The study's file never said anything here.
            return None;
        }
        let digest = summary_stamp(theirs);
        if self.is_own && (stored.is_some() || !theirs.is_empty()) && file_digest != Some(&digest) {
            change.file_digest = Some(digest.clone());
        }
        if theirs == ours {
            return None;
        }
        // What both were made from: as the copy says, or as the study's file last said.
        let base = self.stamp.map(|stamp| stamp.summary.as_str()).or(file_digest);
        let is_untouched = base == Some(&digest);
        let is_ours_unchanged = base.map_or(ours.is_empty(), |base| base == summary_stamp(ours));
        if is_untouched && !is_ours_unchanged && !options.overwrite {
            return Some(CellOutcome::Younger);
        }
        if theirs.is_empty() && !options.take_blanks && !self.is_own {
            change.file_digest = None;
            return Some(CellOutcome::Blank);
        }
        if !is_ours_unchanged && !options.overwrite {
            change.file_digest = None;
            return Some(CellOutcome::Conflict);
        }
        change.summary = Some(theirs.clone());
        change.author = self.is_own.then(String::new);
        // Somebody who wrote on an earlier state of the coding has not seen what came since.
        let has_seen = self.stamp.is_none_or(|stamp| stamp.behind == opened.behind_stamp(self.place));
        change.behind = has_seen.then(|| opened.behind_now(self.place));
        Some(match (ours.is_empty(), theirs.is_empty()) {
            (_, true) => CellOutcome::Emptied,
            (true, false) => CellOutcome::New,
            (false, false) => CellOutcome::Changed,
        })
    }
}

/// What the columns of a file are, as places in its rows.
#[derive(Debug, Default)]
struct Meanings {
    key: usize,
    stamp: Option<usize>,
    /// By the framework's columns.
    columns: BTreeMap<usize, Columns>,
}

#[derive(Debug, Default)]
struct Columns {
    summary: Option<usize>,
    links: Option<usize>,
}

/// The heading's first word and what stands in brackets at its end: `links [strengths]`.
fn parts(heading: &str) -> (&str, Option<&str>) {
    let heading = heading.trim();
    let heading = heading.strip_suffix(", not read back").unwrap_or(heading);
    match heading.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((before, id)) => (before.trim(), Some(id.trim())),
        None => (heading, None),
    }
}

fn begins_with(heading: &str, word: &str) -> bool {
    let heading = heading.trim().to_lowercase();
    heading == word || heading.starts_with(&format!("{word} ("))
}

fn is_header(cells: &[String]) -> bool {
    cells.iter().any(|cell| begins_with(cell, KEY))
}

fn meanings(
    table: &CopyTable,
    opened: &Opened,
    path: &Path,
    notes: &mut Vec<String>,
) -> Result<Meanings, FrameworkError> {
    let mut meanings = Meanings::default();
    let columns = &opened.framework.columns;
    let known = || columns.iter().map(|column| (column.id.as_str(), column.title.as_str()));
    for (at, heading) in table.headings.iter().enumerate().filter(|(_, heading)| !heading.trim().is_empty()) {
        if begins_with(heading, KEY) {
            meanings.key = at;
            continue;
        }
        if begins_with(heading, STAMP) {
            meanings.stamp = Some(at);
            continue;
        }
        let (words, id) = parts(heading);
        if begins_with(heading, ROW) || (words == CODED && id.is_some()) {
            continue;
        }
        let found = match id {
            Some(id) => columns.iter().position(|column| column.id == id).or_else(|| named(id, known())),
            None => None,
        };
        let Some(column) = found.or_else(|| named(words, known())) else {
            let all = columns.iter().flat_map(|column| [column.id.as_str(), column.title.as_str()]);
            let near = nearest(id.unwrap_or(words), all);
            let hint = near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
            notes.push(format!("the framework has no column {:?}, so it is not read{hint}", heading.trim()));
            continue;
        };
        let entry = meanings.columns.entry(column).or_default();
        let slot = if words == LINKS && id.is_some() { &mut entry.links } else { &mut entry.summary };
        if slot.replace(at).is_some() {
            let message = format!("two columns are {:?}; take one of them out", heading.trim());
            return Err(FrameworkError::Copy { path: path.to_owned(), message });
        }
    }
    if meanings.columns.is_empty() {
        let ids: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
        let message = format!("none of its columns is one of the framework's: {}", ids.join(", "));
        return Err(FrameworkError::Copy { path: path.to_owned(), message });
    }
    Ok(meanings)
}

/// `strengths=1f3a9c.77aa01; …`: by column, how its cell was.
fn stamps(cell: &str) -> BTreeMap<&str, Stamp> {
    let stamp = |written: &str| -> Option<Stamp> {
        let is_digest = |part: &&str| part.len() == 6 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let mut parts = written.split('.');
        let mut next = || parts.next().filter(is_digest).map(str::to_owned);
        Some(Stamp { summary: next()?, behind: next()?, links: next() })
    };
    cell.split(';')
        .filter_map(|entry| entry.trim().split_once('='))
        .filter_map(|(column, written)| Some((column.trim(), stamp(written.trim())?)))
        .collect()
}

/// What is here and not in the file.
fn missing(opened: &Opened, seen: &BTreeMap<usize, String>, meanings: &Meanings, notes: &mut Vec<String>) {
    let rows = &opened.framework.rows;
    let rows: Vec<&str> =
        (0..rows.len()).filter(|row| !seen.contains_key(row)).map(|row| rows[row].id.as_str()).collect();
    let columns = &opened.framework.columns;
    let has_summary = |column: &usize| meanings.columns.get(column).is_some_and(|found| found.summary.is_some());
    let columns: Vec<&str> =
        (0..columns.len()).filter(|column| !has_summary(column)).map(|column| columns[column].id.as_str()).collect();
    for (what, names) in [("row", rows), ("column", columns)] {
        if !names.is_empty() {
            let plural = if names.len() == 1 { "" } else { "s" };
            notes.push(format!("not in the file, and left as it is here: the {what}{plural} {}", names.join(", ")));
        }
    }
}

fn row_at(opened: &Opened, id: &str) -> usize {
    opened.framework.rows.iter().position(|row| row.id == id).unwrap_or_default()
}

fn column_at(opened: &Opened, id: &str) -> usize {
    opened.framework.columns.iter().position(|column| column.id == id).unwrap_or_default()
}
