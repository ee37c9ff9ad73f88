//! References between rows, which SQLite looks up for every row that is written.
//!
//! Where a million rows come at once this is a good part of the work. It is left out where all that a row refers to was
//! written just before in the same transaction, and where nothing is deleted that others refer to: what goes with its
//! source goes by these references.

use rusqlite::Connection;

use super::StoreError;

/// While this is there, references are not looked up. Taken before the transaction begins, and dropped after it: within one,
/// SQLite does not change it.
#[derive(Debug)]
pub(super) struct Trusted<'c> {
    connection: &'c Connection,
}

impl<'c> Trusted<'c> {
    pub(super) fn on(connection: &'c Connection) -> Result<Self, StoreError> {
        let trusted = Self { connection };
        connection.pragma_update(None, "foreign_keys", false)?;
        Ok(trusted)
    }
}

impl Drop for Trusted<'_> {
    fn drop(&mut self) {
        let looked_up_again = self.connection.pragma_update(None, "foreign_keys", true);
        debug_assert!(looked_up_again.is_ok(), "switching this on needs nothing that could be lacking");
    }
}
