//! Files whose import was taken back: they do not come in again by themselves.
//!
//! Which they are is written down by undo, and belongs to what it changed: redo takes it back. An import of the file, be it
//! because it has changed or because somebody asked for it, ends it.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::changed_files::digest;
use super::log::LoggedEvent;
use super::{Store, StoreError};

/// What is in the store of a file that an event is about, before that event is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileState {
    path: String,
    /// SHA-256 of the file and of its settings; nothing if it is not in the store.
    is: Option<(String, String)>,
}

impl Store {
    /// Whether a file, as it is and as it would be read, was set aside.
    pub fn is_set_aside(&self, path: &str, sha256: &str, settings: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM set_aside WHERE path = ?1 AND sha256 = ?2 AND settings = ?3";
        Ok(self.connection.prepare_cached(sql)?.exists([path, sha256, digest(Some(settings.as_bytes())).as_str()])?)
    }

    /// Whether a source stays though its file is gone, since its removal was taken back.
    pub fn stays_without_file(&self, path: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM set_aside WHERE path = ?1 AND sha256 = ''";
        Ok(self.connection.prepare_cached(sql)?.exists([path])?)
    }

    /// The paths of files that are set aside.
    pub fn set_aside(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT path FROM set_aside WHERE sha256 <> '' ORDER BY path";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Somebody asks for a file that was set aside.
    pub fn end_set_aside(&mut self, path: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM set_aside WHERE path = ?1", [path])?;
        Ok(())
    }
}

/// The files that a step is about, as the store has them now; not documents of another tool's project, which go with it.
pub(super) fn files_of(connection: &Connection, events: &[LoggedEvent]) -> Result<Vec<FileState>, StoreError> {
    let mut files: Vec<FileState> = Vec::new();
    for logged in events.iter().filter(|logged| ["import", "import project", "remove"].contains(&&*logged.event.action))
    {
        let Some(path) = logged.event.detail.get("source").and_then(Value::as_str) else { continue };
        if files.iter().all(|file| file.path != path) {
            files.push(FileState { path: path.to_owned(), is: state_of(connection, path)? });
        }
    }
    let paths: Vec<String> = files.iter().map(|file| format!("{}/", file.path)).collect();
    files.retain(|file| !paths.iter().any(|path| file.path.starts_with(path)));
    Ok(files)
}

/// Sets aside what is not any more as it was.
pub(super) fn set_aside(connection: &Connection, files: &[FileState]) -> Result<(), StoreError> {
    for FileState { path, is: was } in files {
        let is = state_of(connection, path)?;
        let (sha256, settings) = match (was, &is) {
            (was, is) if was == is => continue,
            (Some((sha256, settings)), _) => (sha256.as_str(), settings.as_str()),
            // It had been taken out, since its file was gone.
            (None, _) => ("", ""),
        };
        connection
            .prepare_cached(
                "INSERT INTO set_aside (path, sha256, settings) VALUES (?1, ?2, ?3)
                 ON CONFLICT (path) DO UPDATE SET sha256 = ?2, settings = ?3",
            )?
            .execute(params![path, sha256, settings])?;
    }
    Ok(())
}

fn state_of(connection: &Connection, path: &str) -> Result<Option<(String, String)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT sha256, settings FROM sources WHERE path = ?1
         UNION ALL SELECT sha256, settings FROM project_files WHERE path = ?1",
    )?;
    // Settings name people: their digest is enough to know them by.
    let state = statement.query_row([path], |row| {
        let settings: String = row.get(1)?;
        Ok((row.get(0)?, digest(Some(settings.as_bytes()))))
    });
    Ok(state.optional()?)
}
