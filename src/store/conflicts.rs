//! Whether a step can be taken back, or done again, though other things have happened since.
//!
//! It can if none of these is about the same rows. A step on which others stand, since texts or cases came or went with it,
//! only if nothing has happened since, or everything since was taken back.

use rusqlite::Connection;

use super::StoreError;

/// The steps that have been done, or taken back, since the step at hand was.
pub(super) struct Later {
    steps: Vec<i64>,
}

/// The tables that others stand on, with what must not happen to a row for that.
const GROUND: &str = "changes.what = 'source'
    OR layouts.name IN ('texts', 'segments', 'speakers', 'questions', 'past_texts', 'reviews', 'time_marks')
    OR (layouts.name IN ('sources', 'cases', 'codes') AND changes.what <> 'update')";

/// The steps that stand otherwise than they did when this one was done, or taken back.
pub(super) fn changed_since(connection: &Connection, step: i64) -> Result<Later, StoreError> {
    let mut moment =
        connection.prepare_cached("SELECT max(max(id, coalesce(flipped_at, 0))) FROM events WHERE step = ?1")?;
    let moment: i64 = moment.query_row([step], |row| row.get(0))?;
    // One that came and was taken back since is as if it had never been.
    let mut statement = connection.prepare_cached(
        "SELECT step, min(id), max(state = 'done') FROM events
         WHERE step IN (SELECT coalesce(of_event, step) FROM events WHERE id > ?2) AND state IN ('done', 'undone') AND step <> ?1
         GROUP BY step ORDER BY step",
    )?;
    let rows = statement.query_map([step, moment], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows: Vec<(i64, i64, bool)> = rows.collect::<Result<_, _>>()?;
    let mut flips = connection.prepare_cached("SELECT count(*) FROM events WHERE of_event = ?1 AND id <= ?2")?;
    let mut steps = Vec::new();
    for (other, first, is_done) in rows {
        let count: i64 = flips.query_row([other, moment], |row| row.get(0))?;
        let was_done = first <= moment && count % 2 == 0;
        if was_done != is_done {
            steps.push(other);
        }
    }
    Ok(Later { steps })
}

impl Later {
    pub(super) const fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The first of them that is in the way.
    pub(super) fn conflicting(&self, connection: &Connection, step: i64) -> Result<Option<i64>, StoreError> {
        let Some(latest) = self.steps.last() else { return Ok(None) };
        let ground = format!(
            "SELECT 1 FROM events JOIN changes ON changes.id BETWEEN first_change AND last_change
             LEFT JOIN layouts ON layouts.id = changes.layout WHERE step = ?1 AND ({GROUND})"
        );
        if connection.prepare_cached(&ground)?.exists([step])? {
            return Ok(Some(*latest));
        }
        // Compared by number and text alike: where a row stands in its table, or the path of a file.
        let keys = "SELECT coalesce(layouts.name, what), key_0, key_1, key_2, key_3, key_4, key_5
             FROM events JOIN changes ON changes.id BETWEEN first_change AND last_change
             LEFT JOIN layouts ON layouts.id = changes.layout";
        let sql = format!("{keys} WHERE step = ?1 INTERSECT {keys} WHERE step = ?2");
        let mut shared = connection.prepare_cached(&sql)?;
        for other in self.steps.iter().rev() {
            if shared.exists([step, *other])? {
                return Ok(Some(*other));
            }
        }
        Ok(None)
    }
}
