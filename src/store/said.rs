//! What each coder says, and of which parts of the study they have said anything.

use std::collections::BTreeSet;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::coding_list::{StoredCoding, stored};
use super::codings::RULES;
use super::gathered::MadeFrom;
use super::{Store, StoreError};

/// A coding, and who decided about it last: by number, as coders are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SaidCoding {
    pub coding: StoredCoding,
    pub decided_by: Option<u32>,
}

/// A transcript, or the answers to one question of a survey: its source, and the question.
pub type Part = (u32, Option<u32>);

/// By the coder `?1`, or proposed by the rules, called `?2`, and decided on by the coder.
const IS_SAID: &str =
    "(c.coder_id = ?1 OR (c.decided_by = ?1 AND c.coder_id = (SELECT id FROM coders WHERE name = ?2)))";

/// With the code `?3`, if one is named.
const fn of_code(code: Option<u32>) -> &'static str {
    if code.is_some() { "c.code_id = ?3" } else { "?3 IS NULL" }
}

impl Store {
    /// The codings of a coder, and what rules proposed and they decided on, in reading order.
    pub fn codings_said(&self, coder: u32) -> Result<Vec<SaidCoding>, StoreError> {
        let mut said: Vec<SaidCoding> = Vec::new();
        self.for_each_code_said(|code| {
            let made_from = MadeFrom::code(code);
            let of_code = self.gathered(made_from, &format!("said by {coder}"), || self.said_with(coder, code))?;
            said.extend_from_slice(&of_code);
            Ok(())
        })?;
        said.sort_unstable();
        Ok(said)
    }

    fn said_with(&self, coder: u32, code: Option<u32>) -> Result<Vec<SaidCoding>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT text_id, span_start, span_end, code_id, coder_id, first_segment, last_segment, rule_index, status,
                    decided_by
             FROM codings c WHERE {} AND {IS_SAID}",
            of_code(code)
        ))?;
        let mut rows = statement.query((coder, RULES, code))?;
        let mut said = Vec::new();
        while let Some(row) = rows.next()? {
            said.push(SaidCoding { coding: stored(row)?, decided_by: row.get(9)? });
        }
        Ok(said)
    }

    /// The parts in which a coder has coded something, or decided on what rules propose.
    pub fn parts_of(&self, coder: u32) -> Result<BTreeSet<Part>, StoreError> {
        let mut parts = BTreeSet::new();
        self.for_each_code_said(|code| {
            let made_from = MadeFrom::code(code);
            let of_code = self.gathered(made_from, &format!("parts of {coder}"), || self.parts_with(coder, code))?;
            parts.extend(of_code.iter().copied());
            Ok(())
        })?;
        Ok(parts)
    }

    fn parts_with(&self, coder: u32, code: Option<u32>) -> Result<Vec<Part>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT t.source_id, t.question_id FROM codings c JOIN texts t ON t.id = c.text_id
             WHERE {} AND {IS_SAID}",
            of_code(code)
        ))?;
        let parts = statement.query_map((coder, RULES, code), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(parts.collect::<Result<_, _>>()?)
    }

    /// Goes through all codes where what is said with each is shared; else all of it is read in one sweep.
    fn for_each_code_said(
        &self,
        mut each: impl FnMut(Option<u32>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if !self.is_gathering() {
            return each(None);
        }
        self.numbered_codes()?.into_values().try_for_each(|code| each(Some(code)))
    }

    /// All parts of the study.
    pub fn all_parts(&self) -> Result<BTreeSet<Part>, StoreError> {
        let parts = self.gathered(MadeFrom::Texts, "all parts", || {
            let mut statement = self.connection.prepare_cached("SELECT DISTINCT source_id, question_id FROM texts")?;
            let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok::<_, StoreError>(parts.collect::<Result<_, _>>()?)
        })?;
        Ok(Arc::unwrap_or_clone(parts))
    }

    /// The segments of these parts that can be coded: none of interviewers, headings, or people who are left out.
    pub fn codable_segments_of(&self, parts: &BTreeSet<Part>) -> Result<FixedBitSet, StoreError> {
        let find = || self.find_codable_segments(parts);
        Ok(Arc::unwrap_or_clone(self.gathered(MadeFrom::Texts, &format!("codable segments of {parts:?}"), find)?))
    }

    fn find_codable_segments(&self, parts: &BTreeSet<Part>) -> Result<FixedBitSet, StoreError> {
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
