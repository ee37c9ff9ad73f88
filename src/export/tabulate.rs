//! Quotations and figures as tables, for the formats that hold nothing else.

use super::wording;
use crate::report::{Block, Cell, Chapter, Column, Figure, Quotation, Row, Table};

/// A chapter's quotations as a table: one row a quotation, with the heading it stands under, its label, and one column
/// for each attribute that is printed beside any of them. Nothing where the chapter has none.
pub(super) fn quotations(chapter: &Chapter) -> Option<Table> {
    let mut rows: Vec<(&str, &Quotation)> = Vec::new();
    let mut section = "";
    for block in &chapter.blocks {
        match block {
            Block::Heading { text, .. } => section = text,
            Block::Quotation(quotation) => rows.push((section, quotation)),
            _ => {}
        }
    }
    let mut names: Vec<&str> = Vec::new();
    for attribute in rows.iter().flat_map(|(_, quotation)| &quotation.attribution.attributes) {
        if !names.contains(&attribute.name.as_str()) {
            names.push(&attribute.name);
        }
    }
    let titles = [wording::SECTION, wording::QUOTATION, wording::LABEL].into_iter().chain(names.iter().copied());
    (!rows.is_empty()).then(|| Table {
        caption: chapter.title.clone(),
        columns: titles.map(text_column).collect(),
        rows: rows.iter().map(|(section, quotation)| quotation_row(section, quotation, &names)).collect(),
        ..Table::default()
    })
}

fn quotation_row(section: &str, quotation: &Quotation, names: &[&str]) -> Row {
    let attribution = &quotation.attribution;
    let value = |name: &&str| {
        let attribute = attribution.attributes.iter().find(|attribute| attribute.name == **name);
        attribute.map_or(Cell::Empty, |attribute| Cell::text(&attribute.value))
    };
    let mut cells =
        vec![Cell::text(section), Cell::Words(vec![quotation.words.clone()]), Cell::text(&attribution.label)];
    cells.extend(names.iter().map(value));
    Row { cells, ..Row::default() }
}

/// A figure's numbers as a table.
pub(super) fn figure(figure: &Figure) -> Table {
    match figure {
        Figure::Bars { caption, unit, bars } => Table {
            caption: caption.clone(),
            columns: vec![text_column(""), number_column(unit)],
            rows: bars.iter().map(|bar| row(vec![Cell::text(&bar.label), bar.value.clone()])).collect(),
            ..Table::default()
        },
        Figure::Flow { caption, steps } => Table {
            caption: caption.clone(),
            columns: vec![text_column(wording::STEP), text_column(wording::LEFT), number_column(wording::COUNT)],
            rows: steps
                .iter()
                .flat_map(|step| {
                    let left = step.left.iter().map(|(reason, count)| (Cell::Empty, Cell::text(reason), *count));
                    left.chain([(Cell::text(&step.label), Cell::Empty, step.count)])
                })
                .map(|(step, left, value)| row(vec![step, left, Cell::Count { value, cases: value }]))
                .collect(),
            ..Table::default()
        },
    }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

fn text_column(title: &str) -> Column {
    Column { title: title.to_owned(), ..Column::default() }
}

fn number_column(title: &str) -> Column {
    Column { title: title.to_owned(), numeric: true, ..Column::default() }
}
