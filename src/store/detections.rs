//! Where the detector found what may tell who someone is: places only, which may be found again at any time.

use rusqlite::{Connection, TransactionBehavior, params};

use super::gathered::MadeFrom;
use super::import::bytes;
use super::meta::{Counter, counter, raise};
use super::{Store, StoreError};
use crate::model::{IdentityKind, Span, TextId};

/// A place that the detector found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDetection {
    pub span: Span,
    pub kind: IdentityKind,
    /// From 0 to 1.
    pub probability: f64,
    /// Words, parted by spaces, the strongest first.
    pub reasons: String,
}

/// Texts that count: answers of those who are left out do not.
const KEPT: &str = "FROM texts LEFT JOIN cases ON cases.id = texts.case_id
    LEFT JOIN detected_texts ON detected_texts.text_id = texts.id
    WHERE coalesce(cases.status, 'kept') = 'kept'";

/// The same of a text that is joined with its case alone.
const IS_KEPT: &str = "coalesce(cases.status, 'kept') = 'kept'";

/// Is given a text, its words, and what was found in it.
type EachDetected<'e, E> = dyn FnMut(TextId, &str, &[StoredDetection]) -> Result<(), E> + 'e;

impl Store {
    /// At most `limit` kept texts with ids above `after` that this version of the detector has not read, by id.
    pub fn undetected(
        &self,
        detector: &str,
        after: Option<TextId>,
        limit: usize,
    ) -> Result<Vec<(TextId, String)>, StoreError> {
        let sql = format!(
            "SELECT texts.id, content {KEPT} AND detector IS NOT ?1 AND texts.id > ?2 ORDER BY texts.id LIMIT ?3"
        );
        let after = after.map_or(-1, |text| i64::from(text.0));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = params![detector, after, i64::try_from(limit).unwrap_or(i64::MAX)];
        let rows = statement.query_map(values, |row| Ok((TextId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many kept texts this version of the detector has not read.
    pub fn undetected_count(&self, detector: &str) -> Result<u64, StoreError> {
        let name = format!("undetected {detector} {}", counter(&self.connection, Counter::Detected)?);
        Ok(*self.gathered(MadeFrom::Texts, &name, || {
            let sql = format!("SELECT count(*) {KEPT} AND detector IS NOT ?1");
            let count: i64 = self.connection.prepare_cached(&sql)?.query_row([detector], |row| row.get(0))?;
            Ok::<_, StoreError>(count.unsigned_abs())
        })?)
    }

    /// Notes what was found in texts, in the place of what was found there before. A text that has gone meanwhile is left
    /// out.
    pub fn note_detections(
        &mut self,
        detector: &str,
        texts: &[(TextId, Vec<StoredDetection>)],
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (text, detections) in texts {
            if !transaction.prepare_cached("SELECT 1 FROM texts WHERE id = ?1")?.exists([text.0])? {
                continue;
            }
            forget_detections(&transaction, *text)?;
            let mut insert =
                transaction.prepare_cached("INSERT OR IGNORE INTO detections VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for StoredDetection { span, kind, probability, reasons } in detections {
                let (start, end) = bytes(*span);
                insert.execute(params![text.0, start, end, kind.word(), probability, reasons])?;
            }
            let sql = "INSERT INTO detected_texts (text_id, detector) VALUES (?1, ?2)";
            transaction.prepare_cached(sql)?.execute(params![text.0, detector])?;
        }
        raise(&transaction, Counter::Detected, 1)?;
        transaction.commit()?;
        Ok(())
    }

    /// Goes through the kept texts in which something was found, by id, each with its words and what was found there.
    pub fn for_each_detected<E: From<StoreError>>(&self, each: &mut EachDetected<'_, E>) -> Result<(), E> {
        let sql = format!(
            "SELECT texts.id, content FROM (SELECT DISTINCT text_id FROM detections) found
             CROSS JOIN texts ON texts.id = found.text_id LEFT JOIN cases ON cases.id = texts.case_id
             WHERE {IS_KEPT} ORDER BY found.text_id"
        );
        let failed = |error: rusqlite::Error| E::from(StoreError::from(error));
        let mut texts = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = texts.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let text = TextId(row.get(0).map_err(failed)?);
            let content = row.get_ref(1).map_err(failed)?.as_str().unwrap_or_default();
            each(text, content, &self.detections_of(text)?)?;
        }
        Ok(())
    }

    /// What was found in one text, in reading order.
    pub fn detections_of(&self, text: TextId) -> Result<Vec<StoredDetection>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT span_start, span_end, kind, probability, reasons FROM detections WHERE text_id = ?1
             ORDER BY span_start, span_end",
        )?;
        let mut rows = statement.query([text.0])?;
        let mut detections = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(2)?;
            detections.push(StoredDetection {
                span: Span::stored(row.get(0)?, row.get(1)?),
                kind: IdentityKind::from_word(&kind).ok_or(StoreError::Content(kind))?,
                probability: row.get(3)?,
                reasons: row.get(4)?,
            });
        }
        Ok(detections)
    }
}

/// The text's words have changed.
pub(super) fn forget_detections(connection: &Connection, text: TextId) -> Result<(), StoreError> {
    for table in ["detections", "detected_texts"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE text_id = ?1"))?.execute([text.0])?;
    }
    Ok(())
}
