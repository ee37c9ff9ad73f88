//! Which codes' codings have changed between two states of the store, where nothing else has that counts are made from.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use super::events::EventState;
use super::gathered::Moment;
use super::recording::{Layout, layouts};

/// What has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Since {
    Nothing,
    /// Codings of these codes, by their numbers.
    Codes(BTreeSet<u32>),
    /// Other things too, or nobody knows.
    Anything,
}

/// Tables that are beside what is counted: notes, marks, names of coders, decisions about who somebody is.
const BESIDE: &[&str] =
    &["memos", "links", "link_ends", "quote_marks", "coders", "framework_cells", "framework_behind", "decisions"];

/// Actions that touch codings or what is beside them and bring nothing else with them. Whatever else is done, or taken back,
/// may take proposals of the rules with it, which history does not record.
const ABOUT_CODINGS: &[&str] = &["codings ", "memos ", "links "];

fn is_about_codings(action: &str) -> bool {
    ABOUT_CODINGS.iter().any(|begins| action.starts_with(begins))
}

/// What the trail and the history say about the time between two states. Every action raises the store's counter by one
/// and has an event; where both do not agree, something was done that history does not record.
pub(super) fn changed_since(connection: &Connection, before: &Moment, now: &Moment) -> Result<Since, StoreError> {
    if !is_there(connection, before)? {
        return Ok(Since::Anything);
    }
    if before.change == now.change {
        return Ok(Since::Nothing);
    }
    let mut statement = connection
        .prepare_cached("SELECT state, of_event, first_change, last_change, action FROM events WHERE id > ?1")?;
    let mut rows = statement.query([before.event])?;
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    let (mut actions, mut flips) = (0, 0);
    while let Some(row) = rows.next()? {
        if let Some(step) = row.get::<_, Option<i64>>(1)? {
            let Some(found) = ranges_of_step(connection, step)? else { return Ok(Since::Anything) };
            ranges.extend(found);
            flips += 1;
            continue;
        }
        let range = range(&row.get::<_, String>(0)?, row.get(2)?, row.get(3)?);
        let Some(range) =
            range.filter(|_| row.get_ref(4).is_ok_and(|action| action.as_str().is_ok_and(is_about_codings)))
        else {
            return Ok(Since::Anything);
        };
        ranges.push(range);
        actions += 1;
    }
    // Several steps taken back at once raise the counter once.
    if flips > 1 || actions + flips != now.change - before.change {
        return Ok(Since::Anything);
    }
    let layouts = layouts(connection)?;
    let mut codes = BTreeSet::new();
    for range in ranges {
        if !codes_changed(connection, &layouts, range, &mut codes)? {
            return Ok(Since::Anything);
        }
    }
    Ok(Since::Codes(codes))
}

/// Whether the trail still has this state in it.
fn is_there(connection: &Connection, moment: &Moment) -> Result<bool, StoreError> {
    if moment.event == 0 {
        return Ok(false);
    }
    let mut statement = connection.prepare_cached("SELECT at FROM events WHERE id = ?1")?;
    let at: Option<String> = statement.query_row([moment.event], |row| row.get(0)).optional()?;
    Ok(at.as_ref() == Some(&moment.at))
}

/// What is recorded of an event, if all that it did is.
fn range(state: &str, first: Option<i64>, last: Option<i64>) -> Option<(i64, i64)> {
    let is_recorded = [EventState::Done, EventState::Undone].iter().any(|whole| whole.word() == state);
    first.zip(last).filter(|_| is_recorded)
}

fn ranges_of_step(connection: &Connection, step: i64) -> Result<Option<Vec<(i64, i64)>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT state, first_change, last_change, action FROM events WHERE step = ?1 AND of_event IS NULL",
    )?;
    let mut rows = statement.query([step])?;
    let mut ranges = Vec::new();
    while let Some(row) = rows.next()? {
        match range(&row.get::<_, String>(0)?, row.get(1)?, row.get(2)?) {
            Some(range) if is_about_codings(&row.get::<_, String>(3)?) => ranges.push(range),
            _ => return Ok(None),
        }
    }
    Ok(Some(ranges))
}

/// Adds the codes whose codings changed; whether nothing else did that counts.
fn codes_changed(
    connection: &Connection,
    layouts: &[Layout],
    (first, last): (i64, i64),
    codes: &mut BTreeSet<u32>,
) -> Result<bool, StoreError> {
    let mut kinds =
        connection.prepare_cached("SELECT DISTINCT layout, what FROM changes WHERE id BETWEEN ?1 AND ?2")?;
    let mut rows = kinds.query(params![first, last])?;
    while let Some(row) = rows.next()? {
        let layout = row.get::<_, Option<i64>>(0)?;
        let Some(layout) = layout.and_then(|id| layouts.iter().find(|layout| layout.id == id)) else {
            return Ok(false);
        };
        if BESIDE.contains(&layout.name.as_str()) {
            continue;
        }
        let key = layout.keys.iter().position(|name| name == "code_id");
        let column = layout.columns.iter().position(|name| name == "code_id");
        let (Some(key), Some(column), "codings") = (key, column, layout.name.as_str()) else { return Ok(false) };
        // A recoded one was of another code before.
        let sql = format!(
            "SELECT key_{key} FROM changes WHERE id BETWEEN ?1 AND ?2 AND layout = ?3 AND key_{key} IS NOT NULL
             UNION SELECT was_{column} FROM changes WHERE id BETWEEN ?1 AND ?2 AND layout = ?3 AND was_{column} IS NOT NULL"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let found = statement.query_map(params![first, last, layout.id], |row| row.get::<_, u32>(0))?;
        for code in found {
            codes.insert(code?);
        }
    }
    Ok(true)
}
