//! One researcher's action: all that it changes, in one transaction, with its line in the audit trail, so that it can be
//! taken back.

use std::ops::Deref;

use rusqlite::{Transaction, TransactionBehavior, params};

use super::changed_files::{FileChange, change_file};
use super::events::{self, Event, EventState};
use super::meta::{Counter, raise};
use super::recording::{self, Recorded};
use super::references::Trusted;
use super::{Store, StoreError, withdrawing};

/// A transaction that ends with an event. Dropped unfinished, it has changed nothing.
pub(super) struct Action<'s> {
    recording: Recording<'s>,
    event: &'s Event,
}

/// A transaction whose changes are recorded, and that ends with an event which is not known yet.
#[derive(Debug)]
pub(super) struct Recording<'s> {
    transaction: Transaction<'s>,
    recorded: &'s mut Recorded,
    step: &'s mut Step,
    first_change: i64,
    /// What was recorded before, and this, cannot be taken back: it would bring back the words of someone who is gone.
    is_wall: bool,
    /// Dropped last, when the transaction is over.
    _trusted: Option<Trusted<'s>>,
}

/// What undo takes back at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Step {
    /// Every event is a step.
    #[default]
    Single,
    /// The next events are one step, of which this one is the first, if it has come yet.
    Joint(Option<i64>),
}

impl Store {
    /// Begins an action; every other writer waits until it is over.
    pub(super) fn begin<'s>(&'s mut self, event: &'s Event) -> Result<Action<'s>, StoreError> {
        self.set_durable(true)?;
        Ok(Action { recording: self.begin_recording(Recorded::Everything)?, event })
    }

    pub(super) fn begin_recording(&mut self, recorded: Recorded) -> Result<Recording<'_>, StoreError> {
        self.record_into(recorded)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Recording::begin(transaction, &mut self.recorded, &mut self.step, None)
    }

    /// Whether what is committed is on the disk before anybody is told. What people do is; what can be read in again, such
    /// as an import, follows with the next of these, and is whole or not there after a crash all the same.
    pub(super) fn set_durable(&mut self, is_durable: bool) -> Result<(), StoreError> {
        if self.is_durable != is_durable {
            self.connection.pragma_update(None, "synchronous", if is_durable { "FULL" } else { "NORMAL" })?;
            self.is_durable = is_durable;
        }
        Ok(())
    }

    /// From here to [`Store::end_step`] all events are one step, which undo takes back at once. Whether one was begun: a
    /// step within a step is part of it.
    pub fn begin_step(&mut self) -> bool {
        let is_new = self.step == Step::Single;
        if is_new {
            self.step = Step::Joint(None);
        }
        is_new
    }

    pub fn end_step(&mut self) {
        self.step = Step::Single;
    }

    /// An action that changes files of the study, and nothing else.
    pub fn change_files(&mut self, files: &[FileChange], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        action.change_files(files)?;
        action.finish()
    }
}

impl Action<'_> {
    /// Keeps what was done, and notes who did it.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        self.recording.finish(self.event)
    }

    /// Files of the study change with this action. They are written once the action is finished, by
    /// [`Store::write_pending_files`]; refused if one is not any more what the change was made from.
    pub(super) fn change_files(&self, files: &[FileChange]) -> Result<(), StoreError> {
        files.iter().try_for_each(|file| change_file(self, file))
    }
}

impl<'s> Recording<'s> {
    /// Records into a transaction that has just begun; into the tables that have triggers now.
    pub(super) fn begin(
        transaction: Transaction<'s>,
        recorded: &'s mut Recorded,
        step: &'s mut Step,
        trusted: Option<Trusted<'s>>,
    ) -> Result<Self, StoreError> {
        let first_change = recording::begin(&transaction)?;
        Ok(Self { transaction, recorded, step, first_change, is_wall: false, _trusted: trusted })
    }

    /// Keeps what was done, and notes who did it.
    pub(super) fn finish(self, event: &Event) -> Result<(), StoreError> {
        raise(&self.transaction, Counter::Change, 1)?;
        let last_change = recording::end(&self.transaction)?;
        if self.is_wall {
            forget_changes(&self.transaction)?;
            // Their words are to leave the store's free pages too.
            withdrawing::note_pages(&self.transaction)?;
        }
        // What came to nothing is taken back all the same: whoever takes back the last thing they did means that.
        let has_changes = last_change >= self.first_change && !self.is_wall;
        let id = events::record(&self.transaction, event)?;
        let state = if self.is_wall { EventState::Final } else { EventState::Done };
        let range = has_changes.then_some((self.first_change, last_change));
        let step = match self.step {
            Step::Single | Step::Joint(None) => id,
            Step::Joint(Some(first)) => *first,
        };
        self.transaction
            .prepare_cached(
                "UPDATE events SET step = ?2, state = ?3, first_change = ?4, last_change = ?5 WHERE id = ?1",
            )?
            .execute(params![id, step, state.word(), range.map(|range| range.0), range.map(|range| range.1)])?;
        drop_undone(&self.transaction, &event.who)?;
        self.transaction.commit()?;
        if let Step::Joint(first) = self.step {
            *first = Some(step);
        }
        Ok(())
    }

    /// Keeps what was done, without an event of its own.
    pub(super) fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }

    /// Records what happens to any table from here on.
    pub(super) fn record_everything(&mut self) -> Result<(), StoreError> {
        // If this does not end well, the triggers go with it.
        *self.recorded = Recorded::Unknown;
        recording::arrange(&self.transaction, Recorded::Unknown, Recorded::Everything)
    }

    /// "All that is of this source", in place of a million rows.
    pub(super) fn note_new_source(&self, source: u32) -> Result<(), StoreError> {
        let sql = "INSERT INTO changes (what, key_0) VALUES ('source', ?1)";
        self.transaction.prepare_cached(sql)?.execute([source])?;
        Ok(())
    }

    /// What happens here takes words of someone away for good: nothing that was done so far can be taken back.
    pub(super) fn set_wall(&mut self) {
        self.is_wall = true;
    }
}

/// What someone has taken back cannot be done again once they have done something else.
fn drop_undone(transaction: &Transaction<'_>, who: &str) -> Result<(), StoreError> {
    let mut undone = transaction
        .prepare_cached("SELECT id, first_change, last_change FROM events WHERE state = 'undone' AND who = ?1")?;
    let rows = undone.query_map([who], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows: Vec<(i64, Option<i64>, Option<i64>)> = rows.collect::<Result<_, _>>()?;
    for (id, first, last) in rows {
        transaction.prepare_cached("DELETE FROM changes WHERE id BETWEEN ?1 AND ?2")?.execute(params![first, last])?;
        transaction
            .prepare_cached(
                "UPDATE events SET state = 'dropped', first_change = NULL, last_change = NULL WHERE id = ?1",
            )?
            .execute([id])?;
    }
    Ok(())
}

/// Forgets everything that was recorded: nothing that was done so far can be taken back, or done again. Drafts go too: they
/// quote people.
pub(super) fn forget_changes(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM changes", [])?;
    transaction.execute("DELETE FROM drafts", [])?;
    transaction.execute(
        "UPDATE events SET first_change = NULL, last_change = NULL,
             state = CASE state WHEN 'undone' THEN 'dropped' ELSE 'final' END
         WHERE state IN ('done', 'undone')",
        [],
    )?;
    transaction.execute("DELETE FROM pending_files", [])?;
    Ok(())
}

impl<'s> Deref for Action<'s> {
    type Target = Transaction<'s>;

    fn deref(&self) -> &Self::Target {
        &self.recording.transaction
    }
}

impl<'s> Deref for Recording<'s> {
    type Target = Transaction<'s>;

    fn deref(&self) -> &Self::Target {
        &self.transaction
    }
}
