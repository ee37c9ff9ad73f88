//! Tests of the station `report`.

mod chapters;
mod checklists;
mod matrices;
mod quotes;
mod recipe;
pub(crate) mod reference;
mod surveys;
mod trim;

use fixedbitset::FixedBitSet;
use verbatim::analysis::Columns;
use verbatim::model::Codebook;
use verbatim::report::mean_to_one_decimal;
use verbatim::report::{
    Block, Cell, Chapter, Material, Order, Recipe, RecipeError, Record, RowKind, Table, Telling, Words, chapter,
};

use crate::analysis::small;

/// The recipe in an `[[output]]` table's lines.
fn recipe(lines: &str) -> Recipe {
    toml::from_str(lines).expect("a sound recipe")
}

pub(crate) fn cook(lines: &str, columns: &Columns, codebook: &Codebook) -> Result<Chapter, RecipeError> {
    cook_hits(lines, None, columns, codebook)
}

/// The same of the segments that the recipe's query finds.
pub(crate) fn cook_hits(
    lines: &str,
    hits: Option<&FixedBitSet>,
    columns: &Columns,
    codebook: &Codebook,
) -> Result<Chapter, RecipeError> {
    let words = small::words();
    let record = Record::default();
    let material = Material {
        columns,
        codebook,
        contents: &words,
        memos: &[],
        quote_marks: &[],
        frameworks: &[],
        services: &[],
        smallest_group: 0,
        telling: &Telling::default(),
        zero_is_small: false,
        least_sharing: 0,
        record: &record,
        seed: 7,
    };
    chapter(Order { recipe: &recipe(lines), hits }, &material)
}

/// The chapter that a recipe makes of the small study, as plain lines.
fn printed(lines: &str) -> String {
    let chapter = cook(lines, &small::columns(), &small::codebook()).expect("a sound recipe");
    let blocks: Vec<String> = chapter.blocks.iter().map(block).collect();
    format!("# {}\n{}", chapter.title, blocks.join("\n"))
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { text, .. } => format!("## {text}"),
        Block::Table(table) => self::table(table),
        Block::Note(note) => format!("({note})"),
        Block::Quotation(quote) => format!("“{}” ({})", quote.words.text, quote.attribution.label),
        Block::Paragraph(inlines) => format!("{inlines:?}"),
        Block::Figure(_) => "[figure]".to_owned(),
    }
}

pub(crate) fn table(table: &Table) -> String {
    let titles = table.columns.iter().map(|column| match &column.group {
        Some(group) => format!("{group}: {}", column.title),
        None => column.title.clone(),
    });
    let mut lines = vec![titles.collect::<Vec<_>>().join(" | ")];
    for row in &table.rows {
        assert_eq!(row.cells.len(), table.columns.len(), "one cell a column");
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        let mark = if row.kind == RowKind::Body { "" } else { "= " };
        lines.push(format!("{}{mark}{}", "  ".repeat(usize::from(row.depth)), cells.join(" | ")));
    }
    lines.extend(table.notes.iter().map(|note| format!("({note})")));
    lines.join("\n")
}

pub(crate) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Words(words) => words.iter().map(counted).collect::<Vec<_>>().join("; "),
        Cell::Count { value, .. } => value.to_string(),
        Cell::Share { part, base, .. } => format!("{part}/{base}"),
        Cell::Mean { sum, n, .. } => mean_to_one_decimal(*sum, *n).unwrap_or_default(),
        Cell::Measure { value, decimals, .. } => format!("{value:.*}", usize::from(*decimals)),
        Cell::Missing(missing) => missing.mark().to_owned(),
        other => format!("{other:?}"),
    }
}

fn counted(words: &Words) -> String {
    if words.count == 1 { words.text.clone() } else { format!("{} ×{}", words.text, words.count) }
}
