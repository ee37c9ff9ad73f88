//! What can go wrong with the store.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    #[error("cannot open the store {}", path.display())]
    Open { path: PathBuf, source: rusqlite::Error },

    #[error("{} is damaged, or no store at all: put the latest backup in its place (`verbatim backup` makes them)", path.display())]
    Damaged { path: PathBuf },

    #[error("the store {} was made by a newer verbatim (its version is {found}, this program knows {known}): use that one", path.display())]
    Newer { path: PathBuf, found: u32, known: u32 },

    #[error("the store is busy: another verbatim is writing; try again when it has finished")]
    Busy(#[source] rusqlite::Error),

    #[error("the store did not take or give what was asked")]
    Sql(#[source] rusqlite::Error),

    #[error("cannot read or write {}", path.display())]
    File { path: PathBuf, source: std::io::Error },

    #[error("{} was changed meanwhile by something else, so nothing was changed: try again", path.display())]
    FileChanged { path: PathBuf },

    #[error("{} is not as it was left any more, so nothing was changed: undo what was changed in it by hand first", path.display())]
    FileEdited { path: PathBuf },

    #[error("event {step} cannot go that way: nothing of it is left to take back or do again")]
    NotThatWay { step: i64 },

    #[error("event {number} came after event {step} and builds on it, so nothing was changed")]
    ChangedSince { step: i64, number: i64 },

    #[error("what event {step} changed is not as it was left any more, so nothing was changed")]
    Turned { step: i64, source: Box<Self> },

    #[error("the store holds something that this program cannot read: {0}")]
    Content(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::Busy(error),
            _ => Self::Sql(error),
        }
    }
}
