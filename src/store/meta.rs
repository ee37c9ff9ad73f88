//! Single facts about the store: its identity, and counters by which others see that something changed.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, StoreError};

/// Counters of the `meta` table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counter {
    Change,
    TextChange,
    TextRemoved,
    NextSegment,
    /// Goes up whenever the detector has read texts.
    Detected,
}

impl Counter {
    const fn key(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::TextChange => "text_change",
            Self::TextRemoved => "text_removed",
            Self::NextSegment => "next_segment",
            Self::Detected => "detected",
        }
    }
}

impl Store {
    /// A random name given to the store when it was made.
    pub fn study_id(&self) -> Result<String, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM meta WHERE key = 'study_id'")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// A number that goes up with every action that changes anything.
    pub fn change_number(&self) -> Result<i64, StoreError> {
        counter(&self.connection, Counter::Change)
    }

    /// A number that goes up with every action that adds or removes texts.
    pub fn text_change_number(&self) -> Result<i64, StoreError> {
        counter(&self.connection, Counter::TextChange)
    }

    /// A fact that some station wants to find again, such as what the last coding pass was made from.
    pub fn fact(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM meta WHERE key = 'fact:' || ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    pub fn set_fact(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        set_fact(&self.connection, key, value)
    }

    pub fn forget_fact(&mut self, key: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM meta WHERE key = 'fact:' || ?1", [key])?;
        Ok(())
    }
}

pub(super) fn set_fact(connection: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES ('fact:' || ?1, ?2)")?
        .execute(params![key, value])?;
    Ok(())
}

pub(super) fn counter(connection: &Connection, counter: Counter) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(statement.query_row([counter.key()], |row| row.get(0))?)
}

pub(super) fn raise(connection: &Connection, counter: Counter, by: i64) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached("UPDATE meta SET value = value + ?2 WHERE key = ?1")?;
    statement.execute(params![counter.key(), by])?;
    Ok(())
}
