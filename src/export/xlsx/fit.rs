//! How text fits into cells: how wide columns are, how high rows, and what no cell can hold.
//!
//! Excel fits rows to their text by itself, but for cells that are merged; other programs do not. So heights are written,
//! guessed from the widths of letters in Arial.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::super::widths::{Wish, shared_out, wishes};
use super::super::wording;
use crate::report::Table;

/// No column is wider, in characters.
const WIDEST: f64 = 60.0;
/// What a cell's margins take, and the arrow of a filter, in characters.
const PADDING: f64 = 2.5;
/// What fits on an upright page at full size.
pub(super) const UPRIGHT: f64 = 100.0;
/// What is still read well on a page turned on its side, at three quarters of full size.
const TURNED: f64 = 185.0;
/// How many letters of text stand in the width of one digit of Excel's usual font, by which columns are measured.
const LETTERS: f64 = 1.12;
/// How high a line is, and what a row has above and below its lines, in points.
const LINE_HEIGHT: f64 = 12.5;
const AIR: f64 = 4.5;
/// How high a row of one line is, in points.
pub(super) const ROW_HEIGHT: f64 = LINE_HEIGHT + AIR;
/// Excel has no higher rows.
const HIGHEST: f64 = 409.0;
/// What a cell holds at most, in UTF-16 units.
const LONGEST: usize = 32_767;

/// How wide columns are, in characters: as their text wants it, while all of them together can be printed on one page.
pub(super) fn column_widths(table: &Table) -> Vec<f64> {
    let clamped = |wish: Wish| {
        let least = wish.least.clamp(5.0, WIDEST);
        Wish { least, most: wish.most.clamp(least, WIDEST), ..wish }
    };
    let wishes: Vec<Wish> = wishes(table).into_iter().map(clamped).collect();
    let least: f64 = wishes.iter().map(|wish| wish.least + PADDING).sum();
    shared_out(&wishes, PADDING, least.max(TURNED))
}

/// How high a row has to be, in points, for text in cells of so many characters.
pub(super) fn height_of(text: &str, characters: f64) -> f64 {
    let lines: usize = text.lines().map(|line| lines(line, characters * LETTERS)).sum();
    #[expect(clippy::cast_precision_loss, reason = "lines of a cell are few")]
    let height = lines.max(1) as f64 * LINE_HEIGHT + AIR;
    height.min(HIGHEST)
}

/// How many lines words make that are broken where the next no longer fits.
fn lines(text: &str, room: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a column is a few characters wide")]
    let room = room.max(1.0) as usize;
    let (mut lines, mut taken) = (1, 0);
    for word in text.split(' ').map(UnicodeWidthStr::width) {
        if taken > 0 && taken + 1 + word > room {
            lines += 1;
            taken = 0;
        }
        // A word that is longer than the line is broken.
        lines += word.saturating_sub(1) / room;
        taken += usize::from(taken > 0) + if word > room { (word - 1) % room + 1 } else { word };
    }
    lines
}

/// Text that has one cell for itself, as titles have: where it is cut to what a cell can hold, it says so.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    let first = pieces(text).next().unwrap_or_default();
    if first.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let room = LONGEST - wording::CUT.encode_utf16().count();
    let mut units = 0;
    let end = first.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > room
    });
    let kept = end.and_then(|(at, _)| first.get(..at)).unwrap_or(first);
    Cow::Owned(format!("{kept}{}", wording::CUT))
}

/// A text in pieces that each fit into a cell, cut between words where there are any; an empty text has none.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut units = 0;
        let mut between_words = None;
        let end = rest.char_indices().find(|&(at, letter)| {
            units += letter.len_utf16();
            if letter.is_whitespace() && units < LONGEST {
                between_words = Some(at + letter.len_utf8());
            }
            units > LONGEST
        });
        let cut = end.map_or(rest.len(), |(at, _)| between_words.unwrap_or(at));
        let (piece, after) = rest.split_at(cut);
        rest = after;
        Some(piece)
    })
}
