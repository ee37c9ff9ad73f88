//! When words are said: time stamps that stood inside of turns, beside the turns' own beginnings.

use rusqlite::{OptionalExtension, Transaction, params};

use super::{Importing, Store, StoreError};
use crate::model::TextId;
use crate::text::Cut;

impl Importing<'_> {
    /// Notes that the words of a text from byte `position` on are said at `ms`.
    pub fn time_mark(&mut self, text: TextId, position: usize, ms: u32) -> Result<(), StoreError> {
        insert(&self.transaction, text, position, ms)
    }
}

impl Store {
    /// When the words at byte `position` of a transcript are said: at the last time stamp before them, be it a turn's or one
    /// inside of it. In milliseconds from the start of the recording; nothing where no stamp goes before.
    pub fn said_at(&self, text: TextId, position: usize) -> Result<Option<u32>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT ms FROM (
                 SELECT position, ms FROM time_marks WHERE text_id = ?1 AND position <= ?2
                 UNION ALL
                 SELECT span_start, start_ms FROM segments
                 WHERE text_id = ?1 AND span_start <= ?2 AND start_ms IS NOT NULL
             ) ORDER BY position DESC LIMIT 1",
        )?;
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        Ok(statement.query_row((text.0, position), |row| row.get(0)).optional()?)
    }
}

fn insert(transaction: &Transaction<'_>, text: TextId, position: usize, ms: u32) -> Result<(), StoreError> {
    let mut statement =
        transaction.prepare_cached("INSERT OR REPLACE INTO time_marks (text_id, position, ms) VALUES (?1, ?2, ?3)")?;
    statement.execute(params![text.0, i64::try_from(position).unwrap_or(i64::MAX), ms])?;
    Ok(())
}

/// Moves the marks of a text from which stretches were cut: those in what is gone go with it.
pub(super) fn move_marks(transaction: &Transaction<'_>, text: TextId, cut: &Cut) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached("SELECT position, ms FROM time_marks WHERE text_id = ?1")?;
    let marks: Vec<(i64, u32)> =
        statement.query_map([text.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    transaction.execute("DELETE FROM time_marks WHERE text_id = ?1", [text.0])?;
    for (position, ms) in marks {
        let moved = usize::try_from(position).ok().and_then(|position| cut.moved_to(position));
        if let Some(position) = moved {
            insert(transaction, text, position, ms)?;
        }
    }
    Ok(())
}
