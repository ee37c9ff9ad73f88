//! What a researcher writes into a framework's cells.

use serde_json::{Value, json};

use super::FrameworkError;
use super::{ILLUSTRATES, Opened, RESTS_ON, tidy};
use crate::analysis::Stretch;
use crate::model::{RowKey, Subject};
use crate::project::coding::places::WordsThere;
use crate::project::{Project, ProjectError};
use crate::store::CellChange;

/// A cell that was written or changed, by what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellWritten {
    /// The ids of its row and column.
    pub row: String,
    pub column: String,
    /// Whether it had a summary before.
    pub had_summary: bool,
}

/// What to fill empty cells with.
#[derive(Debug, Clone, Default)]
pub struct FillOptions {
    /// Only this row, and only this column.
    pub row: Option<String>,
    pub column: Option<String>,
    /// At most so many passages in a cell, the longest; all, where there is none.
    pub limit: Option<usize>,
    /// Only tell.
    pub dry_run: bool,
}

/// A cell that was filled with coded passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub row: String,
    pub column: String,
    pub passage_count: usize,
    /// Passages that are coded there and were left out.
    pub left_out: usize,
}

impl Project {
    /// Writes a cell's summary, on the coding as it is now.
    pub fn set_cell(
        &mut self,
        framework: &str,
        row: &str,
        column: &str,
        summary: &str,
    ) -> Result<CellWritten, ProjectError> {
        let summary = tidy(summary);
        if summary.is_empty() {
            return Err(FrameworkError::NoWords.into());
        }
        let opened = self.opened(framework)?;
        let place = (opened.row(row)?, opened.column(column)?);
        let written = opened.called(place);
        let change = CellChange {
            summary: Some(summary),
            behind: Some(opened.behind_now(place)),
            ..CellChange::of(opened.framework.key(place.0, place.1))
        };
        let event = self.event("framework set", detail(&opened, place));
        self.store.change_cells(framework, &[change], &event)?;
        Ok(written)
    }

    /// Says that these cells still hold, although the coding behind them has changed; all that are stale, if none are
    /// named. Tells which they were.
    pub fn confirm_cells(
        &mut self,
        framework: &str,
        cells: &[(String, String)],
    ) -> Result<Vec<CellWritten>, ProjectError> {
        let opened = self.opened(framework)?;
        let mut places = Vec::new();
        for (row, column) in cells {
            let place = (opened.row(row)?, opened.column(column)?);
            if opened.summary(place).is_empty() {
                return Err(opened.empty(place).into());
            }
            places.push(place);
        }
        if cells.is_empty() {
            let stale = opened.framework.cells.iter().filter(|(_, cell)| !cell.stale.is_empty());
            places.extend(stale.map(|(place, _)| *place));
        }
        let changes: Vec<CellChange> = places
            .iter()
            .map(|&place| CellChange {
                behind: Some(opened.behind_now(place)),
                ..CellChange::of(opened.framework.key(place.0, place.1))
            })
            .collect();
        if !changes.is_empty() {
            let event = self.event("framework confirm", about(&opened, &places));
            self.store.change_cells(framework, &changes, &event)?;
        }
        Ok(places.into_iter().map(|place| opened.called(place)).collect())
    }

    /// Takes a cell away, with its links and what is noted on it.
    pub fn clear_cell(&mut self, framework: &str, row: &str, column: &str) -> Result<CellWritten, ProjectError> {
        let opened = self.opened(framework)?;
        let place = (opened.row(row)?, opened.column(column)?);
        if !opened.framework.cells.contains_key(&place) {
            return Err(opened.empty(place).into());
        }
        let change = CellChange { clear: true, ..CellChange::of(opened.framework.key(place.0, place.1)) };
        let event = self.event("framework clear", detail(&opened, place));
        self.store.change_cells(framework, &[change], &event)?;
        Ok(opened.called(place))
    }

    /// Links a cell with words at a place; as an illustration, they may be printed in it. `false` if they were linked so
    /// before.
    pub fn link_cell(
        &mut self,
        framework: &str,
        (row, column): (&str, &str),
        place: &str,
        words: Option<WordsThere<'_>>,
        is_illustration: bool,
    ) -> Result<bool, ProjectError> {
        let opened = self.opened(framework)?;
        let cell = (opened.row(row)?, opened.column(column)?);
        let subject = self.words_noted(place, words)?;
        self.link_subject(&opened, cell, subject, is_illustration)
    }

    /// Links a cell with words that are coded in it, as [`Project::coded_in_cell`] gives them: from which byte to which of
    /// a text.
    pub fn link_coded(
        &mut self,
        framework: &str,
        (row, column): (&str, &str),
        (text, start, end): (u32, usize, usize),
        is_illustration: bool,
    ) -> Result<bool, ProjectError> {
        let opened = self.opened(framework)?;
        let cell = (opened.row(row)?, opened.column(column)?);
        let coded = joined(opened.stretches.get(&cell).map(Vec::as_slice).unwrap_or_default());
        let there = coded
            .iter()
            .find(|passage| passage.text.0 == text && passage.span.start() == start && passage.span.end() == end);
        let Some(passage) = there else {
            let CellWritten { row, column, .. } = opened.called(cell);
            return Err(FrameworkError::NotCoded { row, column }.into());
        };
        let subject = Subject::Passage { text: passage.text, span: passage.span };
        self.link_subject(&opened, cell, subject, is_illustration)
    }

    fn link_subject(
        &mut self,
        opened: &Opened,
        cell: (usize, usize),
        subject: Subject,
        is_illustration: bool,
    ) -> Result<bool, ProjectError> {
        let old = opened.framework.cells.get(&cell).into_iter().flat_map(|cell| &cell.links);
        let same: Vec<_> = old.filter(|link| link.place == subject.place()).collect();
        if same.iter().any(|link| link.is_illustration == is_illustration) {
            return Ok(false);
        }
        let change = CellChange {
            link: vec![(subject, kind(is_illustration).to_owned())],
            // The same words are linked once, as what they are from now on.
            unlink: same.iter().map(|link| link.number).collect(),
            ..CellChange::of(opened.framework.key(cell.0, cell.1))
        };
        let event = self.event("framework link", detail(opened, cell));
        self.store.change_cells(&opened.framework.name, &[change], &event)?;
        Ok(true)
    }

    /// Takes links of a cell away, by their numbers.
    pub fn unlink_cell(
        &mut self,
        framework: &str,
        (row, column): (&str, &str),
        numbers: &[i64],
    ) -> Result<(), ProjectError> {
        let opened = self.opened(framework)?;
        let cell = (opened.row(row)?, opened.column(column)?);
        let links = opened.framework.cells.get(&cell).map(|cell| cell.links.as_slice()).unwrap_or_default();
        let there: Vec<i64> = links.iter().map(|link| link.number).collect();
        if let Some(&number) = numbers.iter().find(|number| !there.contains(number)) {
            let CellWritten { row, column, .. } = opened.called(cell);
            return Err(FrameworkError::NoLink { row, column, number, there }.into());
        }
        let change = CellChange { unlink: numbers.to_vec(), ..CellChange::of(opened.framework.key(cell.0, cell.1)) };
        let event = self.event("framework unlink", detail(&opened, cell));
        Ok(self.store.change_cells(framework, &[change], &event)?)
    }

    /// Fills cells that have no summary with what is coded there, word for word, a paragraph a passage, each linked. Who
    /// did not agree to be quoted may still be read inside the study; outputs leave their words out only where they are
    /// quoted, so a summary is for rewriting.
    pub fn fill_cells(&mut self, framework: &str, options: &FillOptions) -> Result<Vec<Filled>, ProjectError> {
        let opened = self.opened(framework)?;
        let row = options.row.as_deref().map(|name| opened.row(name)).transpose()?;
        let column = options.column.as_deref().map(|name| opened.column(name)).transpose()?;
        let (mut changes, mut filled, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for (&place, stretches) in &opened.stretches {
            let is_wanted = row.is_none_or(|row| row == place.0) && column.is_none_or(|column| column == place.1);
            if !is_wanted || !opened.summary(place).is_empty() {
                continue;
            }
            let passages = joined(stretches);
            let chosen = longest(&passages, options.limit);
            let mut paragraphs = Vec::new();
            let mut link = Vec::new();
            let old = opened.framework.cells.get(&place).map(|cell| cell.links.as_slice()).unwrap_or_default();
            for passage in &chosen {
                let content = self.store.content(passage.text)?.unwrap_or_default();
                paragraphs.push(format!("“{}”", passage.span.of_text(&content).trim()));
                if !old.iter().any(|link| link.place == Some((passage.text, passage.span))) {
                    let words = Subject::Passage { text: passage.text, span: passage.span };
                    link.push((words, RESTS_ON.to_owned()));
                }
            }
            let CellWritten { row, column, .. } = opened.called(place);
            let left_out = passages.len() - chosen.len();
            filled.push(Filled { row, column, passage_count: chosen.len(), left_out });
            places.push(place);
            changes.push(CellChange {
                summary: Some(tidy(&paragraphs.join("\n"))),
                behind: Some(opened.behind_now(place)),
                link,
                ..CellChange::of(opened.framework.key(place.0, place.1))
            });
        }
        if !changes.is_empty() && !options.dry_run {
            let event = self.event("framework fill", about(&opened, &places));
            self.store.change_cells(framework, &changes, &event)?;
        }
        Ok(filled)
    }
}

/// The word for a link of a cell.
pub(super) const fn kind(is_illustration: bool) -> &'static str {
    if is_illustration { ILLUSTRATES } else { RESTS_ON }
}

/// Stretches of several codes on the same words are one passage; what lies within another is part of it.
pub(super) fn joined(stretches: &[Stretch]) -> Vec<Stretch> {
    let mut passages: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match passages.last_mut() {
            Some(last) if last.text == stretch.text && last.span.contains(stretch.span) => {}
            Some(last) if last.text == stretch.text && stretch.span.contains(last.span) => *last = *stretch,
            _ => passages.push(*stretch),
        }
    }
    passages
}

/// The longest of some passages, in their order.
fn longest(passages: &[Stretch], limit: Option<usize>) -> Vec<Stretch> {
    let mut by_length: Vec<&Stretch> = passages.iter().collect();
    by_length.sort_by_key(|passage| std::cmp::Reverse(passage.span.range().len()));
    by_length.truncate(limit.unwrap_or(passages.len()));
    let mut chosen: Vec<Stretch> = by_length.into_iter().copied().collect();
    chosen.sort_unstable_by_key(|passage| (passage.text, passage.span));
    chosen
}

/// What the audit trail says of one cell: nobody's name.
fn detail(opened: &Opened, (row, column): (usize, usize)) -> Value {
    let column = &opened.framework.columns[column].id;
    match &opened.framework.rows[row].key {
        RowKey::Case(case) => json!({ "framework": opened.framework.name, "case": case.0, "column": column }),
        RowKey::Group(group) => json!({ "framework": opened.framework.name, "row": group, "column": column }),
    }
}

/// The same of several.
pub(super) fn about(opened: &Opened, places: &[(usize, usize)]) -> Value {
    match places {
        [place] => detail(opened, *place),
        places => json!({ "framework": opened.framework.name, "cells": places.len() }),
    }
}

impl Opened {
    pub(super) fn called(&self, place: (usize, usize)) -> CellWritten {
        CellWritten {
            row: self.framework.rows[place.0].id.clone(),
            column: self.framework.columns[place.1].id.clone(),
            had_summary: !self.summary(place).is_empty(),
        }
    }

    pub(super) fn empty(&self, place: (usize, usize)) -> FrameworkError {
        let CellWritten { row, column, .. } = self.called(place);
        FrameworkError::EmptyCell { framework: self.framework.name.clone(), row, column }
    }
}
