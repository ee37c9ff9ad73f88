//! What is coded with one code, in numbers and by place.

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError};
use crate::model::CodingStatus;

/// Where a code was given, without the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingPlace {
    /// The path of the source.
    pub source: String,
    /// The segment of the text, counted from one.
    pub segment_number: u32,
    /// Of an answer.
    pub question: Option<String>,
    pub case: Option<String>,
    /// The person's name; empty for the rules.
    pub coder: String,
    pub status: CodingStatus,
}

impl Store {
    /// How many codings of these codes are proposed, accepted and rejected.
    pub fn coding_statuses(&self, codes: &[&str]) -> Result<(u64, u64, u64), StoreError> {
        let (mut proposed, mut accepted, mut rejected) = (0, 0, 0);
        if self.is_gathering() {
            let known = self.numbered_codes()?;
            for code in codes.iter().filter_map(|name| known.get(*name)) {
                let counts = self.tally(*code)?.counts;
                proposed += counts[0];
                accepted += counts[1];
                rejected += counts[2];
            }
            return Ok((proposed, accepted, rejected));
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT status, count(*) FROM codings WHERE code_id = (SELECT id FROM codes WHERE name = ?1) GROUP BY status",
        )?;
        for code in codes {
            let mut rows = statement.query([code])?;
            while let Some(row) = rows.next()? {
                let count = row.get::<_, i64>(1)?.unsigned_abs();
                match super::columns_of_cases::word(row, 0, CodingStatus::from_word)? {
                    CodingStatus::Proposed => proposed += count,
                    CodingStatus::Accepted => accepted += count,
                    CodingStatus::Rejected => rejected += count,
                }
            }
        }
        Ok((proposed, accepted, rejected))
    }

    /// The first places where these codes stand, in the order of the texts. Words of people who are not kept are passed
    /// over.
    pub fn coding_places(&self, codes: &[&str], limit: usize) -> Result<Vec<CodingPlace>, StoreError> {
        let mut places: Vec<((u32, u32), CodingPlace)> = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT texts.id, span_start, sources.path, first_segment - texts.id + 1, questions.code, cases.name,
                    coders.name, codings.status
             FROM codings JOIN texts ON texts.id = text_id JOIN sources ON sources.id = texts.source_id
             JOIN coders ON coders.id = coder_id
             LEFT JOIN questions ON questions.id = texts.question_id
             LEFT JOIN cases ON cases.id = coalesce(texts.case_id,
                 (SELECT case_id FROM speakers JOIN segments ON speaker_id = speakers.id WHERE segments.id = first_segment))
             WHERE code_id = (SELECT id FROM codes WHERE name = ?1) AND codings.status <> 'rejected'
                 AND coalesce(cases.status = 'kept' AND cases.consent <> 'none', 1)
             ORDER BY texts.id, span_start LIMIT ?2",
        )?;
        for code in codes {
            let mut rows = statement.query(params![code, i64::try_from(limit).unwrap_or(i64::MAX)])?;
            while let Some(row) = rows.next()? {
                let place = CodingPlace {
                    source: row.get(2)?,
                    segment_number: row.get(3)?,
                    question: row.get(4)?,
                    case: row.get(5)?,
                    coder: row.get(6)?,
                    status: super::columns_of_cases::word(row, 7, CodingStatus::from_word)?,
                };
                places.push(((row.get(0)?, row.get(1)?), place));
            }
        }
        places.sort_by_key(|(at, _)| *at);
        places.dedup_by(|(_, later), (_, earlier)| later == earlier);
        Ok(places.into_iter().map(|(_, place)| place).take(limit).collect())
    }

    /// How many memos are on a code itself.
    pub fn memos_on_code(&self, code: &str) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM memos WHERE target_kind = 'code' AND target_key = ?1";
        let count: Option<i64> = self.connection.prepare_cached(sql)?.query_row([code], |row| row.get(0)).optional()?;
        Ok(count.unwrap_or_default().unsigned_abs())
    }
}
