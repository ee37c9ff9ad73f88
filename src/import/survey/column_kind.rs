//! What a column is, by what stands in it.

use std::collections::BTreeMap;

use super::options::{self, Joined};

/// What a column's cells look like.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    Date,
    /// Whole numbers between small ends.
    Scale(i32, i32),
    Number,
    Single(Vec<String>),
    Multiple(Joined),
    Open,
}

/// Most options that a one-of-several question is believed to have.
const MAX_OPTIONS: usize = 24;

/// Judges a column by its cells, of which none is blank.
pub(super) fn kind_of(cells: &[&str]) -> Kind {
    if cells.is_empty() {
        return Kind::Blank;
    }
    if cells.iter().all(|cell| is_date(cell)) {
        return Kind::Date;
    }
    if let Some(kind) = numeric(cells) {
        return kind;
    }
    if let Some(options) = single(cells) {
        let explains_more = |joined: &Joined| joined.options.len() < options.len() + usize::from(joined.is_sure);
        return options::joined(cells)
            .filter(explains_more)
            .map_or_else(|| Kind::Single(options.clone()), Kind::Multiple);
    }
    options::joined(cells).map_or(Kind::Open, Kind::Multiple)
}

fn numeric(cells: &[&str]) -> Option<Kind> {
    let numbers: Option<Vec<f64>> =
        cells.iter().map(|cell| cell.parse::<f64>().ok().filter(|number| number.is_finite())).collect();
    let numbers = numbers?;
    let whole: Option<Vec<i32>> = cells.iter().map(|cell| cell.parse::<i32>().ok()).collect();
    let Some(whole) = whole else { return Some(Kind::Number) };
    let low = whole.iter().copied().min()?;
    let high = whole.iter().copied().max()?;
    // Ticks and yes/no codes.
    if low >= 0 && high <= 1 || low == high || (low, high) == (1, 2) {
        let mut values: Vec<i32> = whole;
        values.sort_unstable();
        values.dedup();
        return Some(Kind::Single(values.iter().map(ToString::to_string).collect()));
    }
    let ends = match (low, high) {
        (1.., ..=5) => Some((1, 5)),
        (1.., ..=7) => Some((1, 7)),
        (1.., ..=10) => Some((1, 10)),
        (0, ..=10) => Some((0, 10)),
        _ => None,
    };
    let distinct = distinct_count(cells);
    let is_scale = distinct >= 3 && numbers.len() >= distinct;
    Some(ends.filter(|_| is_scale).map_or(Kind::Number, |(low, high)| Kind::Scale(low, high)))
}

fn distinct_count(cells: &[&str]) -> usize {
    let mut values = cells.to_vec();
    values.sort_unstable();
    values.dedup();
    values.len()
}

/// The options of a column whose cells are few, short and come again, in the order in which they first come.
fn single(cells: &[&str]) -> Option<Vec<String>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for cell in cells {
        let count = counts.entry(cell).or_default();
        if *count == 0 {
            order.push(cell);
        }
        *count += 1;
        if order.len() > MAX_OPTIONS {
            return None;
        }
    }
    let is_short = order.iter().all(|option| option.chars().count() <= 80 && !option.contains('\n'));
    // Among few rows even prose may come twice; among many, options do so all the time.
    let comes_again =
        if cells.len() < 10 { order.len() < cells.len() && order.len() <= 4 } else { order.len() * 2 <= cells.len() };
    (is_short && comes_again).then(|| order.iter().map(|option| (*option).to_owned()).collect())
}

/// Days as survey tools write them, with or without a time: 2024-01-29 11:04:58, 30/09/2021, 29.1.2024.
fn is_date(cell: &str) -> bool {
    let day = cell.split([' ', 'T']).next().unwrap_or_default();
    ['-', '/', '.'].iter().any(|&separator| {
        let parts: Vec<&str> = day.split(separator).collect();
        let are_digits = parts
            .iter()
            .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
        let year_count = parts.iter().filter(|part| part.len() == 4).count();
        parts.len() == 3 && are_digits && (year_count == 1 || separator == '/')
    })
}
