//! Taking a step back, and doing it again.
//!
//! Both are one thing: what was recorded of the step is turned round, from the last change to the first, and what that
//! changes is recorded in its place. So a step that was taken back holds what it needs to be done again, with all that was
//! of it at that moment. Values never leave the store on their way.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, params};
use serde_json::json;

use super::action::Recording;
use super::changed_files::{FileChange, change_file, content_of, digest};
use super::conflicts::changed_since;
use super::events::{self, Event};
use super::log::{Direction, events_of_step};
use super::meta::{Counter, raise};
use super::recording::{self, Layout, Recorded, layouts};
use super::removed::{Run, note_removed};
use super::set_aside::{files_of, set_aside};
use super::{Store, StoreError};
use crate::model::SourceId;

/// One recorded change.
struct Change {
    id: i64,
    what: String,
    layout: Option<i64>,
    changed: u64,
}

/// What was recorded of one event.
struct Record {
    event: i64,
    first: i64,
    last: i64,
}

impl Store {
    /// Takes steps back, or does them again, one after the other: all of it or nothing. `event` says who does it, and when;
    /// its action and detail are written here. Files of the study are under `folder`; [`Store::write_pending_files`] has to
    /// follow.
    pub fn flip(
        &mut self,
        direction: Direction,
        steps: &[i64],
        folder: &Path,
        event: &Event,
    ) -> Result<(), StoreError> {
        self.set_durable(true)?;
        // What triggers of the store's own had done was recorded, and is turned round like everything else.
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        let flipped = self.flip_all(direction, steps, folder, event);
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
        flipped
    }

    fn flip_all(
        &mut self,
        direction: Direction,
        steps: &[i64],
        folder: &Path,
        event: &Event,
    ) -> Result<(), StoreError> {
        let recording = self.begin_recording(Recorded::Everything)?;
        recording.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let flip = Flip { transaction: &recording, layouts: layouts(&recording)?, folder };
        for step in steps {
            let flipped = flip.flip_step(direction, *step, event);
            flipped.map_err(|error| turned(*step, error))?;
        }
        recording::end(&recording)?;
        raise(&recording, Counter::Change, 1)?;
        let last = steps.last().copied().unwrap_or_default();
        // Rows that refer to others are looked at now.
        recording.commit().map_err(|error| turned(last, error))
    }
}

/// What was recorded of the events of a step that can go this way, in the order in which they have to.
fn recorded(connection: &Connection, direction: Direction, step: i64) -> Result<Vec<Record>, StoreError> {
    let (from, _) = direction.states();
    let order = if direction == Direction::Undo { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT id, coalesce(first_change, 1), coalesce(last_change, 0) FROM events WHERE step = ?1 AND state = ?2 ORDER BY id {order}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![step, from.word()], |row| {
        Ok(Record { event: row.get(0)?, first: row.get(1)?, last: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Steps about to be turned round.
struct Flip<'t> {
    transaction: &'t Recording<'t>,
    layouts: Vec<Layout>,
    folder: &'t Path,
}

impl Flip<'_> {
    fn flip_step(&self, direction: Direction, step: i64, event: &Event) -> Result<(), StoreError> {
        let events = events_of_step(self.transaction, step)?;
        let recorded = recorded(self.transaction, direction, step)?;
        let Some(action) = events.last().map(|logged| &logged.event.action).filter(|_| !recorded.is_empty()) else {
            return Err(StoreError::NotThatWay { step });
        };
        let later = changed_since(self.transaction, step)?;
        if let Some(number) = later.conflicting(self.transaction, step)? {
            return Err(StoreError::ChangedSince { step, number });
        }
        let files = files_of(self.transaction, &events)?;
        let start = recording::last_change(self.transaction)? + 1;
        let mut firsts = Vec::new();
        for one in &recorded {
            firsts.push(recording::last_change(self.transaction)? + 1);
            self.flip(one, later.is_empty())?;
        }
        if direction == Direction::Undo {
            set_aside(self.transaction, &files)?;
        }
        self.tell_index(start)?;
        self.tell_rules(step, start)?;
        self.note(direction, step, (&recorded, &firsts), action, event)
    }

    /// Writes down what is recorded now in the place of what was, and who did it.
    fn note(
        &self,
        direction: Direction,
        step: i64,
        (recorded, firsts): (&[Record], &[i64]),
        action: &str,
        event: &Event,
    ) -> Result<(), StoreError> {
        let last = recording::last_change(self.transaction)?;
        let (_, to) = direction.states();
        let detail = json!({ "event": step, "action": action });
        let event = Event { action: direction.word().to_owned(), detail, ..event.clone() };
        let number = events::record(self.transaction, &event)?;
        self.transaction
            .prepare_cached("UPDATE events SET step = id, of_event = ?2 WHERE id = ?1")?
            .execute(params![number, step])?;
        for (index, (one, first)) in recorded.iter().zip(firsts).enumerate() {
            let until = firsts.get(index + 1).map_or(last, |next| next - 1);
            let range = (until >= *first).then_some((first, until));
            self.transaction
                .prepare_cached(
                    "UPDATE events SET state = ?2, flipped_at = ?3, first_change = ?4, last_change = ?5 WHERE id = ?1",
                )?
                .execute(params![
                    one.event,
                    to.word(),
                    number,
                    range.map(|range| range.0),
                    range.map(|range| range.1)
                ])?;
            self.transaction
                .prepare_cached("DELETE FROM changes WHERE id BETWEEN ?1 AND ?2")?
                .execute(params![one.first, one.last])?;
        }
        Ok(())
    }

    /// Turns everything round that was recorded of an event.
    fn flip(&self, recorded: &Record, is_alone: bool) -> Result<(), StoreError> {
        let first = recording::last_change(self.transaction)? + 1;
        let mut statement = self.transaction.prepare_cached(
            "SELECT id, what, layout, coalesce(changed, 0) FROM changes WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC",
        )?;
        let mut rows = statement.query(params![recorded.first, recorded.last])?;
        let (mut turned, mut is_whole_source) = (0, false);
        while let Some(row) = rows.next()? {
            let change = Change {
                id: row.get(0)?,
                what: row.get(1)?,
                layout: row.get(2)?,
                changed: row.get::<_, i64>(3)?.cast_unsigned(),
            };
            match change.what.as_str() {
                "source" => {
                    self.take_out(change.id)?;
                    is_whole_source = true;
                }
                "file" => self.file(change.id)?,
                _ => self.row(&change, first)?,
            }
            turned += 1;
        }
        // Rows that went along with others: somebody has built on what was to go.
        let new = recording::last_change(self.transaction)? + 1 - first;
        if !is_alone && !is_whole_source && new > turned {
            return Err(StoreError::Content("rows that others depend on".to_owned()));
        }
        Ok(())
    }

    /// Turns the change of one row round.
    fn row(&self, change: &Change, first: i64) -> Result<(), StoreError> {
        let known = self.layouts.iter().find(|layout| Some(layout.id) == change.layout);
        let layout = known.ok_or_else(|| StoreError::Content("a change of an unknown table".to_owned()))?;
        let sql = match change.what.as_str() {
            "insert" => layout.delete(),
            "update" => layout.update(change.changed),
            _ => layout.insert(),
        };
        if layout.name == "codes" && change.what == "update" {
            self.free_name(layout, change.id)?;
        }
        let count = self.transaction.prepare_cached(&sql)?.execute([change.id])?;
        if count == 1 || (change.what == "insert" && self.has_gone(layout, change.id, first)?) {
            return Ok(());
        }
        // What follows from something else comes and goes by itself: files that were set aside, codings by rules.
        if layout.name == "set_aside" {
            return Ok(());
        }
        if layout.name == "codings" && self.is_by_rule(layout, change)? {
            if change.what == "update" {
                self.transaction.prepare_cached(&layout.insert())?.execute([change.id])?;
            }
            return Ok(());
        }
        Err(StoreError::Content(format!("a row of {} that is not as it was left", layout.name)))
    }

    /// The name that a code is to have again may stand for nothing by now, since names once used stay known.
    fn free_name(&self, layout: &Layout, change: i64) -> Result<(), StoreError> {
        let Some(column) = layout.columns.iter().position(|name| name == "name") else { return Ok(()) };
        let other = format!(
            "name = (SELECT was_{column} FROM changes WHERE id = ?1) AND id <> (SELECT key_0 FROM changes WHERE id = ?1)"
        );
        // What rules propose under it is found again.
        let proposed = format!(
            "DELETE FROM codings WHERE status = 'proposed' AND coder_id = (SELECT id FROM coders WHERE name = '')
                 AND code_id IN (SELECT id FROM codes WHERE {other})"
        );
        if self.transaction.prepare_cached(&proposed)?.execute([change])? > 0 {
            self.transaction.execute("DELETE FROM meta WHERE key = 'fact:coded_from'", [])?;
        }
        let sql = format!(
            "DELETE FROM codes WHERE {other}
                 AND NOT EXISTS (SELECT 1 FROM codings WHERE code_id = codes.id)
                 AND NOT EXISTS (SELECT 1 FROM reviews WHERE code_id = codes.id)
                 AND NOT EXISTS (SELECT 1 FROM framework_behind WHERE code_id = codes.id)"
        );
        self.transaction.prepare_cached(&sql)?.execute([change])?;
        Ok(())
    }

    /// Whether a row has already gone along with another one of this step.
    fn has_gone(&self, layout: &Layout, change: i64, first: i64) -> Result<bool, StoreError> {
        let same: String =
            (0..layout.keys.len()).map(|index| format!(" AND gone.key_{index} IS own.key_{index}")).collect();
        let sql = format!(
            "SELECT 1 FROM changes own JOIN changes gone ON gone.id >= ?2 AND gone.what = 'delete'
                 AND gone.layout IN (SELECT id FROM layouts WHERE name = ?3){same}
             WHERE own.id = ?1"
        );
        Ok(self.transaction.prepare_cached(&sql)?.exists(params![change, first, layout.name])?)
    }

    fn is_by_rule(&self, layout: &Layout, change: &Change) -> Result<bool, StoreError> {
        let key = layout.keys.iter().position(|name| name == "coder_id");
        let column = layout.columns.iter().position(|name| name == "coder_id");
        let (Some(key), Some(column)) = (key, column) else { return Ok(false) };
        let sql = format!(
            "SELECT 1 FROM changes WHERE id = ?1
                 AND coalesce(key_{key}, was_{column}) = (SELECT id FROM coders WHERE name = '')"
        );
        Ok(self.transaction.prepare_cached(&sql)?.exists([change.id])?)
    }

    /// A source that had come goes with everything that is of it.
    fn take_out(&self, change: i64) -> Result<(), StoreError> {
        let sql = "SELECT key_0 FROM changes WHERE id = ?1";
        let source = SourceId(self.transaction.prepare_cached(sql)?.query_row([change], |row| row.get(0))?);
        for sql in [
            "DELETE FROM codings WHERE text_id IN (SELECT id FROM texts WHERE source_id = ?1)",
            "DELETE FROM texts WHERE source_id = ?1",
            "DELETE FROM cases WHERE source_id = ?1",
            "DELETE FROM speakers WHERE source_id = ?1",
            "DELETE FROM sources WHERE id = ?1",
        ] {
            self.transaction.execute(sql, [source.0])?;
        }
        Ok(())
    }

    /// A file gets its former content back, unless somebody has changed it since.
    fn file(&self, change: i64) -> Result<(), StoreError> {
        let sql = "SELECT key_0, was_0, was_1 FROM changes WHERE id = ?1";
        let (name, former, left): (String, Option<Vec<u8>>, String) = self
            .transaction
            .prepare_cached(sql)?
            .query_row([change], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let path = self.folder.join(&name);
        // A step may have changed it more than once: then what is to be written is what it left.
        let pending = "SELECT content FROM pending_files WHERE path = ?1";
        let mut pending = self.transaction.prepare_cached(pending)?;
        let pending = pending.query_map([&name], |row| row.get::<_, Option<Vec<u8>>>(0))?.next().transpose()?;
        let was = match pending {
            Some(content) => content,
            None => content_of(&path)?,
        };
        if digest(was.as_deref()) != left {
            return Err(StoreError::FileEdited { path });
        }
        change_file(self.transaction, &FileChange { name, path, was, becomes: former })
    }

    /// The index takes out, and looks up again, the texts that came, went or changed.
    fn tell_index(&self, first: i64) -> Result<(), StoreError> {
        let mut runs: Vec<Run> = Vec::new();
        let mut touches_texts = false;
        for layout in &self.layouts {
            let runs_of = match layout.name.as_str() {
                "texts" => {
                    let column = layout.columns.iter().position(|name| name == "segment_count").unwrap_or_default();
                    format!(
                        "key_0, coalesce((SELECT segment_count FROM texts WHERE texts.id = key_0), was_{column}, 1)"
                    )
                }
                "segments" => "key_0, 1".to_owned(),
                "speakers" | "questions" | "sources" => "0, 0".to_owned(),
                _ => continue,
            };
            let sql = format!("SELECT DISTINCT {runs_of} FROM changes WHERE id >= ?1 AND layout = ?2");
            let mut statement = self.transaction.prepare(&sql)?;
            let found = statement.query_map(params![first, layout.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for run in found {
                let run: Run = run?;
                touches_texts = true;
                if run.0 > 0 {
                    runs.push(run);
                }
            }
        }
        if touches_texts {
            raise(self.transaction, Counter::TextChange, 1)?;
        }
        note_removed(self.transaction, &runs)
    }

    /// Rules that were applied since have to be applied again, where codings of theirs are now as they were before.
    fn tell_rules(&self, step: i64, first: i64) -> Result<(), StoreError> {
        let applied = "SELECT 1 FROM events WHERE action = 'code'
            AND id > (SELECT max(max(id, coalesce(flipped_at, 0))) FROM events WHERE step = ?1)";
        if !self.transaction.prepare_cached(applied)?.exists([step])? {
            return Ok(());
        }
        for layout in self.layouts.iter().filter(|layout| layout.name == "codings") {
            let Some(key) = layout.keys.iter().position(|name| name == "coder_id") else { continue };
            let sql = format!(
                "SELECT 1 FROM changes WHERE id >= ?1 AND layout = ?2
                     AND key_{key} = (SELECT id FROM coders WHERE name = '')"
            );
            if self.transaction.prepare_cached(&sql)?.exists(params![first, layout.id])? {
                self.transaction.execute("DELETE FROM meta WHERE key = 'fact:coded_from'", [])?;
            }
        }
        Ok(())
    }
}

/// What turns a change round, from what is recorded of it under the number `?1`.
impl Layout {
    fn where_key(&self) -> String {
        let each =
            |(index, name): (usize, &String)| format!("{name} = (SELECT key_{index} FROM changes WHERE id = ?1)");
        self.keys.iter().enumerate().map(each).collect::<Vec<_>>().join(" AND ")
    }

    fn delete(&self) -> String {
        format!("DELETE FROM {} WHERE {}", self.name, self.where_key())
    }

    fn update(&self, changed: u64) -> String {
        let columns = self.columns.iter().enumerate().filter(|(index, _)| changed >> index & 1 == 1);
        let each =
            |(index, name): (usize, &String)| format!("{name} = (SELECT was_{index} FROM changes WHERE id = ?1)");
        let columns: Vec<String> = columns.map(each).collect();
        format!("UPDATE {} SET {} WHERE {}", self.name, columns.join(", "), self.where_key())
    }

    fn insert(&self) -> String {
        // The rules may have proposed the same meanwhile.
        let over: Vec<String> = match self.name.as_str() {
            "codings" => self.columns.iter().map(|name| format!("{name} = excluded.{name}")).collect(),
            _ => Vec::new(),
        };
        let over =
            if over.is_empty() { String::new() } else { format!(" ON CONFLICT DO UPDATE SET {}", over.join(", ")) };
        format!(
            "INSERT INTO {} ({}) SELECT {} FROM changes WHERE id = ?1{over}",
            self.name,
            self.columns.join(", "),
            self.was_columns()
        )
    }
}

/// A row that is not there, or is in the way, says that something was not left as it was.
fn turned(step: i64, error: StoreError) -> StoreError {
    let is_about_rows = match &error {
        StoreError::Sql(error) => error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation),
        StoreError::Content(_) => true,
        _ => false,
    };
    if is_about_rows { StoreError::Turned { step, source: Box::new(error) } } else { error }
}
