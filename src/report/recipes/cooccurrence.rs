//! `cooccurrence`: which themes, or codes, occur together.

use super::super::recipe_table::Raw;
use super::frequencies::numeric;
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError};
use crate::analysis::cooccurrence;
use crate::model::UnitOfAnalysis;
use crate::report::{Block, By, Cell, Column, Row, Table};

/// The choices of a co-occurrence table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cooccurrence {
    pub by: By,
    /// Cases with both anywhere, or segments where both apply.
    pub unit: UnitOfAnalysis,
    /// Only answers to these.
    pub questions: Vec<String>,
}

impl Chosen for Cooccurrence {
    const KEYS: &'static [&'static str] = &["by", "unit", "question", "questions", "scope", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        if raw.by == Some(By::Both) {
            return Err("`by` is \"themes\" or \"codes\" here".to_owned());
        }
        if !matches!(raw.unit, None | Some(UnitOfAnalysis::Cases | UnitOfAnalysis::Segments)) {
            return Err("`unit` is \"cases\" or \"segments\" here".to_owned());
        }
        Ok(Self { by: raw.by.unwrap_or(By::Themes), unit: raw.unit.unwrap_or_default(), questions: raw.questions() })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Cooccurrence, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let rows = kitchen.rows(choices.by);
    let codes: Vec<Vec<usize>> = rows.iter().map(|row| row.codes.clone()).collect();
    let found = cooccurrence(kitchen.columns, &codes, &selection);
    let in_segments = choices.unit == UnitOfAnalysis::Segments;

    let lines = rows.iter().enumerate().map(|(row_index, row)| {
        let mut cells = vec![Cell::text(&row.name)];
        cells.extend((0..found.size()).map(|column_index| {
            let overlap = found.of(row_index, column_index);
            if in_segments {
                Cell::Count { value: overlap.segments, cases: overlap.cases_overlapping }
            } else {
                Cell::Count { value: overlap.cases, cases: overlap.cases }
            }
        }));
        Row { depth: row.depth, cells, ..Row::default() }
    });
    let is_themes = rows.iter().any(|row| row.is_theme);
    let head = if is_themes { "Theme" } else { "Code" };
    let mut columns = vec![Column { title: head.to_owned(), ..Column::default() }];
    columns.extend(rows.iter().map(|row| numeric(&row.name)));
    let mut notes = vec![if in_segments {
        "Unit: segments, stretches of text where both apply; on the diagonal, all of the row's own.".to_owned()
    } else {
        let kept = kitchen.columns.case_count();
        format!(
            "Unit: cases with both, anywhere in their words, of {kept} kept; on the diagonal, all with the row's own."
        )
    }];
    notes.extend(kitchen.coding_notes());
    let table = Table { caption: String::new(), columns, rows: lines.collect(), notes, ..Table::default() };
    let title = if is_themes { "Themes that occur together" } else { "Codes that occur together" };
    Ok((title.to_owned(), vec![Block::Table(table)]))
}
