//! Where remarks stand, once labels and time stamps are out of the text.

use std::ops::Range;

use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, PrimitiveDateTime};

use super::stamps::Parted;
use crate::import::lines::{Edge, Line, Mark, Remark};
use crate::import::{ImportedMemo, Warning};
use crate::model::Span;
use crate::text::normalise;

/// Remarks, and where their words begin and end in the text so far.
pub(super) struct Anchors {
    remarks: Vec<Remark>,
    starts: Vec<Option<usize>>,
    ends: Vec<Option<usize>>,
}

impl Anchors {
    pub(super) fn new(remarks: Vec<Remark>) -> Self {
        let nowhere = vec![None; remarks.len()];
        Self { remarks, starts: nowhere.clone(), ends: nowhere }
    }

    /// Notes where a line's marks stand. Its words from `rest` on, time stamps parted from them, are now the end of the
    /// text, which ends at `text_end`.
    pub(super) fn place(&mut self, line: &Line, rest: usize, parted: &Parted<'_>, text_end: usize) {
        let trimmed_length = parted.text.trim().len();
        let leading_length = parted.text.len() - parted.text.trim_start().len();
        for &Mark { offset, remark_index, edge } in &line.marks {
            let in_words = parted.offset(offset.saturating_sub(rest)).saturating_sub(leading_length);
            let at = text_end - trimmed_length + in_words.min(trimmed_length);
            let (places, is_first) = match edge {
                Edge::Start => (&mut self.starts, true),
                Edge::End => (&mut self.ends, false),
            };
            if let Some(place) = places.get_mut(remark_index) {
                // Of several starts the first counts, of several ends the last.
                if place.is_none() || !is_first {
                    *place = Some(at);
                }
            }
        }
    }

    /// The remarks on their words.
    pub(super) fn memos(mut self, text: &str, warnings: &mut Vec<Warning>) -> Vec<ImportedMemo> {
        let mut memos = Vec::new();
        let mut lost_count = 0;
        for (index, remark) in std::mem::take(&mut self.remarks).into_iter().enumerate() {
            // A remark is read after what it replies to, or on its own.
            if let Some(parent) = remark.reply_to.filter(|&parent| parent < index)
                && self.starts[index].or(self.ends[index]).is_none()
            {
                (self.starts[index], self.ends[index]) = (self.starts[parent], self.ends[parent]);
            }
            let content = normalise(remark.content.trim()).into_owned();
            if content.is_empty() {
                continue;
            }
            let Some(range) = self.range(index, text) else {
                lost_count += 1;
                continue;
            };
            let Some(span) = Span::of(text, range) else { continue };
            let author = normalise(remark.author.trim()).into_owned();
            memos.push(ImportedMemo { span, author, written_at: rfc3339(remark.written_at.trim()), content });
        }
        if lost_count > 0 {
            let message = format!("{lost_count} comments stand at no words of the text and were left out");
            warnings.push(Warning { message, line_number: None, column_number: None });
        }
        memos
    }

    /// The words that a remark is on; the nearest word where it is on none.
    fn range(&self, index: usize, text: &str) -> Option<Range<usize>> {
        let (start, end) = (self.starts[index], self.ends[index]);
        let (one, other) = (start.or(end)?, end.or(start)?);
        let start = boundary(text, one.min(other));
        let end = boundary(text, one.max(other));
        let words = text.get(start..end)?;
        let trimmed = words.trim();
        if trimmed.is_empty() {
            return nearest_word(text, start);
        }
        let start = start + words.len() - words.trim_start().len();
        Some(start..start + trimmed.len())
    }
}

/// The last place at or before `at` that does not cut a character in two.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The word before a place on the same line; or else the one after it, or else any before it.
fn nearest_word(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = text.split_at_checked(at)?;
    let line_start = before.rfind('\n').map_or(0, |line_end| line_end + 1);
    let last_from = |from: usize| {
        let words = before.get(from..)?.trim_end();
        let start = words.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let start = (start..=words.len()).find(|&start| words.is_char_boundary(start))?;
        (start < words.len()).then_some(from + start..from + words.len())
    };
    let first = || {
        let words = after.trim_start();
        let start = text.len() - words.len();
        let length = words.find(char::is_whitespace).unwrap_or(words.len());
        (length > 0).then_some(start..start + length)
    };
    last_from(line_start).or_else(first).or_else(|| last_from(0))
}

/// A date of a word processor, which may lack its offset and have many digits of a second; empty if it is none.
fn rfc3339(date: &str) -> String {
    let whole_seconds = |date: OffsetDateTime| date.replace_nanosecond(0).ok()?.format(&Rfc3339).ok();
    let with_offset = OffsetDateTime::parse(date, &Rfc3339).ok();
    let local = || PrimitiveDateTime::parse(date, &time::format_description::well_known::Iso8601::DATE_TIME).ok();
    with_offset.or_else(|| Some(local()?.assume_utc())).and_then(whole_seconds).unwrap_or_default()
}
