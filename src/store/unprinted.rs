//! Words that no output may print: of cases that are not kept, and of those whose consent does not cover being quoted.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;

use super::{Store, StoreError};
use crate::model::CaseId;

/// Why a case's words may not be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unprinted {
    /// The case is not kept in the sample, or agreed to nothing.
    Excluded,
    /// The case is counted and not quoted.
    NotQuoted,
}

/// Cases are asked for this many at a time.
const AT_ONCE: usize = 500;

impl Store {
    /// Every case whose words may not be printed, and why.
    pub fn unprinted_cases(&self) -> Result<BTreeMap<CaseId, Unprinted>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, status <> 'kept' OR consent = 'none' FROM cases WHERE id IN
             (SELECT id FROM cases WHERE status <> 'kept' UNION SELECT id FROM cases
              WHERE consent <> 'quote' AND consent <> 'quote-alone')",
        )?;
        let rows = statement.query_map([], |row| {
            let why = if row.get(1)? { Unprinted::Excluded } else { Unprinted::NotQuoted };
            Ok((CaseId(row.get(0)?), why))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Gives what these cases said and wrote: each answer, and each turn of theirs in a transcript.
    pub fn for_each_words_of(
        &self,
        cases: &mut dyn Iterator<Item = CaseId>,
        each: &mut dyn FnMut(CaseId, &str),
    ) -> Result<(), StoreError> {
        let cases: Vec<u32> = cases.map(|case| case.0).collect();
        for some in cases.chunks(AT_ONCE) {
            let marks = vec!["?"; some.len()].join(",");
            let answers = format!("SELECT case_id, content FROM texts WHERE case_id IN ({marks})");
            let turns = format!(
                "SELECT speakers.case_id,
                     CAST(substr(CAST(content AS BLOB), span_start + 1, span_end - span_start) AS TEXT)
                 FROM speakers JOIN texts ON texts.source_id = speakers.source_id
                 JOIN segments ON segments.text_id = texts.id AND segments.speaker_id = speakers.id
                 WHERE speakers.case_id IN ({marks}) AND NOT coalesce(interviewer, 0)"
            );
            for sql in [answers, turns] {
                let mut statement = self.connection.prepare(&sql)?;
                let mut rows = statement.query(params_from_iter(some))?;
                while let Some(row) = rows.next()? {
                    each(CaseId(row.get(0)?), row.get_ref(1)?.as_str().unwrap_or_default());
                }
            }
        }
        Ok(())
    }

    /// Digests of runs of words of those who withdrew.
    pub fn withdrawn_runs(&self) -> Result<Vec<u64>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT digest FROM withdrawn_runs ORDER BY digest")?;
        let rows = statement.query_map([], |row| row.get::<_, i64>(0))?;
        Ok(rows.map(|digest| Ok(digest?.cast_unsigned())).collect::<Result<_, rusqlite::Error>>()?)
    }

    /// What people are asked and can choose, and what is known of cases by name: words of researchers, not of participants.
    pub fn asked_words(&self) -> Result<Vec<String>, StoreError> {
        let mut words = Vec::new();
        for sql in [
            "SELECT wording || ' ' || options FROM questions",
            "SELECT name FROM attributes",
            "SELECT DISTINCT value FROM case_attributes",
        ] {
            let mut statement = self.connection.prepare_cached(sql)?;
            words.extend(statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(words)
    }

    /// Every label that outputs print, once.
    pub fn case_labels(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT label FROM cases ORDER BY label")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
