//! People's words in full: who has a list of all answers, and one of them by groups, knows those of a group that is left out.
//!
//! So where one group is too small to be shown and another output lists the same answers otherwise, the next smallest goes
//! with it: what is left over when one list is taken from the other is then of both.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::Thresholds;
use crate::report::{Block, Chapter, RowKind, Table};

/// A list of answers, and where it stands: chapter and block.
struct Listed<'r> {
    place: (String, usize),
    table: &'r Table,
    thresholds: Thresholds,
}

/// By chapter and block: rows that are withheld for the sake of others.
pub(super) fn rows_for_others(
    chapters: &BTreeMap<String, &Chapter>,
    thresholds: &Thresholds,
) -> BTreeMap<(String, usize), BTreeSet<usize>> {
    let lists: Vec<Listed<'_>> = chapters
        .iter()
        .flat_map(|(key, chapter)| {
            let thresholds = thresholds.at_least(chapter.minimum_group);
            chapter.blocks.iter().enumerate().filter_map(move |(index, block)| match block {
                Block::Table(table) if !table.lists.questions.is_empty() => {
                    Some(Listed { place: (key.clone(), index), table, thresholds })
                }
                _ => None,
            })
        })
        .collect();
    let is_told_otherwise = |one: &Listed<'_>| {
        let same = |other: &&Listed<'_>| {
            let questions = &other.table.lists.questions;
            other.table.lists.attribute != one.table.lists.attribute
                && one.table.lists.questions.iter().any(|question| questions.contains(question))
        };
        lists.iter().any(|other| same(&other))
    };
    let mut found = BTreeMap::new();
    for list in lists.iter().filter(|list| is_told_otherwise(list)) {
        let rows = next_smallest(list.table, &list.thresholds);
        if !rows.is_empty() {
            found.insert(list.place.clone(), rows);
        }
    }
    found
}

/// The rows of the smallest group that is shown, where another is too small to be.
fn next_smallest(table: &Table, thresholds: &Thresholds) -> BTreeSet<usize> {
    let mut groups: Vec<(u64, BTreeSet<usize>)> = Vec::new();
    let has_titles = table.rows.iter().any(|row| row.kind == RowKind::Group);
    for (index, row) in table.rows.iter().enumerate() {
        let Some(size) = row.group_size else { continue };
        match groups.last_mut().filter(|_| has_titles && row.kind != RowKind::Group) {
            Some((_, rows)) => {
                rows.insert(index);
            }
            None => groups.push((size, BTreeSet::from([index]))),
        }
    }
    let (small, shown): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(size, _)| thresholds.is_small_group(*size));
    let all: u64 = small.iter().map(|(size, _)| size).sum();
    // Several small groups hide one another once they are enough people together.
    if small.is_empty() || small.len() > 1 && !thresholds.is_small_group(all) {
        return BTreeSet::new();
    }
    shown.into_iter().min_by_key(|(size, _)| *size).map(|(_, rows)| rows).unwrap_or_default()
}
