//! Opening the store and bringing it to the shape this program knows.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::StoreError;
use super::action::Step;
use super::gathered::Gathered;
use super::recording::{Recorded, note_layouts};

/// Numbered, never edited, each run once.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
    include_str!("migrations/0009.sql"),
    include_str!("migrations/0010.sql"),
    include_str!("migrations/0011.sql"),
    include_str!("migrations/0012.sql"),
    include_str!("migrations/0013.sql"),
    include_str!("migrations/0014.sql"),
    include_str!("migrations/0015.sql"),
    include_str!("migrations/0016.sql"),
    include_str!("migrations/0017.sql"),
    include_str!("migrations/0018.sql"),
];

/// How long a writer waits for another before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// How soon it tries again where SQLite does not wait by itself.
const RETRY_AFTER: Duration = Duration::from_millis(20);

/// The store of one study.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    /// Which tables have triggers that record what changes.
    pub(super) recorded: Recorded,
    pub(super) is_durable: bool,
    pub(super) step: Step,
    /// What others with the same store open have gathered, too.
    pub(super) gathered: Option<Gathered>,
}

impl Store {
    /// Opens the store at `path`, made new if there is none.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let open = |source| StoreError::Open { path: path.to_owned(), source };
        let mut connection = Connection::open(path).map_err(open)?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(open)?;
        patiently(|| connection.pragma_update(None, "journal_mode", "WAL")).map_err(|error| {
            match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                    StoreError::Damaged { path: path.to_owned() }
                }
                _ => open(error),
            }
        })?;
        connection.pragma_update(None, "synchronous", "NORMAL").map_err(open)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(open)?;
        // Where a row is replaced, the one that goes is deleted for all to see: history records it.
        connection.pragma_update(None, "recursive_triggers", true).map_err(open)?;
        connection.pragma_update(None, "temp_store", "MEMORY").map_err(open)?;
        connection.pragma_update(None, "cache_size", -65_536).map_err(open)?;
        connection.set_prepared_statement_cache_capacity(64);
        migrate(&mut connection, path)?;
        Ok(Self { connection, recorded: Recorded::Nothing, is_durable: false, step: Step::default(), gathered: None })
    }
}

/// Tries again while another process holds the store: SQLite itself does not wait when the journal's kind changes, which
/// is what several commands do at once with a store that is just being made.
fn patiently(mut attempt: impl FnMut() -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    for _ in 0..BUSY_TIMEOUT.as_millis() / RETRY_AFTER.as_millis() {
        match attempt() {
            Err(error) if is_busy(&error) => std::thread::sleep(RETRY_AFTER),
            outcome => return outcome,
        }
    }
    attempt()
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let version =
        |connection: &Connection| connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
    let known = u32::try_from(MIGRATIONS.len()).expect("there are few migrations");
    if version(connection)? == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    for migration in MIGRATIONS.iter().skip(found as usize) {
        transaction.execute_batch(migration)?;
    }
    note_layouts(&transaction)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}
