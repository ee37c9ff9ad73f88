//! Codings looked up: on one segment, of some codes, by their coders.

use fixedbitset::FixedBitSet;
use rusqlite::Row;

use super::columns_of_cases::word;
use super::{Store, StoreError};
use crate::model::{CodingStatus, Span, TextId};

/// The name by which the codebook's rules go where coders are named.
pub const RULES: &str = "rules";

/// One coding as it is shown beside the words that it lies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingFound {
    /// `model::Code::id`
    pub code: String,
    /// Who coded; [`RULES`] for the codebook's rules.
    pub coder: String,
    pub status: CodingStatus,
    /// Where it stands in its text.
    pub span: Span,
}

impl Store {
    /// The codings that touch these words, in reading order; those that were rejected too.
    pub fn codings_on(&self, text: TextId, span: Span) -> Result<Vec<CodingFound>, StoreError> {
        let (start, end) = super::import::bytes(span);
        let mut statement = self.connection.prepare_cached(
            "SELECT codes.name, coders.name, status, span_start, span_end FROM codings
             JOIN codes ON codes.id = code_id JOIN coders ON coders.id = coder_id
             WHERE code_id IN (SELECT id FROM codes) AND text_id = ?1 AND span_end > ?2 AND span_start < ?3
             ORDER BY span_start, span_end, codes.name, coders.name",
        )?;
        let mut rows = statement.query((text.0, start, end))?;
        let mut codings = Vec::new();
        while let Some(row) = rows.next()? {
            codings.push(CodingFound {
                code: row.get(0)?,
                coder: coder_shown(row.get(1)?),
                status: word(row, 2, CodingStatus::from_word)?,
                span: span_of(row)?,
            });
        }
        Ok(codings)
    }

    /// Where codings with any of these codes stand that were not rejected, in order of text and place.
    pub fn spans_coded(&self, codes: &[String]) -> Result<Vec<(u32, Span)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT text_id, 0, 0, span_start, span_end FROM codings
             WHERE code_id = (SELECT id FROM codes WHERE name = ?1) AND status <> 'rejected'",
        )?;
        let mut spans = Vec::new();
        for code in codes {
            let rows = statement.query_map([code], |row| Ok((row.get(0)?, span_of(row)?)))?;
            for span in rows {
                spans.push(span?);
            }
        }
        spans.sort_unstable();
        Ok(spans)
    }

    /// The segments that codings of each coder lie on, those that were rejected left out; coders by name.
    pub fn segments_by_coder(&self) -> Result<Vec<(String, FixedBitSet)>, StoreError> {
        let mut coders: Vec<(i64, String, FixedBitSet)> = Vec::new();
        let mut statement = self.connection.prepare_cached("SELECT id, name FROM coders ORDER BY name")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            coders.push((row.get(0)?, coder_shown(row.get(1)?), FixedBitSet::new()));
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT coder_id, first_segment, last_segment FROM codings WHERE status <> 'rejected'")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (coder, first, last): (i64, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if let Some((_, _, segments)) = coders.iter_mut().find(|(id, _, _)| *id == coder)
                && first <= last
            {
                segments.grow(last as usize + 1);
                segments.insert_range(first as usize..last as usize + 1);
            }
        }
        Ok(coders.into_iter().map(|(_, name, segments)| (name, segments)).collect())
    }
}

fn coder_shown(name: String) -> String {
    if name.is_empty() { RULES.to_owned() } else { name }
}

fn span_of(row: &Row<'_>) -> rusqlite::Result<Span> {
    Ok(Span::stored(row.get(3)?, row.get(4)?))
}
