//! Columns: a page set in two or more is read one after the other, a table or a column of names row by row.

use super::rows::{Chunk, ratio};

/// Columns of columns.
const MAX_DEPTH: usize = 3;
/// Narrower gaps are gaps between words, in points.
const MIN_GUTTER: f64 = 6.0;
/// A page of text has some hundreds.
const MAX_CHUNKS: usize = 5_000;

/// A part of a page that is read by itself, from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Zone {
    pub(super) chunks: Vec<Chunk>,
    /// Which column it is, as a path: `[]` is the whole width, `[1]` the second of two.
    pub(super) column: Vec<u8>,
}

/// Parts a page, in reading order.
pub(super) fn zones(chunks: Vec<Chunk>) -> Vec<Zone> {
    let mut zones = Vec::new();
    part(Zone { chunks, column: Vec::new() }, &mut zones);
    zones
}

fn part(zone: Zone, zones: &mut Vec<Zone>) {
    let gutter = if zone.column.len() < MAX_DEPTH { gutter(&zone.chunks) } else { None };
    let Some(gutter) = gutter else {
        zones.push(zone);
        return;
    };
    for band in bands(zone.chunks, gutter) {
        match band {
            Band::Across(chunks) => zones.push(Zone { chunks, column: zone.column.clone() }),
            Band::Columns(left, right) => {
                for (side, chunks) in [(0, left), (1, right)] {
                    let column = zone.column.iter().copied().chain([side]).collect();
                    part(Zone { chunks, column }, zones);
                }
            }
        }
    }
}

/// A stretch of a page from some height to some other.
enum Band {
    Across(Vec<Chunk>),
    Columns(Vec<Chunk>, Vec<Chunk>),
}

/// Parts chunks at a gutter: what lies across it parts the columns above from those below.
fn bands(mut chunks: Vec<Chunk>, gutter: f64) -> Vec<Band> {
    chunks.sort_by(|one, other| other.y.total_cmp(&one.y));
    let crossing: Vec<(f64, f64)> =
        chunks.iter().filter(|chunk| is_across(chunk, gutter)).map(|chunk| (chunk.y, chunk.size)).collect();
    let is_beside_crossing =
        |chunk: &Chunk| crossing.iter().any(|(y, size)| (y - chunk.y).abs() <= 0.45 * size.max(chunk.size));
    let mut bands: Vec<Band> = Vec::new();
    for chunk in chunks {
        if is_beside_crossing(&chunk) {
            match bands.last_mut() {
                Some(Band::Across(chunks)) => chunks.push(chunk),
                _ => bands.push(Band::Across(vec![chunk])),
            }
            continue;
        }
        if !matches!(bands.last(), Some(Band::Columns(..))) {
            bands.push(Band::Columns(Vec::new(), Vec::new()));
        }
        if let Some(Band::Columns(left, right)) = bands.last_mut() {
            if chunk.end <= gutter { left.push(chunk) } else { right.push(chunk) }
        }
    }
    let whole = |band: Band| match band {
        Band::Columns(left, right) if !are_columns(&left, &right) => {
            Band::Across(left.into_iter().chain(right).collect())
        }
        other => other,
    };
    bands.into_iter().map(whole).collect()
}

fn is_across(chunk: &Chunk, gutter: f64) -> bool {
    chunk.start < gutter && chunk.end > gutter
}

/// Whether two sides are text that runs down each, and not a column of names or numbers beside one of words.
fn are_columns(left: &[Chunk], right: &[Chunk]) -> bool {
    if left.len() < 3 || right.len() < 3 {
        // The end of the text stands in one column alone, or in a few lines.
        return left.is_empty() || right.is_empty() || (is_full(left) && is_full(right));
    }
    let letters = |side: &[Chunk]| side.iter().map(|chunk| chunk.text.chars().count()).sum::<usize>();
    let (left_count, right_count) = (letters(left), letters(right));
    let is_even = ratio(left_count, right_count) > 0.25 && ratio(right_count, left_count) > 0.2;
    is_even && is_full(left) && is_full(right)
}

/// Whether most lines of a column are about as long as it is wide, and words at that.
fn is_full(side: &[Chunk]) -> bool {
    let (start, end) = edges(side);
    let width = end - start;
    let full_count = side.iter().filter(|chunk| chunk.end - chunk.start > 0.6 * width).count();
    let words = side.iter().map(|chunk| chunk.text.split_whitespace().count()).sum::<usize>();
    ratio(full_count, side.len()) >= 0.4 && words >= side.len() * 3
}

fn edges(chunks: &[Chunk]) -> (f64, f64) {
    chunks
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(start, end), chunk| (start.min(chunk.start), end.max(chunk.end)))
}

/// The middle of the gap between two columns, if there is one that most of the page is set around.
fn gutter(chunks: &[Chunk]) -> Option<f64> {
    let (start, end) = edges(chunks);
    let width = end - start;
    if !(8..=MAX_CHUNKS).contains(&chunks.len()) || width < 100.0 {
        return None;
    }
    let letters = |chunk: &Chunk| chunk.text.chars().count();
    let all: usize = chunks.iter().map(letters).sum();
    // Where nothing begins, nothing ends: candidates are the right edges of chunks.
    let mut candidates: Vec<f64> = chunks
        .iter()
        .map(|chunk| chunk.end)
        .filter(|&edge| edge > start + 0.15 * width && edge < start + 0.85 * width)
        .collect();
    candidates.sort_by(f64::total_cmp);
    candidates.dedup_by(|one, other| (*one - *other).abs() < 1.0);
    // A page has some hundred lines; a damaged one may have any number.
    let step = candidates.len() / 200 + 1;
    let mut best: Option<(usize, f64)> = None;
    for edge in candidates.into_iter().step_by(step) {
        let next =
            chunks.iter().filter(|chunk| chunk.start >= edge).map(|chunk| chunk.start).fold(f64::INFINITY, f64::min);
        if next - edge < MIN_GUTTER || !next.is_finite() {
            continue;
        }
        let middle = f64::midpoint(edge, next);
        let across: usize = chunks.iter().filter(|chunk| is_across(chunk, middle)).map(letters).sum();
        let beside = all - across;
        if beside * 5 < all || best.is_some_and(|(count, _)| count >= beside) {
            continue;
        }
        let (left, right): (Vec<Chunk>, Vec<Chunk>) =
            chunks.iter().filter(|chunk| !is_across(chunk, middle)).cloned().partition(|chunk| chunk.end <= middle);
        if left.len() >= 3 && right.len() >= 3 && are_columns(&left, &right) {
            best = Some((beside, middle));
        }
    }
    best.map(|(_, middle)| middle)
}
