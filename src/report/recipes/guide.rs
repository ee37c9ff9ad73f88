//! `guide`: what interviewers meant to ask, from a file of the study, and what they did ask.

use super::super::recipe_table::Raw;
use super::notes::counted;
use super::{Asks, Built, Chosen, Kitchen, RecipeError};
use crate::model::Guide;
use crate::report::{Block, Cell, Column, Exposure, Inline, Row, RowKind, Table, Words};

/// Where the guide is, and whether what was asked is printed too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InterviewGuide {
    /// From the study folder: Markdown, text or TOML.
    pub file: Option<String>,
    /// The questions that interviewers asked.
    pub asked: bool,
}

impl Chosen for InterviewGuide {
    const KEYS: &'static [&'static str] = &["file", "asked"];

    fn read(raw: &Raw) -> Result<Self, String> {
        let asked = raw.asked.unwrap_or_default();
        if raw.file.is_none() && !asked {
            return Err(
                "`guide` needs `file`, the interview guide, or `asked = true`, for what interviewers asked".to_owned()
            );
        }
        Ok(Self { file: raw.file.clone(), asked })
    }

    fn asks(&self, asks: &mut Asks) {
        asks.guides.extend(self.file.clone());
        asks.asked |= self.asked;
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        let mut blocks = Vec::new();
        let mut title = "Interview guide".to_owned();
        if let Some(file) = &self.file {
            let guide = match kitchen.record().guides.get(file) {
                Some(Ok(guide)) => guide,
                Some(Err(problem)) => return Err(kitchen.file_unusable(problem)),
                None => return Err(kitchen.file_unusable(&format!("{file} was not read"))),
            };
            if !guide.title.is_empty() {
                title.clone_from(&guide.title);
            }
            let opening = guide.opening.iter();
            blocks.extend(opening.map(|words| Block::Paragraph(vec![Inline::Emphasis(words.clone())])));
            blocks.push(Block::Table(planned(guide, &title)));
        }
        if self.asked {
            blocks.push(Block::Table(asked(kitchen)));
        }
        blocks.extend(kitchen.own_note().map(Block::Note));
        Ok((title, blocks))
    }
}

fn planned(guide: &Guide, title: &str) -> Table {
    let has_prompts = guide.parts.iter().flat_map(|part| &part.questions).any(|question| !question.prompts.is_empty());
    let titles: &[&str] = if has_prompts { &["No.", "Question", "Prompts"] } else { &["No.", "Question"] };
    let mut rows = Vec::new();
    let mut number = 0;
    for part in &guide.parts {
        let line = |kind, first: Cell, second: Cell| {
            let mut cells = vec![Cell::Empty; titles.len()];
            cells[0] = first;
            cells[1] = second;
            Row { kind, cells, ..Row::default() }
        };
        if !part.title.is_empty() {
            rows.push(line(RowKind::Group, Cell::text(&part.title), Cell::Empty));
        }
        rows.extend(part.notes.iter().map(|note| line(RowKind::Body, Cell::Empty, Cell::text(format!("[{note}]")))));
        for question in &part.questions {
            number += 1;
            let mut row = line(RowKind::Body, Cell::text(number.to_string()), Cell::text(&question.ask));
            if has_prompts && !question.prompts.is_empty() {
                row.cells[2] = Cell::text(question.prompts.join(" · "));
            }
            rows.push(row);
        }
    }
    let count = counted(guide.question_count() as u64, "question", "questions");
    let parts = guide.parts.iter().filter(|part| !part.title.is_empty()).count();
    let parts = if parts > 1 { format!(" in {parts} parts") } else { String::new() };
    Table {
        caption: title.to_owned(),
        columns: columns(titles),
        rows,
        notes: vec![format!("{count}{parts}.")],
        exposure: Exposure::Open,
        ..Table::default()
    }
}

/// What interviewers asked may name whom they spoke with: it is words like any other.
fn asked(kitchen: &Kitchen<'_>) -> Table {
    let record = kitchen.record();
    let rows = record.asked.iter().map(|asked| Row {
        cells: vec![
            Cell::Words(vec![Words { text: asked.words.clone(), place: None, count: 1, trim: None }]),
            Cell::Number { value: f64::from(asked.transcript_count), decimals: 0 },
        ],
        ..Row::default()
    });
    let mut columns = columns(&["Asked", "Transcripts"]);
    columns[1].numeric = true;
    Table {
        caption: "What interviewers asked".to_owned(),
        columns,
        rows: rows.collect(),
        notes: vec![
            "Unit: questions that interviewers asked, those alike but for letter case, spaces and end marks once, in the order in which they come in a talk on the whole; only of talks with people who agreed to be quoted.".to_owned(),
        ],
        exposure: Exposure::Open,
        ..Table::default()
    }
}

fn columns(titles: &[&str]) -> Vec<Column> {
    titles.iter().map(|title| Column { title: (*title).to_owned(), ..Column::default() }).collect()
}
