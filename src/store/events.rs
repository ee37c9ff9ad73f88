//! The audit trail.

use rusqlite::{Connection, params};

use super::{Store, StoreError};

/// Who did what, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// RFC 3339, UTC.
    pub at: String,
    pub who: String,
    /// `import`, `code`, `cases exclude` …
    pub action: String,
    /// JSON; holds no participant's words.
    pub detail: serde_json::Value,
}

impl Store {
    /// The latest events, newest first.
    pub fn events(&self, limit: u32) -> Result<Vec<Event>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT at, who, action, detail FROM events ORDER BY id DESC LIMIT ?1")?;
        let rows = statement.query_map([limit], |row| {
            let detail: String = row.get(3)?;
            Ok(Event {
                at: row.get(0)?,
                who: row.get(1)?,
                action: row.get(2)?,
                detail: detail.parse().unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes an action that changed nothing in the store itself, such as an export.
    pub fn record(&mut self, event: &Event) -> Result<(), StoreError> {
        record(&self.connection, event)
    }
}

pub(super) fn record(connection: &Connection, event: &Event) -> Result<(), StoreError> {
    record_inverse(connection, event, None)
}

/// Notes an action with what would take it back.
pub(super) fn record_inverse(
    connection: &Connection,
    event: &Event,
    inverse: Option<&serde_json::Value>,
) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare_cached("INSERT INTO events (at, who, action, detail, inverse) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let inverse = inverse.map(ToString::to_string);
    statement.execute(params![event.at, event.who, event.action, event.detail.to_string(), inverse])?;
    Ok(())
}
