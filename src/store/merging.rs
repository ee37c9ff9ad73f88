//! One person under several names: made one case, and known by the other names from then on.

use std::collections::BTreeMap;

use rusqlite::{Transaction, params};

use super::attributes::set_attribute;
use super::cases::set_consent;
use super::events::Event;
use super::meta::{Counter, raise};
use super::subjects::follow_case;
use super::{Store, StoreError, framework};
use crate::model::{CaseId, Consent, SourceId};

/// Which cases become one.
#[derive(Debug, Clone)]
pub struct Merge<'a> {
    pub keep: CaseId,
    pub others: &'a [CaseId],
    /// What the one case has: all attributes of all of them.
    pub attributes: &'a [(String, String)],
    /// The least that any of them agreed to.
    pub consent: Consent,
    pub event: &'a Event,
}

/// What came over from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    pub answer_count: u64,
    pub speaker_count: u64,
    pub response_count: u64,
    /// Closed questions that had two answers.
    pub second_answers: u64,
}

impl Store {
    /// Makes several cases one. What an import brings under the others' names belongs to it from then on.
    pub fn merge_cases(&mut self, merge: &Merge<'_>) -> Result<Merged, StoreError> {
        let action = self.begin(merge.event)?;
        let mut merged = Merged::default();
        for other in merge.others {
            take_over(&action, merge.keep, *other, &mut merged)?;
        }
        for (name, value) in merge.attributes {
            set_attribute(&action, merge.keep, name, value)?;
        }
        set_consent(&action, merge.keep, merge.consent)?;
        if merged.answer_count > 0 {
            // The index knows whose answer a segment is.
            raise(&action, Counter::TextChange, 1)?;
            raise(&action, Counter::TextRemoved, 1)?;
        }
        action.finish()?;
        Ok(merged)
    }
}

fn take_over(
    transaction: &Transaction<'_>,
    keep: CaseId,
    other: CaseId,
    merged: &mut Merged,
) -> Result<(), StoreError> {
    let both = params![keep.0, other.0];
    let twice: i64 = transaction.query_row(
        "SELECT count(*) FROM responses JOIN questions ON questions.id = question_id
         WHERE case_id = ?2 AND code IN
             (SELECT code FROM responses JOIN questions ON questions.id = question_id WHERE case_id = ?1)",
        both,
        |row| row.get(0),
    )?;
    merged.second_answers += twice.unsigned_abs();
    transaction.execute("UPDATE past_texts SET case_id = ?1 WHERE case_id = ?2", both)?;
    merged.answer_count += transaction.execute("UPDATE texts SET case_id = ?1 WHERE case_id = ?2", both)? as u64;
    merged.speaker_count += transaction.execute("UPDATE speakers SET case_id = ?1 WHERE case_id = ?2", both)? as u64;
    merged.response_count +=
        transaction.execute("UPDATE OR IGNORE responses SET case_id = ?1 WHERE case_id = ?2", both)? as u64;
    follow_case(transaction, keep, other)?;
    framework::follow_case(transaction, keep, other)?;
    transaction.execute("UPDATE case_aliases SET case_id = ?1 WHERE case_id = ?2", both)?;
    transaction.execute("UPDATE identities SET case_id = ?1 WHERE case_id = ?2", both)?;
    transaction.execute(
        "INSERT INTO case_aliases (source_id, name, case_id, row_number)
         SELECT source_id, name, ?1, row_number FROM cases WHERE id = ?2",
        both,
    )?;
    transaction.execute("DELETE FROM cases WHERE id = ?1", [other.0])?;
    Ok(())
}

/// Other names of cases, by survey (or 0) and name.
pub(super) fn aliases(transaction: &Transaction<'_>) -> Result<BTreeMap<(u32, String), CaseId>, StoreError> {
    let mut statement = transaction.prepare_cached("SELECT source_id, name, case_id FROM case_aliases")?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), CaseId(row.get(2)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Removes the cases of a survey that is gone. One that is also known from elsewhere lives on under its name there.
pub(super) fn remove_cases(transaction: &Transaction<'_>, source: SourceId) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM case_aliases WHERE source_id = ?1", [source.0])?;
    let mut known = transaction.prepare_cached(
        "SELECT cases.id, case_aliases.source_id, case_aliases.name FROM cases JOIN case_aliases ON case_id = cases.id
         WHERE cases.source_id = ?1 ORDER BY 1, 2, 3",
    )?;
    let rows = known.query_map([source.0], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    let mut elsewhere: BTreeMap<i64, (i64, String)> = BTreeMap::new();
    for row in rows {
        let (case, name) = row?;
        elsewhere.entry(case).or_insert(name);
    }
    for (case, (source_id, name)) in elsewhere {
        transaction.execute(
            "UPDATE cases SET (source_id, name, row_number) =
                 (SELECT source_id, name, row_number FROM case_aliases WHERE source_id = ?2 AND name = ?3)
             WHERE id = ?1",
            params![case, source_id, name],
        )?;
        transaction.execute("DELETE FROM case_aliases WHERE source_id = ?1 AND name = ?2", params![source_id, name])?;
    }
    transaction.execute("DELETE FROM cases WHERE source_id = ?1", [source.0])?;
    Ok(())
}
