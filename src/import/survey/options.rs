//! Whether a column holds ticked options, and which there are.

use std::collections::BTreeMap;

use super::choices::split_outside;
use super::plan::Dialect;

/// Most options that a tick-all question is believed to have.
const MAX_OPTIONS: usize = 40;

/// What joins a column's ticked options, and the options in the order in which they first come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) separator: String,
    pub(super) options: Vec<String>,
    /// Nothing in prose is joined like this: no comma with a space after it.
    pub(super) is_sure: bool,
}

/// Finds the options of a tick-all column, or nothing if its cells do not look joined: several cells hold more than one
/// piece, and nearly every piece comes again and again.
pub(super) fn joined(cells: &[&str], dialect: Dialect) -> Option<Joined> {
    match dialect {
        // Every ticked option has its semicolon, the last one too; only single choices have none.
        Dialect::MsForms if cells.iter().all(|cell| cell.ends_with(';')) => Some(semicolons(cells)),
        Dialect::MsForms => None,
        Dialect::GoogleForms => joined_by(cells, ", "),
        _ => [";", "\n", "|", ","].iter().find_map(|separator| joined_by(cells, separator)),
    }
}

fn semicolons(cells: &[&str]) -> Joined {
    let rows: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| pieces(cell, ";").map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect())
        .collect();
    let (order, counts) = inventory(&rows);
    let comes_again = order.iter().filter(|piece| counts[**piece] > 1).count();
    // What came once is an option among few answers and a write-in among many.
    let is_listed = |piece: &&&str| comes_again == 0 || cells.len() < 20 || counts[**piece] > 1;
    let options = order.iter().filter(is_listed).take(MAX_OPTIONS).map(|piece| (*piece).to_owned()).collect();
    Joined { separator: ";".to_owned(), options, is_sure: true }
}

/// A cell's pieces, as they are taken apart when the survey is read.
fn pieces<'c>(cell: &'c str, separator: &'c str) -> impl Iterator<Item = &'c str> {
    let mut rest = Some(cell);
    std::iter::from_fn(move || {
        let (piece, after) = split_outside(rest?, separator);
        rest = after;
        Some(piece)
    })
}

/// All pieces in the order in which they first come, and how often each comes.
fn inventory(rows: &[Vec<String>]) -> (Vec<&str>, BTreeMap<&str, usize>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for piece in rows.iter().flatten() {
        let count = counts.entry(piece).or_default();
        if *count == 0 {
            order.push(piece);
        }
        *count += 1;
    }
    (order, counts)
}

fn joined_by(cells: &[&str], separator: &str) -> Option<Joined> {
    if cells.len() < 5 || !cells.iter().any(|cell| cell.contains(separator)) {
        return None;
    }
    let mut rows: Vec<Vec<String>> =
        cells.iter().map(|cell| pieces(cell, separator).map(str::to_owned).collect()).collect();
    // Qualtrics joins by a comma alone; a comma with a space after it is part of an option.
    let is_tight = |row: &Vec<String>| row.iter().skip(1).any(|piece| !piece.starts_with(' '));
    let is_sure = !separator.starts_with(',') || (separator == "," && rows.iter().any(is_tight));
    if separator == "," && is_sure {
        rows.iter_mut().for_each(glue_spaced);
    }
    for row in &mut rows {
        for piece in row.iter_mut() {
            *piece = piece.trim().to_owned();
        }
        row.retain(|piece| !piece.is_empty());
    }
    while let Some((first, second)) = inseparable(&rows) {
        let glued = format!("{first}{} {second}", separator.trim_end());
        for row in &mut rows {
            glue_pair(row, &first, &second, &glued);
        }
    }
    accept(&rows).map(|options| Joined { separator: separator.to_owned(), options, is_sure })
}

fn glue_spaced(row: &mut Vec<String>) {
    let mut glued: Vec<String> = Vec::with_capacity(row.len());
    for piece in row.drain(..) {
        match glued.last_mut() {
            Some(last) if piece.starts_with(' ') => {
                last.push(',');
                last.push_str(&piece);
            }
            _ => glued.push(piece),
        }
    }
    *row = glued;
}

/// Two pieces that come only with each other, one after the other, and that other rows come without: one option that
/// holds the separator.
fn inseparable(rows: &[Vec<String>]) -> Option<(String, String)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in rows {
        for piece in row {
            *counts.entry(piece).or_default() += 1;
        }
        for pair in row.windows(2) {
            *pairs.entry((&pair[0], &pair[1])).or_default() += 1;
        }
    }
    let starts_low = |piece: &str| piece.chars().next().is_some_and(char::is_lowercase);
    let found = pairs.iter().find(|((first, second), count)| {
        **count >= 2
            && **count < rows.len()
            && counts.get(first) == Some(count)
            && counts.get(second) == Some(count)
            && starts_low(second)
    });
    found.map(|((first, second), _)| ((*first).to_owned(), (*second).to_owned()))
}

fn glue_pair(row: &mut Vec<String>, first: &str, second: &str, glued: &str) {
    if let Some(at) = row.windows(2).position(|pair| pair[0] == first && pair[1] == second) {
        row.splice(at..at + 2, [glued.to_owned()]);
    }
}

fn accept(rows: &[Vec<String>]) -> Option<Vec<String>> {
    let (order, counts) = inventory(rows);
    let piece_count: usize = counts.values().sum();
    // What came once, or hardly ever, are write-ins ("Other: …"), which the plan does not list.
    let is_option = |piece: &&&str| counts[**piece] > 1 && counts[**piece] * 250 >= rows.len();
    let options: Vec<&str> = order.iter().filter(is_option).copied().collect();
    let option_count: usize = options.iter().map(|option| counts[option]).sum();
    let several_count = rows.iter().filter(|row| row.len() > 1).count();
    let is_short = options.iter().all(|option| option.chars().count() <= 120);
    let looks_joined = several_count * 10 >= rows.len()
        && options.len() <= MAX_OPTIONS
        && piece_count >= 2 * options.len()
        && option_count * 100 >= 85 * piece_count
        && is_short;
    looks_joined.then(|| options.into_iter().map(str::to_owned).collect())
}
