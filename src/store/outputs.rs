//! What the last build wrote.

use rusqlite::{TransactionBehavior, params};

use super::{Store, StoreError};

/// One file that a build wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// From the output folder, with `/` between folders.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Store {
    /// What the last build wrote, by path.
    pub fn outputs(&self) -> Result<Vec<Output>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT path, sha256 FROM outputs ORDER BY path")?;
        let rows = statement.query_map([], |row| Ok(Output { path: row.get(0)?, sha256: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes what a build wrote, in place of what was noted before.
    pub fn set_outputs(&mut self, outputs: &[Output]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("DELETE FROM outputs", [])?;
        for output in outputs {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO outputs (path, sha256) VALUES (?1, ?2)")?
                .execute(params![output.path, output.sha256])?;
        }
        transaction.commit()?;
        Ok(())
    }
}
