//! What each coder says, and of which parts of the study they have said anything.

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;

use super::coding_list::{StoredCoding, stored};
use super::codings::RULES;
use super::{Store, StoreError};

/// A coding, and who decided about it last: by number, as coders are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SaidCoding {
    pub coding: StoredCoding,
    pub decided_by: Option<u32>,
}

/// A transcript, or the answers to one question of a survey: its source, and the question.
pub type Part = (u32, Option<u32>);

impl Store {
    /// The codings of a coder, and what rules proposed and they decided on, in reading order.
    pub fn codings_said(&self, coder: u32) -> Result<Vec<SaidCoding>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT text_id, span_start, span_end, code_id, coder_id, first_segment, last_segment, rule_index, status,
                    decided_by
             FROM codings WHERE coder_id = ?1
                 OR (decided_by = ?1 AND coder_id = (SELECT id FROM coders WHERE name = ?2))",
        )?;
        let mut rows = statement.query((coder, RULES))?;
        let mut said = Vec::new();
        while let Some(row) = rows.next()? {
            said.push(SaidCoding { coding: stored(row)?, decided_by: row.get(9)? });
        }
        said.sort_unstable();
        Ok(said)
    }

    /// The parts in which a coder has coded something, or decided on what rules propose.
    pub fn parts_of(&self, coder: u32) -> Result<BTreeSet<Part>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT t.source_id, t.question_id FROM codings c JOIN texts t ON t.id = c.text_id
             WHERE c.coder_id = ?1
                 OR (c.decided_by = ?1 AND c.coder_id = (SELECT id FROM coders WHERE name = ?2))",
        )?;
        let parts = statement.query_map((coder, RULES), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(parts.collect::<Result<_, _>>()?)
    }

    /// All parts of the study.
    pub fn all_parts(&self) -> Result<BTreeSet<Part>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT source_id, question_id FROM texts")?;
        let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(parts.collect::<Result<_, _>>()?)
    }

    /// The segments of these parts that can be coded: none of interviewers, headings, or people who are left out.
    pub fn codable_segments_of(&self, parts: &BTreeSet<Part>) -> Result<FixedBitSet, StoreError> {
        let mut segments = FixedBitSet::new();
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, segment_count FROM texts WHERE source_id = ?1 AND question_id IS ?2")?;
        for part in parts {
            let mut rows = statement.query(*part)?;
            while let Some(row) = rows.next()? {
                let (first, count): (u32, u32) = (row.get(0)?, row.get(1)?);
                let range = first as usize..first as usize + count.max(1) as usize;
                segments.grow(range.end);
                segments.insert_range(range);
            }
        }
        segments.difference_with(&self.segments_never_coded()?);
        segments.difference_with(&self.segments_left_out()?);
        Ok(segments)
    }
}
