//! Running headers, footers and page numbers: what stands at one place on many pages, but for its numbers.

use std::collections::BTreeMap;

use super::rows::{Row, whole};

/// How many rows at the top and at the bottom of a page may be furniture.
const MOST_ROWS: usize = 3;

/// Takes furniture out of pages, and says how much.
pub(super) fn remove(pages: &mut [Vec<Row>]) -> usize {
    let page_count = pages.len();
    let mut counts: BTreeMap<(bool, String, i64), usize> = BTreeMap::new();
    for page in pages.iter() {
        for edge in edges(page) {
            *counts.entry(edge.key).or_default() += 1;
        }
    }
    let is_repeated = |edge: &Edge| {
        // A height between two steps is counted with its neighbour.
        let (is_top, words, height) = &edge.key;
        let count: usize =
            [-1, 0, 1].iter().filter_map(|step| counts.get(&(*is_top, words.clone(), height + step))).sum();
        // Someone may say the same at the top of two pages; hardly at that of three.
        count * 10 >= page_count * 3 && (count >= 3 || (count == 2 && edge.is_apart))
    };
    let mut removed_count = 0;
    for page in pages {
        let furniture: Vec<usize> =
            edges(page).iter().filter(|edge| is_repeated(edge)).map(|edge| edge.index).collect();
        removed_count += furniture.len();
        let mut index = 0;
        page.retain(|_| {
            index += 1;
            !furniture.contains(&(index - 1))
        });
    }
    removed_count
}

/// A row at the top or bottom of a page.
struct Edge {
    index: usize,
    /// What is the same on other pages: at which end it stands, its words but for numbers, its height.
    key: (bool, String, i64),
    /// There is a gap between it and the rest of the page.
    is_apart: bool,
}

fn edges(page: &[Row]) -> Vec<Edge> {
    let mut by_height: Vec<usize> = (0..page.len()).collect();
    by_height.sort_by(|&one, &other| page[other].y.total_cmp(&page[one].y));
    let bottom_start = by_height.len().saturating_sub(MOST_ROWS).max(MOST_ROWS);
    let edge = |(place, &index): (usize, &usize)| {
        let row = &page[index];
        let is_top = place < MOST_ROWS;
        let inner = if is_top { by_height.get(place + 1) } else { by_height.get(place.wrapping_sub(1)) };
        let is_apart = inner.is_none_or(|&inner| (page[inner].y - row.y).abs() > 1.8 * row.size);
        Edge { index, key: (is_top, without_numbers(&row.text), whole(row.y / 4.0)), is_apart }
    };
    by_height.iter().enumerate().filter(|&(place, _)| place < MOST_ROWS || place >= bottom_start).map(edge).collect()
}

/// Every number as `#`, so that page 3 and page 14 look alike.
fn without_numbers(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_ascii_digit() {
            plain.push(character);
        } else if !plain.ends_with('#') {
            plain.push('#');
        }
    }
    plain
}
