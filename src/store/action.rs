//! One researcher's action: all that it changes, in one transaction, with its line in the audit trail.

use std::ops::Deref;

use rusqlite::{Transaction, TransactionBehavior};

use super::events::{self, Event};
use super::meta::{Counter, raise};
use super::{Store, StoreError};

/// A transaction that ends with an event. Dropped unfinished, it has changed nothing.
pub(super) struct Action<'s> {
    transaction: Transaction<'s>,
    event: &'s Event,
}

impl Store {
    /// Begins an action; every other writer waits until it is over.
    pub(super) fn begin<'s>(&'s mut self, event: &'s Event) -> Result<Action<'s>, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Action { transaction, event })
    }
}

impl Action<'_> {
    /// Keeps what was done, and notes who did it.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        raise(&self.transaction, Counter::Change, 1)?;
        events::record(&self.transaction, self.event)?;
        Ok(self.transaction.commit()?)
    }
}

impl<'s> Deref for Action<'s> {
    type Target = Transaction<'s>;

    fn deref(&self) -> &Self::Target {
        &self.transaction
    }
}
