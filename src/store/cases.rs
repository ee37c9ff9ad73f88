//! Cases: listing, attributes, leaving out and taking in again.

use std::collections::BTreeMap;

use rusqlite::{TransactionBehavior, params};

use super::events::{self, Event};
use super::import::{Setter, set_attribute};
use super::meta::{Counter, raise};
use super::{Store, StoreError};
use crate::model::{Case, CaseId, CaseKind, CaseStatus, Consent};

/// Which cases to list.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    pub status: Option<CaseStatus>,
    pub kind: Option<CaseKind>,
    /// Attribute and the value it must have, compared without regard to letter case.
    pub attributes: Vec<(String, String)>,
}

impl Store {
    /// Cases by kind and order of coming in.
    pub fn cases(&self, filter: &CaseFilter) -> Result<Vec<Case>, StoreError> {
        let mut attributes = self.attributes_by_case(filter.kind)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, kind, label, status, reason, consent FROM cases WHERE ?1 IS NULL OR kind = ?1
             ORDER BY kind, source_id, row_number, id",
        )?;
        let mut rows = statement.query([filter.kind.map(CaseKind::word)])?;
        let mut cases = Vec::new();
        while let Some(row) = rows.next()? {
            let id = CaseId(row.get(0)?);
            let (kind, status, consent): (String, String, String) = (row.get(2)?, row.get(4)?, row.get(6)?);
            let case = Case {
                id,
                name: row.get(1)?,
                kind: CaseKind::from_word(&kind).ok_or(StoreError::Content(kind))?,
                label: row.get(3)?,
                status: CaseStatus::from_word(&status).ok_or(StoreError::Content(status))?,
                reason: row.get(5)?,
                consent: Consent::from_word(&consent).ok_or(StoreError::Content(consent))?,
                attributes: attributes.remove(&id).unwrap_or_default(),
            };
            if filter.passes(&case) {
                cases.push(case);
            }
        }
        Ok(cases)
    }

    /// Cases with this name, of all sources.
    pub fn cases_named(&self, name: &str) -> Result<Vec<CaseId>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM cases WHERE name = ?1 ORDER BY id")?;
        let rows = statement.query_map([name], |row| Ok(CaseId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets attributes of a case by a person's decision, which later imports respect; an empty value takes one away.
    pub fn set_attributes(
        &mut self,
        case: CaseId,
        values: &[(String, String)],
        event: &Event,
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (name, value) in values {
            set_attribute(&transaction, case, name, value, Setter::Person)?;
        }
        raise(&transaction, Counter::Change, 1)?;
        events::record(&transaction, event)?;
        transaction.commit()?;
        Ok(())
    }

    /// Keeps or leaves out a case by a person's decision, which later imports respect.
    pub fn set_case_status(
        &mut self,
        case: CaseId,
        status: CaseStatus,
        reason: &str,
        event: &Event,
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "UPDATE cases SET status = ?2, reason = ?3, by_hand = 1 WHERE id = ?1",
            params![case.0, status.word(), reason],
        )?;
        raise(&transaction, Counter::Change, 1)?;
        events::record(&transaction, event)?;
        transaction.commit()?;
        Ok(())
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
        let mut statement = self.connection.prepare_cached(
            "SELECT reason, count(*) FROM cases WHERE status = 'excluded' GROUP BY reason
             ORDER BY coalesce((SELECT min(position) FROM exclusions WHERE exclusions.reason = cases.reason), 1000), reason",
        )?;
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
        let mut statement = self
            .connection
            .prepare_cached("SELECT kind, status, count(*) FROM cases GROUP BY kind, status ORDER BY 1, 2")?;
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

impl CaseFilter {
    fn passes(&self, case: &Case) -> bool {
        self.status.is_none_or(|status| status == case.status)
            && self.kind.is_none_or(|kind| kind == case.kind)
            && self.attributes.iter().all(|(name, value)| {
                case.attributes.iter().any(|(has, is)| has == name && is.to_lowercase() == value.to_lowercase())
            })
    }
}
