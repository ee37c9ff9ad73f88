//! Drafts: what reports said when they were built.
//!
//! They hold what passed disclosure, never a text of the study. Those without a name are the last builds; a draft with a
//! name stays until somebody takes it away, or somebody withdraws.

use rusqlite::{OptionalExtension as _, Row, TransactionBehavior, params};

use super::events::record;
use super::{Event, Store, StoreError};

/// So many builds are remembered besides drafts with a name: the last one, and what it is compared with.
const REMEMBERED_BUILDS: u32 = 2;

/// One draft, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub number: i64,
    /// A build that nobody gave a name has none.
    pub name: Option<String>,
    /// In UTC, as `2026-11-26T14:03:00Z`.
    pub made_at: String,
    pub who: String,
}

impl Store {
    /// All drafts, the latest first.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT number, name, made_at, who FROM drafts ORDER BY number DESC")?;
        Ok(statement.query_map([], draft)?.collect::<Result<_, _>>()?)
    }

    /// What a draft says, as it was put in.
    pub fn draft_content(&self, number: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT content FROM drafts WHERE number = ?1")?;
        Ok(statement.query_row([number], |row| row.get(0)).optional()?)
    }

    /// Remembers what a build printed; of builds without a name only the last ones stay.
    pub fn remember_build(&mut self, made_at: &str, who: &str, content: &[u8]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction
            .prepare_cached("INSERT INTO drafts (name, made_at, who, content) VALUES (NULL, ?1, ?2, ?3)")?
            .execute(params![made_at, who, content])?;
        transaction.execute(
            "DELETE FROM drafts WHERE name IS NULL AND number NOT IN (
                SELECT number FROM drafts WHERE name IS NULL ORDER BY number DESC LIMIT ?1
            )",
            [REMEMBERED_BUILDS],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// Keeps what the last build printed under a name; `false` if no build is remembered. A draft that had this name goes.
    pub fn keep_draft(&mut self, name: &str, event: &Event) -> Result<bool, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM drafts WHERE name = ?1", [name])?;
        let kept = transaction.execute(
            "INSERT INTO drafts (name, made_at, who, content)
             SELECT ?1, made_at, ?2, content FROM drafts WHERE name IS NULL ORDER BY number DESC LIMIT 1",
            params![name, event.who],
        )?;
        if kept == 0 {
            return Ok(false);
        }
        record(&transaction, event)?;
        transaction.commit()?;
        Ok(true)
    }

    /// Takes a draft away.
    pub fn remove_draft(&mut self, number: i64, event: &Event) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM drafts WHERE number = ?1", [number])?;
        record(&transaction, event)?;
        transaction.commit()?;
        Ok(())
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft { number: row.get(0)?, name: row.get(1)?, made_at: row.get(2)?, who: row.get(3)? })
}
