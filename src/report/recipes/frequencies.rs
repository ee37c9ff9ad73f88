//! `frequencies`: how often each theme and each of its codes occurs.

use super::super::recipe_table::Raw;
use super::rows::CodedRow;
use super::{Built, Chosen, Kitchen, RecipeError, notes};
use crate::analysis::{Base, Frequency, Needs, frequency};
use crate::model::{Codebook, UnitOfAnalysis};
use crate::report::{About, Bar, Block, By, Cell, Column, Figure, Row, Table};

/// The choices of a table of frequencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frequencies {
    pub by: By,
    /// What the bars show; the table has every unit.
    pub unit: UnitOfAnalysis,
    /// What there is a bar for, where that is not each theme, or each code where the table has no themes.
    pub bars: Option<By>,
    pub base: Base,
    /// Only answers to these.
    pub questions: Vec<String>,
}

impl Default for Frequencies {
    fn default() -> Self {
        Self { by: By::Both, unit: UnitOfAnalysis::Cases, bars: None, base: Base::Kept, questions: Vec::new() }
    }
}

impl Chosen for Frequencies {
    const KEYS: &'static [&'static str] = &["by", "unit", "bars", "base", "question", "questions", "scope", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            by: raw.by.unwrap_or(By::Both),
            unit: raw.unit.unwrap_or_default(),
            bars: raw.bars,
            base: raw.base.unwrap_or_default(),
            questions: raw.questions(),
        })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Frequencies, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let columns = kitchen.columns;
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let base_cases = selection.base(columns, choices.base);
    let base = base_cases.count_ones(..) as u64;
    let count = |by: By| -> Vec<(CodedRow, Frequency)> {
        let rows = kitchen.rows(by).into_iter();
        rows.map(|row| {
            let frequency = frequency(columns, &row.codes, &selection);
            (row, frequency)
        })
        .collect()
    };
    let counted = count(choices.by);

    let title = if choices.by == By::Codes { "Codes" } else { "Themes" };
    let rows = counted.iter().map(|(row, frequency)| line(row, *frequency, base, kitchen)).collect();
    let head = if choices.by == By::Codes { "Code" } else { "Theme" };
    let mut columns_shown = vec![Column { title: head.to_owned(), ..Column::default() }];
    columns_shown.extend(["Segments", "Answers", "Sources", "Cases", "% of cases"].map(|title| {
        let unit = title.trim_start_matches("% of ").to_lowercase();
        Column { about: About::default().and(About::UNIT, unit), ..numeric(title) }
    }));
    let mut table_notes = vec![
        "Segments: coded stretches, those that overlap counted once. Answers, sources and cases: those with at least one."
            .to_owned(),
        format!("Base of the share: {}.", notes::base(choices.base, base)),
    ];
    if !kitchen.codebook.themes.is_empty() && choices.by != By::Codes {
        table_notes
            .push("A theme counts what any of its codes marks once, so its codes can add up to more.".to_owned());
    }
    table_notes.extend(kitchen.coding_notes());
    let table = Table {
        caption: String::new(),
        columns: columns_shown,
        rows,
        notes: table_notes,
        about: Some(kitchen.about(&questions)),
        stated: vec![(kitchen.about_base(choices.base, &questions), base)],
        ..Table::default()
    };

    let themes_only = counted.iter().any(|(row, _)| row.is_theme);
    let drawn = match choices.bars {
        Some(by) => count(by),
        None => counted.into_iter().filter(|(row, _)| row.is_theme || !themes_only).collect(),
    };
    let figure = bars(&drawn, choices.unit, base, &notes::base(choices.base, base));
    Ok((title.to_owned(), vec![Block::Table(table), Block::Figure(figure)]))
}

fn line(row: &CodedRow, frequency: Frequency, base: u64, kitchen: &Kitchen<'_>) -> Row {
    let cases = frequency.cases;
    let count = |value| Cell::Count { value, cases };
    let cells = vec![
        Cell::text(&row.name),
        count(frequency.segments),
        count(frequency.answers),
        count(frequency.sources),
        count(cases),
        Cell::Share { part: cases, base, cases },
    ];
    Row { depth: row.depth, about: row.about(), part_of: kitchen.wholes_of(row), cells, ..Row::default() }
}

/// One bar a row.
fn bars(counted: &[(CodedRow, Frequency)], unit: UnitOfAnalysis, base: u64, base_words: &str) -> Figure {
    let (has_themes, has_codes) =
        (counted.iter().any(|(row, _)| row.is_theme), counted.iter().any(|(row, _)| !row.is_theme));
    let bars = counted
        .iter()
        .map(|(row, frequency)| {
            let cases = frequency.cases;
            let value = match unit {
                UnitOfAnalysis::Segments => Cell::Count { value: frequency.segments, cases },
                UnitOfAnalysis::Answers => Cell::Count { value: frequency.answers, cases },
                UnitOfAnalysis::Sources => Cell::Count { value: frequency.sources, cases },
                UnitOfAnalysis::Cases => Cell::Share { part: cases, base, cases },
            };
            Bar { label: row.name.clone(), depth: row.depth, value, colour: row.colour.clone() }
        })
        .collect();
    let unit = match unit {
        UnitOfAnalysis::Cases => format!("% of cases (of {base_words})"),
        other => other.to_string(),
    };
    let caption = match (has_themes, has_codes) {
        (true, true) => "How often each theme and code occurs",
        (true, false) => "How often each theme occurs",
        _ => "How often each code occurs",
    };
    Figure::Bars { caption: caption.to_owned(), unit, bars }
}

pub(super) fn numeric(title: &str) -> Column {
    Column { title: title.to_owned(), numeric: true, ..Column::default() }
}
