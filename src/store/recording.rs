//! Recording what an action changes, row by row, with temporary triggers that are made from the store's own shape: so that
//! everything written between the beginning and the end of an action can be taken back, whoever wrote it.
//!
//! Triggers fire where their table is written to, also where foreign keys take rows along. They record only while an
//! action is under way (`temp.recording` has a row), and they are on this connection alone. Where a new source brings a
//! million rows, tables that it fills are left without triggers: "all that is of the source" takes those back.

use rusqlite::{Connection, Transaction, params};

use super::{Store, StoreError};

/// Which tables have triggers on this connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recorded {
    Nothing,
    /// Nobody knows: triggers that were made inside a transaction may have gone with it.
    Unknown,
    /// What a new survey changes beside its own rows.
    BesideSurvey,
    /// What a new transcript changes beside its own rows.
    BesideTranscript,
    Everything,
}

/// What has no history: the audit trail and the history itself, what can be made again, and what is for good.
const UNTRACKED: &[&str] = &[
    "events",
    "changes",
    "layouts",
    "pending_files",
    "outputs",
    "drafts",
    "removed_segments",
    "codebooks",
    "withdrawals",
    "withdrawn_from",
    "withdrawn_keys",
    "framework_files",
    "detections",
    "detected_texts",
    "withdrawn_runs",
];

/// Names that were once used stay known: rules use them too, and a number is never given to another name.
const REGISTERS: &[&str] = &["codes", "coders", "attributes"];

/// Facts that follow from other things.
const DERIVED_FACTS: &str = "'fact:coded_from', 'fact:built_from', 'fact:withdrawal_pending'";

const BESIDE_SURVEY: &[&str] = &["attributes", "set_aside"];
const BESIDE_TRANSCRIPT: &[&str] = &["attributes", "set_aside", "cases", "case_attributes", "case_aliases"];

/// So many columns of a table, and of its key, are recorded; the table `changes` has no more.
const MOST_COLUMNS: usize = 24;
const MOST_KEYS: usize = 6;

/// The columns of a table when changes of it were recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) keys: Vec<String>,
}

impl Recorded {
    /// Whether a table has triggers, if that is known.
    fn includes(self, table: &str) -> Option<bool> {
        match self {
            Self::Nothing => Some(false),
            Self::Unknown => None,
            Self::BesideSurvey => Some(BESIDE_SURVEY.contains(&table)),
            Self::BesideTranscript => Some(BESIDE_TRANSCRIPT.contains(&table)),
            Self::Everything => Some(true),
        }
    }
}

impl Store {
    /// Makes just these tables have triggers. Not inside a transaction, with which they would come and go.
    pub(super) fn record_into(&mut self, recorded: Recorded) -> Result<(), StoreError> {
        if self.recorded == recorded {
            return Ok(());
        }
        arrange(&self.connection, self.recorded, recorded)?;
        self.recorded = recorded;
        Ok(())
    }
}

/// Makes these tables have triggers, where those had them.
pub(super) fn arrange(connection: &Connection, had: Recorded, recorded: Recorded) -> Result<(), StoreError> {
    let mut sql = "CREATE TEMP TABLE IF NOT EXISTS recording (is_on INTEGER PRIMARY KEY);\n".to_owned();
    for layout in current_layouts(connection)? {
        let wanted = recorded.includes(&layout.name);
        if had.includes(&layout.name) == wanted {
            continue;
        }
        if wanted == Some(true) {
            sql += &triggers(&layout);
        } else {
            let name = &layout.name;
            sql.extend(
                layout.recorded().iter().map(|what| format!("DROP TRIGGER IF EXISTS temp.record_{name}_{what};\n")),
            );
        }
    }
    Ok(connection.execute_batch(&sql)?)
}

/// Begins to record; gives the number of the change that would be first.
pub(super) fn begin(transaction: &Transaction<'_>) -> Result<i64, StoreError> {
    transaction.prepare_cached("INSERT INTO temp.recording (is_on) VALUES (1)")?.execute([])?;
    Ok(last_change(transaction)? + 1)
}

/// Records nothing more; gives the number of the last change.
pub(super) fn end(transaction: &Transaction<'_>) -> Result<i64, StoreError> {
    transaction.prepare_cached("DELETE FROM temp.recording")?.execute([])?;
    last_change(transaction)
}

/// The number of the last change that is recorded.
pub(super) fn last_change(connection: &Connection) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached("SELECT coalesce(max(id), 0) FROM changes")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Notes the shape of every table that has a history, after the store's shape has changed.
pub(super) fn note_layouts(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let mut statement = transaction.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for name in names.iter().filter(|name| !name.starts_with("sqlite_") && !UNTRACKED.contains(&name.as_str())) {
        let columns = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
        let keys = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
        let list = |sql: &str| -> Result<Vec<String>, StoreError> {
            let mut statement = transaction.prepare_cached(sql)?;
            Ok(statement.query_map([name], |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        let (columns, keys) = (list(columns)?, list(keys)?);
        if columns.len() > MOST_COLUMNS || keys.len() > MOST_KEYS || keys.is_empty() {
            return Err(StoreError::Content(format!("the table {name}, whose changes cannot be recorded")));
        }
        transaction
            .prepare_cached("INSERT OR IGNORE INTO layouts (name, columns, keys) VALUES (?1, ?2, ?3)")?
            .execute(params![
                name,
                serde_json::Value::from(columns).to_string(),
                serde_json::Value::from(keys).to_string()
            ])?;
    }
    Ok(())
}

/// Every layout that was ever recorded in, by its number.
pub(super) fn layouts(connection: &Connection) -> Result<Vec<Layout>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id, name, columns, keys FROM layouts ORDER BY id")?;
    let list = |json: String| serde_json::from_str(&json).unwrap_or_default();
    let rows = statement.query_map([], |row| {
        Ok(Layout { id: row.get(0)?, name: row.get(1)?, columns: list(row.get(2)?), keys: list(row.get(3)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The layouts of the tables as they are: the last of each name.
fn current_layouts(connection: &Connection) -> Result<Vec<Layout>, StoreError> {
    let all = layouts(connection)?;
    let is_last = |layout: &&Layout| !all.iter().any(|other| other.name == layout.name && other.id > layout.id);
    Ok(all.iter().filter(is_last).cloned().collect())
}

impl Layout {
    /// What is recorded of the table.
    fn recorded(&self) -> &'static [&'static str] {
        if REGISTERS.contains(&self.name.as_str()) { &["update", "delete"] } else { &["insert", "update", "delete"] }
    }

    /// `key_0, key_1`
    pub(super) fn key_columns(&self) -> String {
        joined(0..self.keys.len(), |index| format!("key_{index}"))
    }

    /// `was_0, was_1`
    pub(super) fn was_columns(&self) -> String {
        joined(0..self.columns.len(), |index| format!("was_{index}"))
    }
}

fn joined(indices: std::ops::Range<usize>, each: impl Fn(usize) -> String) -> String {
    indices.map(each).collect::<Vec<_>>().join(", ")
}

/// The triggers of one table.
fn triggers(layout: &Layout) -> String {
    let Layout { id, name, columns, keys } = layout;
    let of = |row: &str, names: &[String]| joined(0..names.len(), |index| format!("{row}.{}", names[index]));
    let (key_columns, was_columns) = (layout.key_columns(), layout.was_columns());
    let condition = |rows: &[&str]| {
        let facts = |row: &&str| format!(" AND {row}.key LIKE 'fact:%' AND {row}.key NOT IN ({DERIVED_FACTS})");
        let facts: String = if name == "meta" { rows.iter().map(facts).collect() } else { String::new() };
        format!("EXISTS (SELECT 1 FROM temp.recording){facts}")
    };
    let bits: Vec<String> =
        (0..columns.len()).map(|index| format!("((old.{0} IS NOT new.{0}) << {index})", columns[index])).collect();
    let bits = bits.join(" | ");
    // Of codings that rules make, whole rows are kept: the rules may take one away before it is to change again.
    let was = |index: usize| match name.as_str() {
        "codings" => format!("old.{}", columns[index]),
        _ => format!("CASE WHEN old.{0} IS NOT new.{0} THEN old.{0} END", columns[index]),
    };
    let inserted =
        format!("INSERT INTO changes (what, layout, {key_columns}) VALUES ('insert', {id}, {});", of("new", keys));
    let updated = format!(
        "INSERT INTO changes (what, layout, changed, {key_columns}, {was_columns})
             SELECT 'update', {id}, {bits}, {}, {} WHERE ({bits}) <> 0;",
        of("new", keys),
        joined(0..columns.len(), was)
    );
    let deleted = format!(
        "INSERT INTO changes (what, layout, {key_columns}, {was_columns}) VALUES ('delete', {id}, {}, {});",
        of("old", keys),
        of("old", columns)
    );
    let trigger = |what: &str| {
        let (rows, body) = match what {
            "insert" => (["new"].as_slice(), &inserted),
            "update" => (["old", "new"].as_slice(), &updated),
            _ => (["old"].as_slice(), &deleted),
        };
        format!(
            "CREATE TEMP TRIGGER IF NOT EXISTS record_{name}_{what} AFTER {what} ON main.{name} WHEN {}\nBEGIN {body} END;\n",
            condition(rows)
        )
    };
    layout.recorded().iter().map(|what| trigger(what)).collect()
}
