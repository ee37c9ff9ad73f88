//! A cleared report as it is printed, without looks: headings, texts, tables and quotations as plain strings.
//!
//! It is what two drafts are compared by (`compare`), so it is kept between builds: what is written here once has to be
//! read later. It is made from what disclosure cleared and holds nothing that an output does not.

mod compare;

use serde::{Deserialize, Serialize};

pub use compare::{Change, Kind as ChangeKind, compare};

use super::{cells, figure, printable, tabulate};
use crate::disclosure::Cleared;
use crate::report::{Block, Cell, Column, Figure, Inline, Quotation, RowKind, Table};

/// Everything that one build printed: chapters in their order, each once, also where it stands in several documents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Printed {
    pub chapters: Vec<PrintedChapter>,
}

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedChapter {
    /// The recipe's name.
    pub name: String,
    pub title: String,
    pub items: Vec<Item>,
}

/// One thing in a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    Heading(String),
    /// A paragraph or a note.
    Text(String),
    Table(PrintedTable),
    Quotation {
        words: String,
        /// Who said it, with the attributes printed beside it.
        label: String,
    },
    Figure {
        caption: String,
        /// The figure in words.
        said: String,
    },
}

/// A table's strings. Every row has one cell a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedTable {
    pub caption: String,
    pub columns: Vec<String>,
    pub rows: Vec<PrintedRow>,
    pub notes: Vec<String>,
}

/// A row: what it stands under, and its cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedRow {
    /// The titles over it, from the outermost: a group's line, a theme over its codes.
    pub under: Vec<String>,
    /// Several answers in one cell are a line each.
    pub cells: Vec<String>,
}

impl Printed {
    /// What a report prints.
    pub fn of(cleared: &Cleared) -> Self {
        let chapters = printable::printable(cleared.report()).chapters.into_iter().map(|chapter| PrintedChapter {
            items: chapter.blocks.iter().map(item).collect(),
            name: chapter.name,
            title: chapter.title,
        });
        Self { chapters: chapters.collect() }
    }

    /// Adds another report's chapters; one that is there already, since it stands in several documents, is not added again.
    pub fn take_over(&mut self, other: Self) {
        for chapter in other.chapters {
            if !self.chapters.iter().any(|known| known.name == chapter.name) {
                self.chapters.push(chapter);
            }
        }
    }
}

fn item(block: &Block) -> Item {
    match block {
        Block::Heading { text, .. } => Item::Heading(text.clone()),
        Block::Paragraph(inlines) => Item::Text(inlines.iter().map(inline).collect()),
        Block::Note(text) => Item::Text(text.clone()),
        Block::Table(table) => Item::Table(printed_table(table)),
        Block::Figure(figure) => figure_item(figure),
        Block::Quotation(quotation) => Item::Quotation { words: quotation.words.text.clone(), label: label(quotation) },
    }
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) => text.clone(),
        Inline::Words(words) => cells::answer(words),
    }
}

fn figure_item(shown: &Figure) -> Item {
    Item::Figure { caption: tabulate::figure(shown).caption, said: figure::description(shown) }
}

fn label(quotation: &Quotation) -> String {
    let attribution = &quotation.attribution;
    let values = attribution.attributes.iter().map(|attribute| attribute.value.as_str());
    [attribution.label.as_str()].into_iter().chain(values).collect::<Vec<_>>().join(", ")
}

/// A cell as one string; of several answers, each in a line of its own.
fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Words(words) => {
            words.iter().map(|words| cells::answer(words).replace('\n', " ")).collect::<Vec<_>>().join("\n")
        }
        _ => cells::plain(cell),
    }
}

fn printed_table(table: &Table) -> PrintedTable {
    let title = |column: &Column| match &column.group {
        Some(group) if !group.is_empty() => format!("{group}: {}", column.title),
        _ => column.title.clone(),
    };
    let mut group: Option<String> = None;
    let mut above: Vec<(u8, String)> = Vec::new();
    let mut rows = Vec::new();
    for row in &table.rows {
        let first = row.cells.first().map(cells::plain).unwrap_or_default();
        match row.kind {
            RowKind::Group => {
                group = Some(first);
                above.clear();
                continue;
            }
            RowKind::Total => {
                group = None;
                above.clear();
            }
            RowKind::Body => above.retain(|(depth, _)| *depth < row.depth),
        }
        let under = group.iter().cloned().chain(above.iter().map(|(_, title)| title.clone())).collect();
        rows.push(PrintedRow { under, cells: row.cells.iter().map(cell).collect() });
        above.push((row.depth, first));
    }
    PrintedTable {
        caption: table.caption.clone(),
        columns: table.columns.iter().map(title).collect(),
        rows,
        notes: table.notes.clone(),
    }
}
