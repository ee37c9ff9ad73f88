//! A consistent copy while in use, and a look at the store's own health.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::{Store, StoreError};

/// Pages copied at a time; others may write in between.
const PAGES_PER_STEP: i32 = 4096;

impl Store {
    /// Copies the store to a new file, consistent even while others write.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        let open = |source| StoreError::Open { path: to.to_owned(), source };
        let mut copy = Connection::open(to).map_err(open)?;
        Backup::new(&self.connection, &mut copy)?.run_to_completion(PAGES_PER_STEP, Duration::from_millis(1), None)?;
        copy.pragma_update(None, "journal_mode", "DELETE").map_err(open)?;
        Ok(())
    }

    /// What SQLite's own checks find wrong: nothing, if all is well.
    pub fn integrity_problems(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let lines: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut problems: Vec<String> = lines.into_iter().filter(|line| line != "ok").collect();
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let orphans: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        problems.extend(orphans.into_iter().map(|table| format!("a row of {table} refers to something that is gone")));
        Ok(problems)
    }
}
