//! Another program's SQLite file, read as the file format that it is, and trusted in nothing.
//!
//! The bytes are looked at in memory and never written. Only true tables are read, column by column, by statements that
//! stand here: no view, trigger, virtual table or extension of the file comes to run. What is damaged, too large or
//! without end is one sentence.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};

use crate::import::{ImportError, Place};

/// A project of this many bytes holds more text than any study.
const MAX_FILE: usize = 192 << 20;
/// No cell is larger: an hour of talk is 60 kB.
const MAX_CELL: i32 = 64 << 20;
/// All that is read of a file, which by crossed links between its pages can seem to hold far more than it does.
const MAX_READ: usize = 192 << 20;
const MAX_ROWS: usize = 2_000_000;
/// SQLite's own small steps, so many at a time, and how many times so many: some seconds, counted and not timed.
const STEPS: i32 = 10_000;
const MAX_STEPS: u32 = 10_000;

const MAIN: &str = "main";

/// The first bytes of every SQLite file.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where the header says whether a write-ahead log goes with the file, which a file in memory cannot have.
const JOURNAL_KIND: std::ops::Range<usize> = 18..20;
const HEADER: usize = 100;

const DAMAGED: &str =
    "the project's database is damaged or cut off; open it in the program that made it and export or copy it again";

/// An open database of another program.
pub(super) struct Database {
    path: PathBuf,
    connection: Connection,
    tables: BTreeSet<String>,
    read: Cell<usize>,
}

/// One row: the columns that were asked for, those that the file does not have being empty.
pub(super) struct Row(Vec<Value>);

enum Value {
    Nothing,
    Number(i64),
    Text(String),
}

impl Database {
    pub(super) fn open(path: &Path, bytes: &[u8]) -> Result<Self, ImportError> {
        if !bytes.starts_with(MAGIC) {
            let message =
                "this is no SQLite database, which a project of Taguette or QualCoder is; export or copy it again";
            return Err(ImportError::damaged(path, Place::WHOLE, message));
        }
        if bytes.len() < HEADER {
            return Err(ImportError::damaged(path, Place::WHOLE, DAMAGED));
        }
        if bytes.len() > MAX_FILE {
            let message = "the project is larger than 192 MB, which no texts are; is it a project?";
            return Err(ImportError::damaged(path, Place::WHOLE, message));
        }
        let connection = guarded(bytes).map_err(|error| sentence(path, &error))?;
        let mut database = Self { path: path.to_owned(), connection, tables: BTreeSet::new(), read: Cell::new(0) };
        database.tables = database.true_tables()?;
        Ok(database)
    }

    pub(super) fn has(&self, table: &str) -> bool {
        self.tables.contains(table)
    }

    /// Goes through a table in the file's own order; a table that is not there has no rows, and a column that is not
    /// there is empty: programs add them over the years.
    pub(super) fn rows(&self, table: &str, columns: &[&str], mut each: impl FnMut(&Row)) -> Result<(), ImportError> {
        if !self.has(table) {
            return Ok(());
        }
        let known = self.columns_of(table)?;
        let wanted: Vec<String> = columns
            .iter()
            .map(|column| if known.contains(*column) { format!("\"{column}\"") } else { "NULL".to_owned() })
            .collect();
        self.select(&format!("SELECT {} FROM main.\"{table}\"", wanted.join(", ")), columns.len(), &mut each)
    }

    pub(super) fn damaged(&self, message: impl Into<String>) -> ImportError {
        ImportError::damaged(&self.path, Place::WHOLE, message)
    }

    /// Tables that hold rows of their own: a view or a virtual table of that name has none.
    fn true_tables(&self) -> Result<BTreeSet<String>, ImportError> {
        let mut tables = BTreeSet::new();
        let sql = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0";
        self.select(sql, 1, &mut |row: &Row| tables.extend([row.text(0).to_owned()]))?;
        Ok(tables)
    }

    fn columns_of(&self, table: &str) -> Result<BTreeSet<String>, ImportError> {
        let mut columns = BTreeSet::new();
        let sql = format!("PRAGMA main.table_info(\"{table}\")");
        self.select(&sql, 2, &mut |row: &Row| columns.extend([row.text(1).to_owned()]))?;
        Ok(columns)
    }

    fn select(&self, sql: &str, width: usize, each: &mut dyn FnMut(&Row)) -> Result<(), ImportError> {
        let failed = |error: rusqlite::Error| sentence(&self.path, &error);
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut count = 0;
        while let Some(found) = rows.next().map_err(failed)? {
            let mut row = Row(Vec::with_capacity(width));
            for column in 0..width {
                row.0.push(Value::of(found.get_ref(column).map_err(failed)?));
            }
            count += 1;
            self.read.set(self.read.get() + row.size());
            if count > MAX_ROWS || self.read.get() > MAX_READ {
                return Err(self
                    .damaged("the project holds more than any study does, so it is damaged; export or copy it again"));
            }
            each(&row);
        }
        Ok(())
    }
}

/// Opens the bytes with everything off that a file could use to do something.
fn guarded(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, MAX_CELL),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 200),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_VDBE_OP, 100_000),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, most)?;
    }
    let mut steps = 0;
    let is_endless = move || {
        steps += 1;
        steps > MAX_STEPS
    };
    connection.progress_handler(STEPS, Some(is_endless))?;
    for (setting, value) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
    ] {
        connection.set_db_config(setting, value)?;
    }
    let (before, after) = (&bytes[..JOURNAL_KIND.start], bytes.get(JOURNAL_KIND.end..).unwrap_or_default());
    let whole = Cursor::new(before).chain(Cursor::new([1, 1])).chain(Cursor::new(after));
    connection.deserialize_read_exact(MAIN, whole, JOURNAL_KIND.end + after.len(), true)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

fn sentence(path: &Path, error: &rusqlite::Error) -> ImportError {
    let message = match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => {
            "reading the project would take without end, so it is damaged or made to do harm"
        }
        Some(ErrorCode::TooBig) => {
            "a text in the project claims to be larger than 64 MB, so it is damaged; export or copy it again"
        }
        _ => DAMAGED,
    };
    ImportError::damaged(path, Place::WHOLE, message)
}

impl Value {
    fn of(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Nothing,
            ValueRef::Integer(number) => Self::Number(number),
            #[expect(clippy::cast_possible_truncation, reason = "a fraction is no number that any table here has")]
            ValueRef::Real(number) => Self::Number(number as i64),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Self::Text(String::from_utf8_lossy(bytes).into_owned()),
        }
    }
}

impl Row {
    /// The words of a column; empty where it has none.
    pub(super) fn text(&self, column: usize) -> &str {
        match self.0.get(column) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The whole number of a column. Databases of Python programs keep some as text.
    pub(super) fn number(&self, column: usize) -> Option<i64> {
        match self.0.get(column)? {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.trim().parse().ok(),
            Value::Nothing => None,
        }
    }

    fn size(&self) -> usize {
        let of_value = |value: &Value| if let Value::Text(text) = value { text.len() } else { 8 };
        self.0.iter().map(of_value).sum()
    }
}
