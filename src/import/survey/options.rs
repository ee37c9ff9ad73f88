//! Whether a column holds ticked options, and which there are.

use std::collections::BTreeMap;

/// Most options that a tick-all question is believed to have.
const MAX_OPTIONS: usize = 40;

/// What joins a column's ticked options, and the options in the order in which they first come.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) separator: String,
    pub(super) options: Vec<String>,
    /// Nothing in prose is joined like this: no comma with a space after it.
    pub(super) is_sure: bool,
}

/// Finds the options of a tick-all column, or nothing if its cells do not look joined: several cells hold more than one
/// piece, and nearly every piece comes again and again.
pub(super) fn joined(cells: &[&str]) -> Option<Joined> {
    [";", "\n", "|", ","].iter().find_map(|separator| joined_by(cells, separator))
}

fn joined_by(cells: &[&str], separator: &str) -> Option<Joined> {
    if cells.len() < 5 || !cells.iter().any(|cell| cell.contains(separator)) {
        return None;
    }
    let mut rows: Vec<Vec<String>> =
        cells.iter().map(|cell| cell.split(separator).map(str::to_owned).collect()).collect();
    // Qualtrics joins by a comma alone; a comma with a space after it is part of an option.
    let is_tight = |row: &Vec<String>| row.iter().skip(1).any(|piece| !piece.starts_with(' '));
    let is_sure = separator != "," || rows.iter().any(is_tight);
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
        let glued = format!("{first}{separator} {second}");
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
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for piece in rows.iter().flatten() {
        let count = counts.entry(piece).or_default();
        if *count == 0 {
            order.push(piece);
        }
        *count += 1;
    }
    let piece_count: usize = counts.values().sum();
    let repeated_count: usize = counts.values().filter(|count| **count > 1).sum();
    let several_count = rows.iter().filter(|row| row.len() > 1).count();
    let is_short = order.iter().all(|piece| piece.chars().count() <= 120);
    let looks_joined = several_count * 10 >= rows.len()
        && order.len() <= MAX_OPTIONS
        && piece_count >= 2 * order.len()
        && repeated_count * 100 >= 85 * piece_count
        && is_short;
    // Options that came once are write-ins ("Other: …"), which the plan does not list.
    looks_joined.then(|| order.iter().filter(|piece| counts[**piece] > 1).map(|piece| (*piece).to_owned()).collect())
}
