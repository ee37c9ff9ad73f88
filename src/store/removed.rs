//! Segments that have gone, so that an index takes out just these.

use rusqlite::{Transaction, params};

use super::meta::{Counter, counter, raise};
use super::{Store, StoreError};
use crate::model::SourceId;

/// First segment and number of segments.
pub(super) type Run = (u32, u32);

impl Store {
    /// The segments that went with the removals after number `since`; nothing if that is not known of all of them.
    pub fn removed_since(&self, since: i64) -> Result<Option<Vec<Run>>, StoreError> {
        let latest = counter(&self.connection, Counter::TextRemoved)?;
        let known: i64 = self.connection.query_row(
            "SELECT count(DISTINCT removal) FROM removed_segments WHERE removal > ?1 AND removal <= ?2",
            params![since, latest],
            |row| row.get(0),
        )?;
        if since > latest || known != latest - since {
            return Ok(None);
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT first_segment, segment_count FROM removed_segments WHERE removal > ?1")?;
        let runs = statement.query_map([since], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Some(runs.collect::<Result<_, _>>()?))
    }
}

/// Notes that texts with these segments have gone; does nothing if there are none.
pub(super) fn note_removed(transaction: &Transaction<'_>, removed: &[Run]) -> Result<(), StoreError> {
    if removed.is_empty() {
        return Ok(());
    }
    raise(transaction, Counter::TextRemoved, 1)?;
    let removal = counter(transaction, Counter::TextRemoved)?;
    let mut statement = transaction.prepare_cached("INSERT INTO removed_segments VALUES (?1, ?2, ?3)")?;
    for (first, count) in joined(removed) {
        statement.execute(params![removal, first, count])?;
    }
    Ok(())
}

/// The segments of all texts of a source.
pub(super) fn runs_of_texts(transaction: &Transaction<'_>, source: SourceId) -> Result<Vec<Run>, StoreError> {
    let mut statement = transaction.prepare_cached("SELECT id, segment_count FROM texts WHERE source_id = ?1")?;
    let runs = statement.query_map([source.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let runs: Vec<Run> = runs.collect::<Result<_, _>>()?;
    Ok(joined(&runs))
}

/// Runs that overlap or follow on each other as one; an empty text has one number all the same.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut sorted: Vec<Run> = runs.iter().map(|(first, count)| (*first, (*count).max(1))).collect();
    sorted.sort_unstable();
    let mut joined: Vec<Run> = Vec::new();
    for (first, count) in sorted {
        match joined.last_mut() {
            Some(last) if last.0 + last.1 >= first => last.1 = last.1.max(first + count - last.0),
            _ => joined.push((first, count)),
        }
    }
    joined
}
