//! How many gave each point of a scale, as a table and as stacked bars.

use super::super::frequencies::numeric;
use super::super::notes::marks;
use super::super::{Kitchen, RecipeError};
use super::bands::Band;
use super::{Found, bases};
use crate::analysis::ItemSummary;
use crate::report::{About, Block, Cell, Column, DivergingRow, Figure, Row, RowKind, Table};

/// A scale of more points is shown in bands.
const MOST_POINTS: i64 = 11;

pub(super) fn blocks(found: &Found<'_>, bands: &[Band], kitchen: &Kitchen<'_>) -> Result<Vec<Block>, RecipeError> {
    let bands = parts(found, bands, kitchen)
        .map_err(|problem| RecipeError::Bands { recipe: kitchen.recipe().name.clone(), problem })?;
    let mut columns = vec![Column { title: found.head(), ..Column::default() }];
    let of_band = |band: &Band| {
        let group = Some(band.title.clone());
        let about = About::group(About::POINT, Some(&band_in_words(band)));
        ["n", "%"].map(|title| Column { group: group.clone(), about: about.clone(), ..numeric(title) })
    };
    columns.extend(bands.iter().flat_map(of_band));
    columns.push(Column { total: true, ..numeric("Answered") });
    let cells = |item: &ItemSummary| cells(item, &bands);
    let items = 0..found.items.indices.len();
    let by_item: Vec<Vec<Row>> = items.map(|item| found.item_rows(item, columns.len(), cells)).collect();
    let figures = figures(found, &by_item, &bands);
    let rows: Vec<Row> = by_item.into_iter().flatten().collect();
    let ends = found.scale(kitchen).map(|(low, high)| format!(" Scale: {low} to {high}.")).unwrap_or_default();
    let total = if found.attribute.is_some() { " Totals are over respondents, not over groups." } else { "" };
    let mut notes =
        vec![format!("Unit: cases. Percentages are of those who answered the item, in the last column.{ends}{total}")];
    notes.extend(bases(found, kitchen));
    notes.extend(marks(&rows));
    notes.extend(kitchen.own_note());
    let table = Table { caption: found.caption(), columns, rows, notes, ..found.table(kitchen) };
    Ok([Block::Table(table)].into_iter().chain(figures.into_iter().map(Block::Figure)).collect())
}

/// A point of the scale as disclosure reads it again; a band of several is from one to the other.
fn band_in_words(band: &Band) -> String {
    if band.low == band.high { band.low.to_string() } else { format!("{} to {}", band.low, band.high) }
}

fn cells(item: &ItemSummary, bands: &[Band]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = bands
        .iter()
        .flat_map(|band| {
            let part = item.within(band.low, band.high);
            [Cell::Count { value: part, cases: part }, Cell::Share { part, base: item.n, cases: part }]
        })
        .collect();
    cells.push(Cell::Count { value: item.n, cases: item.n });
    cells
}

/// The bands that the recipe gives, or every point; all answers have to be in them.
fn parts(found: &Found<'_>, bands: &[Band], kitchen: &Kitchen<'_>) -> Result<Vec<Band>, String> {
    let given = || found.summary.total.items.iter().flat_map(|item| item.points.keys());
    let (lowest, highest) = match found.scale(kitchen) {
        Some((low, high)) => (i64::from(low), i64::from(high)),
        None => (given().min().copied().unwrap_or(1), given().max().copied().unwrap_or(1)),
    };
    if let (Some(first), Some(last)) = (bands.first(), bands.last()) {
        if first.low > lowest || last.high < highest {
            return Err(format!(
                "its `bands` go from {} to {}, but the scale from {lowest} to {highest}",
                first.low, last.high
            ));
        }
        return Ok(bands.to_vec());
    }
    let has_one_scale =
        found.items.indices.iter().map(|&item| kitchen.question(item).scale).all(|scale| scale.is_some());
    if has_one_scale && found.scale(kitchen).is_none() {
        return Err("its items have different scales; give each scale an output of its own, or `bands`".to_owned());
    }
    if highest.saturating_sub(lowest) >= MOST_POINTS {
        return Err(format!("answers from {lowest} to {highest} are too many points for a table; give `bands`"));
    }
    let first = found.items.indices.first().map(|&item| kitchen.question(item).options.as_slice());
    Ok(Band::points(lowest..=highest, first.unwrap_or_default()))
}

/// One figure of all items; by group, one an item.
fn figures(found: &Found<'_>, by_item: &[Vec<Row>], bands: &[Band]) -> Vec<Figure> {
    let bar = |row: &Row| {
        let label = match row.cells.first() {
            Some(Cell::Text(title)) => title.clone(),
            _ => String::new(),
        };
        let parts = row.cells.iter().filter(|cell| matches!(cell, Cell::Share { .. })).cloned().collect();
        DivergingRow { label, answered: row.cells.last().cloned().unwrap_or_default(), parts }
    };
    let figure = |caption: String, rows: &mut dyn Iterator<Item = &Row>| Figure::Diverging {
        caption,
        unit: "% of those who answered".to_owned(),
        points: bands.iter().map(|band| band.title.clone()).collect(),
        rows: rows.filter(|row| row.kind != RowKind::Group).map(bar).collect(),
    };
    let stem = found.items.stem.unwrap_or_default();
    if found.attribute.is_none() {
        let caption = if stem.is_empty() { "How the answers lie on the scale".to_owned() } else { stem.to_owned() };
        return vec![figure(caption, &mut by_item.iter().flatten())];
    }
    by_item.iter().zip(&found.items.titles).map(|(rows, title)| figure(title.clone(), &mut rows.iter())).collect()
}
