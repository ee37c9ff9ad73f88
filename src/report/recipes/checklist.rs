//! `checklist`: COREQ, SRQR or CHERRIES, item by item, with what the study's records know and what the researchers say.

use super::super::recipe_table::Raw;
use super::notes::counted;
use super::{Asks, Built, Chosen, Kitchen, RecipeError};
use crate::model::ItemAnswer;
use crate::report::checklists::{Checklist, ChecklistItem, Known};
use crate::report::record::ChecklistAnswers;
use crate::report::{Block, Cell, Column, Exposure, Inline, Row, RowKind, Table};

/// Which checklist, and where the researchers' answers are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistSheet {
    pub which: Checklist,
    /// From the study folder; `checklists/coreq.toml` if it is there, where none is named.
    pub answers: Option<String>,
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemState {
    /// The records say all that is asked.
    Records,
    /// The researchers have answered.
    Researchers,
    /// The records say something, and the researchers have to add to it.
    Part,
    Open,
}

/// One item, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledItem {
    pub item: ChecklistItem,
    /// As it is numbered in print.
    pub name: String,
    pub state: ItemState,
    /// From the study's records; empty where they know nothing.
    pub from_records: String,
    /// From the researchers; empty where they have said nothing.
    pub from_researchers: String,
    pub page: String,
}

/// What stands where somebody still has to write.
pub const TO_BE_FILLED_IN: &str = "To be filled in by the researchers.";

impl ItemState {
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Records => "from the study’s records",
            Self::Researchers => "from the researchers",
            Self::Part => "in part from the study’s records; open",
            Self::Open => "open",
        }
    }
}

impl Chosen for ChecklistSheet {
    const KEYS: &'static [&'static str] = &["which", "answers"];

    fn read(raw: &Raw) -> Result<Self, String> {
        let Some(which) = raw.which else {
            return Err("`checklist` needs `which`: \"coreq\", \"srqr\" or \"cherries\"".to_owned());
        };
        Ok(Self { which, answers: raw.answers.clone() })
    }

    fn asks(&self, asks: &mut Asks) {
        asks.conduct = true;
        asks.questionnaires = true;
        asks.checklists.insert((self.which, self.answers.clone()));
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        let items = self.filled(kitchen)?;
        let which = self.which;
        let mut blocks = vec![
            Block::Paragraph(vec![Inline::Text(which.source().to_owned())]),
            Block::Paragraph(vec![Inline::Text(sums(&items))]),
            Block::Table(table(which, &items)),
        ];
        blocks.extend(kitchen.own_note().map(Block::Note));
        Ok((format!("{} checklist", which.name()), blocks))
    }
}

impl ChecklistSheet {
    /// The file of the researchers' answers, from the study folder; it may not be there.
    pub fn file(&self) -> &str {
        self.answers.as_deref().unwrap_or(self.which.usual_file())
    }

    /// Every item with what the records and the researchers say.
    pub(super) fn filled(&self, kitchen: &Kitchen<'_>) -> Result<Vec<FilledItem>, RecipeError> {
        let none = ChecklistAnswers::new();
        let answers = match kitchen.record().answers.get(&(self.which, self.answers.clone())) {
            Some(Ok(answers)) => answers,
            Some(Err(problem)) => return Err(kitchen.file_unusable(problem)),
            None => &none,
        };
        let fill = |item: &ChecklistItem| {
            let ItemAnswer { answer, page } = answers.get(&item.number).cloned().unwrap_or_default();
            let (from_records, is_whole) = match item.known {
                Known::Nothing => (None, false),
                Known::Part(fact) => (kitchen.fact(fact), false),
                Known::Whole(fact) => (kitchen.fact(fact), true),
            };
            let state = match (&from_records, is_whole, answer.is_empty()) {
                (_, _, false) => ItemState::Researchers,
                (Some(_), true, true) => ItemState::Records,
                (Some(_), false, true) => ItemState::Part,
                (None, _, true) => ItemState::Open,
            };
            let name = self.which.item_name(item.number);
            let from_records = from_records.unwrap_or_default();
            FilledItem { item: *item, name, state, from_records, from_researchers: answer, page }
        };
        Ok(self.which.items().iter().map(fill).collect())
    }
}

fn sums(items: &[FilledItem]) -> String {
    let count = |state| items.iter().filter(|item| item.state == state).count();
    let all = counted(items.len() as u64, "item", "items");
    format!(
        "Of {all}, {} answered by the researchers, {} by the study’s records, {} in part by the records, {} open.",
        count(ItemState::Researchers),
        count(ItemState::Records),
        count(ItemState::Part),
        count(ItemState::Open)
    )
}

fn table(which: Checklist, items: &[FilledItem]) -> Table {
    let has_pages = items.iter().any(|item| !item.page.is_empty());
    let mut titles = vec!["No.", "Item", "What to report", "From the study’s records", "From the researchers"];
    titles.extend(has_pages.then_some("Page"));
    let mut rows = Vec::new();
    let mut part = "";
    for filled in items {
        if filled.item.part != part {
            part = filled.item.part;
            let mut cells = vec![Cell::Empty; titles.len()];
            cells[0] = Cell::text(part);
            rows.push(Row { kind: RowKind::Group, cells, ..Row::default() });
        }
        let researchers = match filled.state {
            ItemState::Part | ItemState::Open => TO_BE_FILLED_IN,
            ItemState::Records | ItemState::Researchers => filled.from_researchers.as_str(),
        };
        let mut cells = vec![
            Cell::text(&filled.name),
            Cell::text(filled.item.topic),
            Cell::text(filled.item.asks),
            cell(&filled.from_records),
            cell(researchers),
        ];
        cells.extend(has_pages.then(|| cell(&filled.page)));
        rows.push(Row { cells, ..Row::default() });
    }
    let columns = titles.iter().map(|title| Column { title: (*title).to_owned(), ..Column::default() }).collect();
    let notes = vec![
        "What stands under “From the study’s records” was put there by the program, from what the study’s store holds; the researchers’ words are theirs.".to_owned(),
    ];
    Table {
        caption: format!("{}, item by item", which.name()),
        columns,
        rows,
        notes,
        exposure: Exposure::Open,
        ..Table::default()
    }
}

fn cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::text(text) }
}
