//! One transcript as somebody reads it: its codings, quickly, and who speaks.

use std::collections::BTreeMap;

use super::coding_list::{coder_called, status};
use super::{Store, StoreError};
use crate::model::{Coder, CodingStatus, SourceId, Span, TextId};

/// A coding of one text, without the words it stands on: whoever reads the text has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCoding {
    pub span: Span,
    /// `model::Code::id`
    pub code: String,
    pub coder: Coder,
    pub status: CodingStatus,
    /// Index into the code's rules, for codings that rules made.
    pub rule_index: Option<u16>,
    /// Counted from nought in the text.
    pub first_segment: u32,
    pub last_segment: u32,
    /// Who decided about it, if that is not its coder.
    pub decided_by: Option<String>,
}

impl Store {
    /// All codings of a text, in reading order.
    pub fn codings_of_text(&self, text: TextId) -> Result<Vec<TextCoding>, StoreError> {
        // By code first: codings are kept so.
        let mut statement = self.connection.prepare_cached(
            "SELECT k.span_start, k.span_end, c.name, p.name, k.status, k.rule_index, k.first_segment, k.last_segment,
                    d.name
             FROM codes c CROSS JOIN codings k ON k.code_id = c.id AND k.text_id = ?1
             JOIN coders p ON p.id = k.coder_id LEFT JOIN coders d ON d.id = k.decided_by",
        )?;
        let mut rows = statement.query([text.0])?;
        let mut codings = Vec::new();
        while let Some(row) = rows.next()? {
            codings.push(TextCoding {
                span: Span::stored(row.get(0)?, row.get(1)?),
                code: row.get(2)?,
                coder: coder_called(row.get(3)?),
                status: status(row, 4)?,
                rule_index: row.get(5)?,
                first_segment: row.get::<_, u32>(6)?.saturating_sub(text.0),
                last_segment: row.get::<_, u32>(7)?.saturating_sub(text.0),
                decided_by: row.get(8)?,
            });
        }
        codings.sort_by(|one, other| (one.span, &one.code, &one.coder).cmp(&(other.span, &other.code, &other.coder)));
        Ok(codings)
    }

    /// How many codings a text has of each status, in the order of `CodingStatus::ALL`.
    pub fn coding_counts_of_text(&self, text: TextId) -> Result<[u64; 3], StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT k.status, count(*) FROM codes c CROSS JOIN codings k ON k.code_id = c.id AND k.text_id = ?1
             GROUP BY k.status",
        )?;
        let mut rows = statement.query([text.0])?;
        let mut counts = [0; 3];
        while let Some(row) = rows.next()? {
            counts[status(row, 0)? as usize] = row.get::<_, i64>(1)?.unsigned_abs();
        }
        Ok(counts)
    }

    /// What outputs call each speaker of a transcript, where that is known.
    pub fn labels_of_speakers(&self, source: SourceId) -> Result<BTreeMap<String, String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.name, CASE c.label WHEN '' THEN c.name ELSE c.label END
             FROM speakers p JOIN cases c ON c.id = p.case_id WHERE p.source_id = ?1",
        )?;
        Ok(statement.query_map([source.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}
