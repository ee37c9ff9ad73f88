//! Codings and memos as queries ask for them: where they lie, whose they are, since when.

use rusqlite::Row;

use super::work::segments_under;
use super::{Store, StoreError};
use crate::analysis::{rejected, stands};
use crate::model::{CodingStatus, Span, TextId};

/// One coding of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaidCoding {
    pub text: u32,
    pub start: u32,
    pub end: u32,
    pub first_segment: u32,
    pub last_segment: u32,
    pub coder: u32,
    /// When a person last put their hand to it, as a whole number (20261101); 0 where nobody knows.
    pub day: u32,
    pub status: CodingStatus,
    /// Whether it counts: it is accepted, or a proposal that no rejected coding of its code overlaps.
    pub stands: bool,
}

/// A memo on words, or on a coding of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoOnWords {
    pub text: u32,
    pub start: u32,
    pub end: u32,
    pub first_segment: u32,
    pub last_segment: u32,
    /// The code, for a memo on a coding.
    pub code: Option<String>,
    /// Whose coding, if anybody knows.
    pub coder: Option<u32>,
    /// As [`LaidCoding::day`].
    pub day: u32,
    pub title: String,
    pub content: String,
}

impl Store {
    /// The codings of a code, in the order of the texts.
    pub fn laid_codings(&self, code: u32) -> Result<Vec<LaidCoding>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT text_id, span_start, span_end, first_segment, last_segment, coder_id, coded_at, status
             FROM codings WHERE code_id = ?1 ORDER BY text_id, span_start, span_end, coder_id",
        )?;
        let mut rows = statement.query([code])?;
        let mut codings = Vec::new();
        while let Some(row) = rows.next()? {
            let status = row.get_ref(7)?.as_str().map_err(rusqlite::Error::from)?;
            codings.push(LaidCoding {
                text: row.get(0)?,
                start: row.get(1)?,
                end: row.get(2)?,
                first_segment: row.get(3)?,
                last_segment: row.get(4)?,
                coder: row.get(5)?,
                day: row.get_ref(6)?.as_str_or_null().map_err(rusqlite::Error::from)?.map_or(0, day_of),
                status: CodingStatus::from_word(status)
                    .ok_or_else(|| StoreError::Content(format!("a coding's status is {status:?}")))?,
                stands: false,
            });
        }
        for in_one_text in codings.chunk_by_mut(|one, other| one.text == other.text) {
            let rejected = rejected(in_one_text.iter().map(|coding| (coding.status, coding.start..coding.end)));
            for coding in in_one_text {
                coding.stands = stands(coding.status, &(coding.start..coding.end), &rejected);
            }
        }
        Ok(codings)
    }

    /// Memos on words and on codings.
    pub fn memos_on_words(&self) -> Result<Vec<MemoOnWords>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT text_id, span_start, span_end, CASE target_kind WHEN 'coding' THEN target_key END, coder_id,
                    written_at, title, content
             FROM memos WHERE text_id IS NOT NULL AND span_start IS NOT NULL AND target_kind IN ('passage', 'coding')
             ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut memos = Vec::new();
        while let Some(row) = rows.next()? {
            memos.push(self.memo_on_words(row)?);
        }
        Ok(memos)
    }

    fn memo_on_words(&self, row: &Row<'_>) -> Result<MemoOnWords, StoreError> {
        let (text, start, end) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (first_segment, last_segment) = segments_under(&self.connection, TextId(text), Span::stored(start, end))?;
        Ok(MemoOnWords {
            text,
            start,
            end,
            first_segment,
            last_segment,
            code: row.get(3)?,
            coder: row.get(4)?,
            day: day_of(&row.get::<_, String>(5)?),
            title: row.get(6)?,
            content: row.get(7)?,
        })
    }
}

/// The day of a time as RFC 3339 has it, as a whole number; 0 if it is none.
fn day_of(time: &str) -> u32 {
    let digits: String = time.chars().take(10).filter(char::is_ascii_digit).collect();
    if digits.len() == 8 { digits.parse().unwrap_or_default() } else { 0 }
}
