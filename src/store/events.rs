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
        record(&self.connection, event)?;
        Ok(())
    }
}

/// Whether an event can be taken back, or done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// It changed nothing that history knows of, or happened before there was a history.
    Plain,
    /// It can be taken back.
    Done,
    /// It was taken back, and can be done again.
    Undone,
    /// It was taken back for good: whoever did that went on with something else.
    Dropped,
    /// It stands for good: someone withdrew after it.
    Final,
}

impl EventState {
    const ALL: [Self; 5] = [Self::Plain, Self::Done, Self::Undone, Self::Dropped, Self::Final];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Dropped => "dropped",
            Self::Final => "final",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Writes an event down; gives its number.
pub(super) fn record(connection: &Connection, event: &Event) -> Result<i64, StoreError> {
    let mut statement = connection
        .prepare_cached("INSERT INTO events (at, who, action, detail) VALUES (?1, ?2, ?3, ?4) RETURNING id")?;
    let values = params![event.at, event.who, event.action, event.detail.to_string()];
    Ok(statement.query_row(values, |row| row.get(0))?)
}
