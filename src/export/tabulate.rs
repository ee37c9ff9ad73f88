//! Quotations and figures as tables, for the formats that hold nothing else.

use super::{cells, wording};
use crate::report::{
    Block, Cell, Chapter, Column, CurveBand, CurveLine, DivergingRow, Figure, Inline, Quotation, Report, Row, Table,
};

/// A chapter's quotations as a table: one row a quotation, with the headings it stands under, its label, and one column
/// for each attribute that is printed beside any of them. Nothing where the chapter has none.
pub(super) fn quotations(chapter: &Chapter) -> Option<Table> {
    let mut rows: Vec<(String, &Quotation)> = Vec::new();
    let mut above: Vec<(u8, &str)> = Vec::new();
    for block in &chapter.blocks {
        match block {
            Block::Heading { level, text } => {
                above.retain(|(other, _)| other < level);
                above.push((*level, text));
            }
            Block::Quotation(quotation) => {
                let section = above.iter().map(|(_, title)| *title).collect::<Vec<_>>().join(" / ");
                rows.push((section, quotation));
            }
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

/// A report's headings, paragraphs and notes as a table, each with its chapter. Nothing where there are none.
pub(super) fn prose(report: &Report) -> Option<Table> {
    let mut rows = Vec::new();
    for chapter in &report.chapters {
        let texts = chapter.blocks.iter().filter_map(|block| match block {
            Block::Heading { text, .. } | Block::Note(text) => Some(text.clone()),
            Block::Paragraph(inlines) => Some(inlines.iter().map(inline).collect()),
            _ => None,
        });
        rows.extend(texts.map(|text| row(vec![Cell::text(&chapter.title), Cell::Text(text)])));
    }
    let columns = vec![text_column(wording::CHAPTER), text_column(wording::TEXT)];
    (!rows.is_empty()).then(|| Table { columns, rows, ..Table::default() })
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) => text.clone(),
        Inline::Words(words) => format!("“{}”{}", words.text, cells::times(words).unwrap_or_default()),
    }
}

/// A figure's numbers as a table.
pub(super) fn figure(figure: &Figure) -> Table {
    match figure {
        Figure::Bars { caption, unit, bars } => Table {
            caption: caption.clone(),
            columns: vec![text_column(""), number_column(unit)],
            rows: bars
                .iter()
                .map(|bar| Row { depth: bar.depth, ..row(vec![Cell::text(&bar.label), bar.value.clone()]) })
                .collect(),
            ..Table::default()
        },
        Figure::Diverging { caption, unit, points, rows } => {
            let parts = points.iter().map(|point| Column { group: Some(unit.clone()), ..number_column(point) });
            Table {
                caption: caption.clone(),
                columns: [text_column("")].into_iter().chain(parts).chain([number_column(wording::COUNT)]).collect(),
                rows: rows.iter().map(diverging_row).collect(),
                ..Table::default()
            }
        }
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
        Figure::Curve { caption, across, at, lines, band, .. } => Table {
            caption: caption.clone(),
            columns: curve_columns(across, lines, band.as_ref()),
            rows: (0..at.len()).map(|place| row(curve_cells(place, at[place], lines, band.as_ref()))).collect(),
            ..Table::default()
        },
    }
}

/// Where, each line, and the band's two ends.
fn curve_columns(across: &str, lines: &[CurveLine], band: Option<&CurveBand>) -> Vec<Column> {
    let ends = band.iter().flat_map(|band| ["from", "to"].map(|end| number_column(&format!("{}, {end}", band.label))));
    let lines = lines.iter().map(|line| number_column(&line.label));
    [number_column(across)].into_iter().chain(lines).chain(ends).collect()
}

fn curve_cells(place: usize, at: u64, lines: &[CurveLine], band: Option<&CurveBand>) -> Vec<Cell> {
    let number = |value: Option<&f64>, decimals| match value {
        Some(&value) => Cell::Number { value, decimals },
        None => Cell::Empty,
    };
    let decimals = lines.first().map_or(0, |line| line.decimals);
    let ends = band.iter().flat_map(|band| [band.low.get(place), band.high.get(place)]);
    let ends: Vec<Cell> = ends.map(|end| number(end, decimals)).collect();
    let lines = lines.iter().map(|line| number(line.values.get(place), line.decimals));
    [Cell::Count { value: at, cases: 0 }].into_iter().chain(lines).chain(ends).collect()
}

fn diverging_row(found: &DivergingRow) -> Row {
    row([Cell::text(&found.label)].into_iter().chain(found.parts.clone()).chain([found.answered.clone()]).collect())
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
