//! Reading the audit trail, and what of it can be taken back or done again.

use rusqlite::{Connection, Row, params};

use super::events::{Event, EventState};
use super::{Store, StoreError};

/// An event as it stands in the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEvent {
    /// As people name it.
    pub number: i64,
    pub event: Event,
    pub state: EventState,
    /// The first event of the step that it belongs to, which is taken back as one; nothing before there was a history.
    pub step: Option<i64>,
    /// Of an undo or redo: the step that it took back or did again.
    pub of_step: Option<i64>,
}

/// Which events to list.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    pub who: Option<String>,
    /// RFC 3339 or the beginning of it: from then on, and until then with all that begins so.
    pub since: Option<String>,
    pub until: Option<String>,
    /// `cases exclude`, or the first words of it.
    pub action: Option<String>,
    /// The latest so many; all if it is not said.
    pub limit: Option<u32>,
}

/// Which way a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Undo,
    Redo,
}

impl Direction {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    /// How events stand that can go this way, and how they stand then.
    pub(super) const fn states(self) -> (EventState, EventState) {
        match self {
            Self::Undo => (EventState::Done, EventState::Undone),
            Self::Redo => (EventState::Undone, EventState::Done),
        }
    }
}

const COLUMNS: &str = "id, at, who, action, detail, state, step, of_event";

impl Store {
    /// Events, newest first.
    pub fn log(&self, filter: &LogFilter) -> Result<Vec<LoggedEvent>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM events
             WHERE (?1 IS NULL OR who = ?1) AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR at < ?3 OR substr(at, 1, length(?3)) = ?3)
                 AND (?4 IS NULL OR action = ?4 OR substr(action, 1, length(?4) + 1) = ?4 || ' ')
             ORDER BY id DESC LIMIT ?5"
        ))?;
        let limit = filter.limit.map_or(-1, i64::from);
        let rows =
            statement.query_map(params![filter.who, filter.since, filter.until, filter.action, limit], logged)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many events there are.
    pub fn event_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM events", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Names that events stand under.
    pub fn people(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT who FROM events ORDER BY who")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Words that events stand under.
    pub fn actions(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT DISTINCT action FROM events ORDER BY action")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The steps that would be taken back, or done again, first: the latest one first. Those of this person, or of
    /// anybody. What somebody has taken back that another did is for both to do again.
    pub fn next_steps(
        &self,
        direction: Direction,
        who: Option<&str>,
        count: usize,
    ) -> Result<Vec<Vec<LoggedEvent>>, StoreError> {
        let (from, _) = direction.states();
        // Done steps may be many, and the latest are wanted.
        let (by, order) = match direction {
            Direction::Undo => ("events_by_step", "step"),
            Direction::Redo => ("events_by_state", "max(flipped_at)"),
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT step FROM events INDEXED BY {by} WHERE state <> '' AND state = '{}'
                 AND (?1 IS NULL OR who = ?1 OR (SELECT who FROM events flip WHERE flip.id = events.flipped_at) = ?1)
             GROUP BY step ORDER BY {order} DESC LIMIT ?2",
            from.word()
        ))?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let steps = statement.query_map(params![who, count], |row| row.get(0))?;
        let steps: Vec<i64> = steps.collect::<Result<_, _>>()?;
        steps.into_iter().map(|step| self.events_of_step(step)).collect()
    }

    /// The events of a step, oldest first.
    pub fn events_of_step(&self, step: i64) -> Result<Vec<LoggedEvent>, StoreError> {
        events_of_step(&self.connection, step)
    }

    /// The event of this number.
    pub fn event(&self, number: i64) -> Result<Option<LoggedEvent>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM events WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_map([number], logged)?.next().transpose()?)
    }
}

pub(super) fn events_of_step(connection: &Connection, step: i64) -> Result<Vec<LoggedEvent>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM events WHERE step = ?1 ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_map([step], logged)?.collect::<Result<_, _>>()?)
}

fn logged(row: &Row<'_>) -> rusqlite::Result<LoggedEvent> {
    let (detail, state): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(LoggedEvent {
        number: row.get(0)?,
        event: Event {
            at: row.get(1)?,
            who: row.get(2)?,
            action: row.get(3)?,
            detail: detail.parse().unwrap_or_default(),
        },
        state: EventState::from_word(&state).unwrap_or(EventState::Plain),
        step: row.get(6)?,
        of_step: row.get(7)?,
    })
}
