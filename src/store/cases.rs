//! Cases: listing, attributes, consent, leaving out and taking in again.

use std::collections::BTreeMap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::attributes::set_attribute;
use super::events::Event;
use super::gathered::MadeFrom;
use super::meta::{Counter, raise};
use super::{Store, StoreError};
use crate::model::{Case, CaseId, CaseKind, CaseStatus, Consent, SourceId};

/// Which cases to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseFilter {
    pub status: Option<CaseStatus>,
    pub kind: Option<CaseKind>,
}

/// What an interviewed person is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    pub case: CaseId,
    pub name: String,
    /// What outputs print; empty until something is printed.
    pub label: String,
    pub is_kept: bool,
}

/// What a person says of a case; later imports respect it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseChange {
    pub case: CaseId,
    /// An empty value takes one away.
    pub attributes: Vec<(String, String)>,
    pub consent: Option<Consent>,
}

/// Who agreed to nothing is left out as if a rule had done it.
const STATUS: &str = "CASE WHEN status = 'kept' AND consent = 'none' THEN 'excluded' ELSE status END";
const REASON: &str = "CASE WHEN status = 'kept' AND consent = 'none' THEN 'no consent' ELSE reason END";

/// By kind and order of coming in.
const ORDER: &str = "kind, source_id, row_number, id";

impl Store {
    /// Cases by kind and order of coming in.
    pub fn cases(&self, filter: &CaseFilter) -> Result<Vec<Case>, StoreError> {
        let mut attributes = self.attributes_by_case(filter.kind)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, name, kind, label, {STATUS}, {REASON}, consent FROM cases WHERE ?1 IS NULL OR kind = ?1 ORDER BY {ORDER}",
        ))?;
        let mut rows = statement.query([filter.kind.map(CaseKind::word)])?;
        let mut cases = Vec::new();
        while let Some(row) = rows.next()? {
            let mut case = case(row)?;
            case.attributes = attributes.remove(&case.id).unwrap_or_default();
            if filter.status.is_none_or(|status| status == case.status) {
                cases.push(case);
            }
        }
        Ok(cases)
    }

    /// Those who were interviewed, in order of coming in, as far as what they are called goes.
    pub fn participants(&self) -> Result<Vec<Participant>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, name, label, {STATUS} = 'kept' FROM cases WHERE kind = 'participant' ORDER BY {ORDER}",
        ))?;
        let participant = |row: &Row<'_>| {
            Ok(Participant { case: CaseId(row.get(0)?), name: row.get(1)?, label: row.get(2)?, is_kept: row.get(3)? })
        };
        Ok(statement.query_map([], participant)?.collect::<Result<_, _>>()?)
    }

    /// The numbers of cases, by kind and order of coming in.
    pub fn case_order(&self, filter: &CaseFilter) -> Result<Arc<Vec<CaseId>>, StoreError> {
        self.gathered(MadeFrom::Texts, &format!("case order {filter:?}"), || {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT id FROM cases WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR {STATUS} = ?2) ORDER BY {ORDER}",
            ))?;
            let values = (filter.kind.map(CaseKind::word), filter.status.map(CaseStatus::word));
            let rows = statement.query_map(values, |row| Ok(CaseId(row.get(0)?)))?;
            Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The case of this number.
    pub fn case(&self, id: CaseId) -> Result<Option<Case>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, name, kind, label, {STATUS}, {REASON}, consent FROM cases WHERE id = ?1"
        ))?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut case = case(row)?;
        // Attributes first: their key begins with the attribute.
        let mut attributes = self.connection.prepare_cached(
            "SELECT attributes.name, value FROM attributes CROSS JOIN case_attributes ON attribute_id = attributes.id
             WHERE case_id = ?1 AND value <> '' ORDER BY attributes.name",
        )?;
        let values = attributes.query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        case.attributes = values.collect::<Result<_, _>>()?;
        Ok(Some(case))
    }

    /// Those whose name or label has these letters in it; letter case does not matter.
    pub fn cases_with_letters(&self, letters: &str) -> Result<FixedBitSet, StoreError> {
        let letters = letters.to_lowercase();
        let mut statement = self.connection.prepare_cached("SELECT id, name, label FROM cases")?;
        let mut rows = statement.query([])?;
        let mut found = FixedBitSet::new();
        while let Some(row) = rows.next()? {
            for column in [1, 2] {
                let name = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
                if name.to_lowercase().contains(&letters) {
                    found.grow_and_insert(row.get::<_, u32>(0)? as usize);
                }
            }
        }
        Ok(found)
    }

    /// How many cases have this very name.
    pub fn count_of_name(&self, name: &str) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT count(*) FROM cases WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// What a case is called; nothing if there is no such case.
    pub fn name_of_case(&self, case: CaseId) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM cases WHERE id = ?1")?;
        Ok(statement.query_row([case.0], |row| row.get(0)).optional()?)
    }

    /// The cases that speak in a transcript or answered a survey.
    pub fn cases_of_source(&self, source: SourceId) -> Result<FixedBitSet, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM cases WHERE source_id = ?1
             UNION ALL SELECT case_id FROM case_aliases WHERE source_id = ?1
             UNION ALL SELECT case_id FROM speakers WHERE source_id = ?1 AND case_id IS NOT NULL",
        )?;
        let mut rows = statement.query([source.0])?;
        let mut found = FixedBitSet::new();
        while let Some(row) = rows.next()? {
            found.grow_and_insert(row.get::<_, u32>(0)? as usize);
        }
        Ok(found)
    }

    /// Cases with this name, or merged from one with it, of all sources; each with its survey's path.
    pub fn cases_named(&self, name: &str) -> Result<Vec<(CaseId, Option<String>)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT named.id, path FROM
                 (SELECT id, source_id FROM cases WHERE name = ?1
                  UNION SELECT case_id, source_id FROM case_aliases WHERE name = ?1) named
             LEFT JOIN sources ON sources.id = source_id ORDER BY named.id, source_id",
        )?;
        let rows = statement.query_map([name], |row| Ok((CaseId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets attributes and consent of cases, all of it or nothing.
    pub fn change_cases(&mut self, changes: &[CaseChange], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for CaseChange { case, attributes, consent } in changes {
            for (name, value) in attributes {
                set_attribute(&action, *case, name, value)?;
            }
            if let Some(consent) = consent {
                set_consent(&action, *case, *consent)?;
            }
        }
        action.finish()
    }

    /// Keeps or leaves out cases by a person's decision, which later imports respect.
    pub fn set_case_status(
        &mut self,
        cases: &[CaseId],
        status: CaseStatus,
        reason: &str,
        event: &Event,
    ) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for case in cases {
            action
                .prepare_cached("UPDATE cases SET status = ?2, reason = ?3, by_hand = 1 WHERE id = ?1")?
                .execute(params![case.0, status.word(), reason])?;
        }
        action.finish()
    }

    /// Gives cases the labels that outputs print. A label once given stays.
    pub fn set_labels(&mut self, labels: &[(CaseId, String)]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (case, label) in labels {
            transaction
                .prepare_cached("UPDATE cases SET label = ?2 WHERE id = ?1 AND label = ''")?
                .execute(params![case.0, label])?;
        }
        raise(&transaction, Counter::Change, 1)?;
        transaction.commit()?;
        Ok(())
    }

    /// How many cases are left out, by reason: first those of the surveys' rules, in their order.
    pub fn left_out(&self) -> Result<Vec<(String, u64)>, StoreError> {
        Ok(Arc::unwrap_or_clone(self.gathered(MadeFrom::Texts, "left out", || self.count_left_out())?))
    }

    fn count_left_out(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {REASON} why, count(*) FROM cases WHERE status = 'excluded' OR consent = 'none' GROUP BY why
             ORDER BY coalesce((SELECT min(position) FROM exclusions WHERE exclusions.reason = why), 1000), why",
        ))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a case agreed to.
    pub fn consent(&self, case: CaseId) -> Result<Consent, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT consent FROM cases WHERE id = ?1")?;
        let word: String = statement.query_row([case.0], |row| row.get(0))?;
        Consent::from_word(&word).ok_or(StoreError::Content(word))
    }

    /// How many cases there are of each kind and status.
    pub fn case_counts(&self) -> Result<Vec<(CaseKind, CaseStatus, u64)>, StoreError> {
        Ok(Arc::unwrap_or_clone(self.gathered(MadeFrom::Texts, "case counts", || self.count_cases())?))
    }

    fn count_cases(&self) -> Result<Vec<(CaseKind, CaseStatus, u64)>, StoreError> {
        let sql = format!("SELECT kind, {STATUS}, count(*) FROM cases GROUP BY 1, 2 ORDER BY 1, 2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, status): (String, String) = (row.get(0)?, row.get(1)?);
            counts.push((
                CaseKind::from_word(&kind).ok_or(StoreError::Content(kind))?,
                CaseStatus::from_word(&status).ok_or(StoreError::Content(status))?,
                row.get::<_, i64>(2)?.unsigned_abs(),
            ));
        }
        Ok(counts)
    }

    fn attributes_by_case(
        &self,
        kind: Option<CaseKind>,
    ) -> Result<BTreeMap<CaseId, Vec<(String, String)>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT case_id, attributes.name, value FROM case_attributes
             JOIN attributes ON attributes.id = attribute_id
             WHERE value <> '' AND (?1 IS NULL OR case_id IN (SELECT id FROM cases WHERE kind = ?1))
             ORDER BY case_id, attributes.name",
        )?;
        let mut rows = statement.query([kind.map(CaseKind::word)])?;
        let mut all: BTreeMap<CaseId, Vec<(String, String)>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            all.entry(CaseId(row.get(0)?)).or_default().push((row.get(1)?, row.get(2)?));
        }
        Ok(all)
    }
}

/// A case without its attributes.
fn case(row: &Row<'_>) -> Result<Case, StoreError> {
    let (kind, status, consent): (String, String, String) = (row.get(2)?, row.get(4)?, row.get(6)?);
    Ok(Case {
        id: CaseId(row.get(0)?),
        name: row.get(1)?,
        kind: CaseKind::from_word(&kind).ok_or(StoreError::Content(kind))?,
        label: row.get(3)?,
        status: CaseStatus::from_word(&status).ok_or(StoreError::Content(status))?,
        reason: row.get(5)?,
        consent: Consent::from_word(&consent).ok_or(StoreError::Content(consent))?,
        attributes: Vec::new(),
    })
}

pub(super) fn set_consent(transaction: &Transaction<'_>, case: CaseId, consent: Consent) -> Result<(), StoreError> {
    transaction
        .prepare_cached("UPDATE cases SET consent = ?2, consent_by_hand = 1 WHERE id = ?1")?
        .execute(params![case.0, consent.word()])?;
    Ok(())
}
