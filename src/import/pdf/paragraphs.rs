//! Rows become lines of a transcript again: which of them go on with the one before, and which are headings.

use std::collections::BTreeMap;

use super::hyphens;
use super::rows::{Row, whole};
use crate::import::lines::Line;

/// Bigger type than this, against that of most words, is a heading's.
const HEADING_SIZE: f64 = 1.15;
const MAX_HEADING_WORDS: usize = 20;

/// A row as a line that may go on with the one before.
struct Joined<'r> {
    row: &'r Row,
    goes_on: bool,
    heading: Option<u8>,
}

/// The lines of a document, of the rows of all its pages in reading order.
pub(super) fn lines(rows: &[Row]) -> Vec<Line> {
    let rights = right_edges(rows, |row| row.column.clone(), 1);
    // Pages may differ in width; one with a margin that many lines reach says so itself.
    let zone_rights = right_edges(rows, |row| row.zone, 10);
    let leading = leading(rows);
    let sizes = heading_sizes(rows);
    let mut joined: Vec<Joined<'_>> = Vec::with_capacity(rows.len());
    // The first row of the paragraph at hand, and how many rows it has.
    let mut paragraph: (usize, usize) = (0, 0);
    for (index, row) in rows.iter().enumerate() {
        let heading = heading_level(row, &sizes);
        let goes_on = index.checked_sub(1).is_some_and(|before| {
            let before = &rows[before];
            let right =
                zone_rights.get(&before.zone).or_else(|| rights.get(&before.column)).copied().unwrap_or(before.end);
            let is_same_kind = joined.last().is_some_and(|joined| joined.heading == heading);
            if heading.is_some() {
                return is_same_kind && before.zone == row.zone && before.y - row.y < 1.5 * leading * row.size;
            }
            is_same_kind && goes_on(&rows[paragraph.0], paragraph.1, before, row, right, leading)
        });
        paragraph = if goes_on { (paragraph.0, paragraph.1 + 1) } else { (index, 1) };
        joined.push(Joined { row, goes_on, heading });
    }
    finished(&joined)
}

/// Whether a row goes on with the one before it: that one was full, and nothing else begins a paragraph.
fn goes_on(first: &Row, row_count: usize, before: &Row, row: &Row, right: f64, leading: f64) -> bool {
    let size = row.size.max(1.0);
    // A line of a table of contents, or of a table that ends in a number.
    let ends_in_number = |text: &str| {
        text.rsplit_once('\t')
            .is_some_and(|(_, end)| end.chars().all(|character| character.is_numeric() || ".,%".contains(character)))
    };
    if ends_in_number(&before.text) {
        return false;
    }
    if (before.size / size - 1.0).abs() > 0.1 || begins_item(&row.text) {
        return false;
    }
    // Whoever broke the line did so because the next word had no room.
    let room = right - before.end;
    if row.first_word_width + 0.2 * size < room {
        return false;
    }
    if before.zone != row.zone {
        return true;
    }
    if before.y - row.y > 1.3 * leading * size {
        return false;
    }
    let shift = row.start - before.start;
    if let Some(tab) = first.tab.filter(|_| row_count == 1) {
        // Under the words after a label, or under the label; another label beside words is a row of a table.
        let is_under = (row.start - tab).abs() < 0.5 * size || shift.abs() < 0.5 * size;
        return is_under && !(row.tab.is_some() && shift.abs() < 0.5 * size);
    }
    if row_count == 1 {
        // The first row may stand further in, or further out, than the rest.
        return shift.abs() < 6.0 * size;
    }
    shift.abs() < 0.5 * size
}

/// A bullet begins a paragraph.
fn begins_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '◦', '‣', '●', '○', '■', '□', '➢', '✓'])
        || text.strip_prefix(['-', '–', '—', '*']).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// How far to the right rows reach, by what they have in common, if there are enough of them and several reach that far.
fn right_edges<K: Ord>(rows: &[Row], key: impl Fn(&Row) -> K, least: usize) -> BTreeMap<K, f64> {
    let mut edges: BTreeMap<K, Vec<f64>> = BTreeMap::new();
    for row in rows {
        edges.entry(key(row)).or_default().push(row.end);
    }
    let right = |mut ends: Vec<f64>| {
        ends.sort_by(f64::total_cmp);
        // One row that juts out says nothing about where lines are broken.
        let right = ends[(ends.len() - 1) - ends.len() / 50];
        let near_count = ends.iter().filter(|&&end| (right - 12.0..=right).contains(&end)).count();
        (ends.len() >= least && near_count >= least.min(3)).then_some(right)
    };
    edges.into_iter().filter_map(|(key, ends)| Some((key, right(ends)?))).collect()
}

/// From line to line, in sizes: that of rows which go on, which are the nearest to one another.
fn leading(rows: &[Row]) -> f64 {
    let mut steps: Vec<f64> = rows
        .windows(2)
        .filter(|pair| pair[0].zone == pair[1].zone && pair[1].size > 0.0)
        .map(|pair| (pair[0].y - pair[1].y) / pair[1].size)
        .filter(|step| (0.8..4.0).contains(step))
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 5).copied().unwrap_or(1.2)
}

/// Sizes of headings in tenths of a point, the largest first.
fn heading_sizes(rows: &[Row]) -> Vec<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(whole(row.size * 10.0)).or_default() += row.text.len();
    }
    let body = counts.iter().max_by_key(|&(_, count)| count).map_or(0, |(&size, _)| size);
    let all: usize = counts.values().sum();
    let is_heading = |&(&size, &count): &(&i64, &usize)| {
        let larger =
            f64::from(i32::try_from(size).unwrap_or(i32::MAX)) / f64::from(i32::try_from(body).unwrap_or(1).max(1));
        larger >= HEADING_SIZE && count * 10 < all
    };
    counts.iter().rev().filter(is_heading).map(|(&size, _)| size).take(9).collect()
}

fn heading_level(row: &Row, sizes: &[i64]) -> Option<u8> {
    let rank = sizes.iter().position(|&size| size == whole(row.size * 10.0))?;
    let has_letters = row.text.chars().any(char::is_alphabetic);
    let is_short = row.text.split_whitespace().count() <= MAX_HEADING_WORDS;
    (has_letters && is_short).then(|| u8::try_from(rank + 1).unwrap_or(9))
}

/// Lines with words put together that the ends of rows have parted; a heading is one line, however long.
fn finished(joined: &[Joined<'_>]) -> Vec<Line> {
    let texts: Vec<&str> = joined.iter().map(|joined| joined.row.text.as_str()).collect();
    let goes_on: Vec<bool> = joined.iter().map(|joined| joined.goes_on).collect();
    let mended = hyphens::mend(&texts, &goes_on);
    let mut lines: Vec<Line> = Vec::with_capacity(joined.len());
    for (joined, text) in joined.iter().zip(mended) {
        let Some(mut line) = Line::of(&text, None) else { continue };
        if let Some(heading) = lines.last_mut().filter(|line| joined.goes_on && line.heading.is_some()) {
            heading.text.push(' ');
            heading.text.push_str(&line.text);
            continue;
        }
        line.wrapped = joined.goes_on;
        line.bold = if joined.row.is_bold() { line.text.len() } else { joined.row.bold.min(line.text.len()) };
        line.heading = joined.heading;
        lines.push(line);
    }
    lines
}
