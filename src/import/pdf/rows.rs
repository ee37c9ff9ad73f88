//! Characters become chunks: words that stand together; chunks of one height become rows.

use std::collections::BTreeMap;

use super::content::Glyph;

/// A gap of this many sizes parts two words; justified lines are stretched to more, tightened ones to hardly less.
const WORD_GAP: f64 = 0.15;
/// From here on it is a tab, a column or a cell.
const CHUNK_GAP: f64 = 1.5;

/// Beside a number, from here on.
const NUMBER_GAP: f64 = 0.6;

/// How often a letter is looked for on one line.
const MAX_REPEATS: usize = 200;

/// Words that stand together on one line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Chunk {
    pub(super) text: String,
    /// Bytes at its beginning that are bold.
    pub(super) bold: usize,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Where its first word ends.
    first_word_end: f64,
    /// It is read from right to left.
    is_leftward: bool,
}

/// A line of a page: chunks of about one height, in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) bold: usize,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) first_word_width: f64,
    /// Where what stands after a tab begins.
    pub(super) tab: Option<f64>,
    /// Which stretch of which page it is in, counted through the document.
    pub(super) zone: usize,
    /// Which column of its page.
    pub(super) column: Vec<u8>,
}

impl Row {
    pub(super) fn is_bold(&self) -> bool {
        self.bold >= self.text.len()
    }
}

/// How much `part` is of `whole`.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}

/// Joins the characters of a page, in the order in which they were drawn.
pub(super) fn chunks<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut seen: BTreeMap<(&str, i64), Vec<f64>> = BTreeMap::new();
    // Where the last character ends, a blank included.
    let mut after_blank = false;
    for glyph in glyphs {
        let size = glyph.size.max(1.0);
        let text = glyph.text.as_str();
        if text.trim().is_empty() {
            after_blank = true;
            continue;
        }
        // Some programs draw a character twice to make it look bold, or with a shadow.
        let places = seen.entry((text, whole(glyph.y / 2.0))).or_default();
        if places.iter().any(|place| (place - glyph.start).abs() < 0.1 * size) {
            continue;
        }
        if places.len() < MAX_REPEATS {
            places.push(glyph.start);
        }
        let is_leftward = text.chars().any(is_leftward_script);
        let gap = chunks.last().map(|chunk| glyph.start - chunk.end);
        let goes_on = chunks.last().is_some_and(|chunk| {
            let ratio = size / chunk.size;
            let gap = glyph.start - chunk.end;
            // A number in the margin stands nearer to the text than one column to another.
            let most = if chunk.is_number() { NUMBER_GAP } else { CHUNK_GAP };
            (glyph.y - chunk.y).abs() <= 0.15 * size
                && (0.8..=1.25).contains(&ratio)
                && (-0.4 * size..most * size).contains(&gap)
                && !is_leftward
                && !chunk.is_leftward
        });
        if let Some(chunk) = chunks.last_mut().filter(|_| goes_on) {
            if after_blank || gap.is_some_and(|gap| gap > WORD_GAP * size) {
                chunk.push(" ", glyph.is_bold);
            }
            chunk.push(text, glyph.is_bold);
            chunk.end = chunk.end.max(glyph.end);
            if !chunk.text.contains(' ') {
                chunk.first_word_end = chunk.end;
            }
        } else {
            let (start, end, y) = (glyph.start, glyph.end, glyph.y);
            let mut chunk = Chunk { start, end, first_word_end: end, y, size, is_leftward, ..Chunk::default() };
            chunk.push(text, glyph.is_bold);
            chunks.push(chunk);
        }
        after_blank = false;
    }
    chunks
}

impl Chunk {
    /// Digits and nothing else.
    pub(super) fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn push(&mut self, text: &str, is_bold: bool) {
        push(&mut self.text, &mut self.bold, text, is_bold);
    }
}

/// Adds to a text of which the first bytes are bold.
fn push(text: &mut String, bold: &mut usize, more: &str, is_bold: bool) {
    let was_bold = *bold == text.len();
    text.push_str(more);
    if was_bold && (is_bold || more.trim().is_empty()) {
        *bold = text.len();
    }
}

/// Rows from top to bottom.
pub(super) fn rows(mut chunks: Vec<Chunk>) -> Vec<Row> {
    chunks.sort_by(|one, other| other.y.total_cmp(&one.y));
    // With the height and size of its largest chunk, which notes and indexes stand beside.
    let mut rows: Vec<(f64, f64, Vec<Chunk>)> = Vec::new();
    for chunk in chunks {
        let is_in = |&(y, size, _): &(f64, f64, Vec<Chunk>)| (y - chunk.y).abs() <= 0.45 * size.max(chunk.size);
        match rows.last_mut().filter(|row| is_in(row)) {
            Some((y, size, row)) => {
                if chunk.size > *size {
                    (*y, *size) = (chunk.y, chunk.size);
                }
                row.push(chunk);
            }
            None => rows.push((chunk.y, chunk.size, vec![chunk])),
        }
    }
    rows.into_iter().map(|(_, _, chunks)| row(chunks)).collect()
}

fn row(mut chunks: Vec<Chunk>) -> Row {
    let leftward_count = chunks.iter().filter(|chunk| chunk.is_leftward).count();
    let is_leftward = leftward_count * 2 > chunks.len();
    chunks.sort_by(
        |one, other| {
            if is_leftward { other.end.total_cmp(&one.end) } else { one.start.total_cmp(&other.start) }
        },
    );
    let mut row = Row { start: f64::INFINITY, end: f64::NEG_INFINITY, ..Row::default() };
    let mut longest = 0;
    let mut last: Option<&Chunk> = None;
    for chunk in &chunks {
        if let Some(last) = last {
            let gap = if is_leftward { last.start - chunk.end } else { chunk.start - last.end };
            let size = last.size.max(chunk.size);
            if gap >= CHUNK_GAP * size {
                push(&mut row.text, &mut row.bold, "\t", chunk.bold > 0);
                row.tab.get_or_insert(chunk.start);
            } else if gap > WORD_GAP * size {
                push(&mut row.text, &mut row.bold, " ", chunk.bold > 0);
            }
        }
        let (bold, plain) = chunk.text.split_at(chunk.bold);
        push(&mut row.text, &mut row.bold, bold, true);
        if !plain.is_empty() {
            push(&mut row.text, &mut row.bold, plain, false);
        }
        if last.is_none() {
            row.first_word_width = chunk.first_word_end - chunk.start;
        }
        row.start = row.start.min(chunk.start);
        row.end = row.end.max(chunk.end);
        let length = chunk.text.chars().count();
        if length > longest {
            longest = length;
            row.size = chunk.size;
            row.y = chunk.y;
        }
        last = Some(chunk);
    }
    row
}

/// Letters that are written from right to left.
fn is_leftward_script(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// A place in whole points.
#[expect(clippy::cast_possible_truncation, reason = "places are far below what an i64 holds")]
pub(super) fn whole(place: f64) -> i64 {
    place.round() as i64
}
