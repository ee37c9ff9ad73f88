//! Files of the study folder that change with an action: a codebook, `study.toml`.
//!
//! The action keeps what was there before, and what is to be written, in the same transaction as everything else. Only
//! then is the file written. Whatever happens in between, the next to open the study writes it: the file and the store
//! say the same, or the action has not happened.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::{Store, StoreError};

/// A file of the study that is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// From the study folder, with `/` between folders.
    pub name: String,
    pub path: PathBuf,
    /// What is there now; nothing if there is no such file.
    pub was: Option<Vec<u8>>,
    /// What will be there; nothing if the file goes.
    pub becomes: Option<Vec<u8>>,
}

/// Writes a file, or takes it away.
pub type WriteFile<'w> = dyn Fn(&Path, Option<&[u8]>) -> std::io::Result<()> + 'w;

impl Store {
    /// Writes the files that finished actions have changed, and gives their names. A file that is not what the action was
    /// made from any more was changed by somebody else in that instant, and is left as it is.
    pub fn write_pending_files(&mut self, folder: &Path, write: &WriteFile<'_>) -> Result<Vec<String>, StoreError> {
        if !self.has_pending_files()? {
            return Ok(Vec::new());
        }
        // Whoever else wants to write the same file waits until it is written.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut names = Vec::new();
        {
            let mut statement = transaction.prepare("SELECT path, was, content FROM pending_files ORDER BY path")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (name, was, content): (String, String, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let path = folder.join(&name);
                let is = digest(content_of(&path)?.as_deref());
                if is == was {
                    write(&path, content.as_deref()).map_err(|source| StoreError::File { path, source })?;
                }
                names.push(name);
            }
        }
        transaction.execute("DELETE FROM pending_files", [])?;
        transaction.commit()?;
        Ok(names)
    }

    fn has_pending_files(&self) -> Result<bool, StoreError> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM pending_files")?.exists([])?)
    }
}

/// Notes that a file changes with the action under way; refused if it is not what the change was made from.
pub(super) fn change_file(connection: &Connection, file: &FileChange) -> Result<(), StoreError> {
    let was = digest(file.was.as_deref());
    let becomes = digest(file.becomes.as_deref());
    // An action may change a file more than once: then it is what the action has made of it so far.
    let mut pending = connection.prepare_cached("SELECT was, content FROM pending_files WHERE path = ?1")?;
    let pending: Option<(String, Option<Vec<u8>>)> =
        pending.query_row([&file.name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let is = match &pending {
        Some((_, content)) => digest(content.as_deref()),
        None => digest(content_of(&file.path)?.as_deref()),
    };
    if is != was {
        return Err(StoreError::FileChanged { path: file.path.clone() });
    }
    if was == becomes {
        return Ok(());
    }
    let on_disk = pending.map_or(was, |(on_disk, _)| on_disk);
    connection
        .prepare_cached(
            "INSERT INTO pending_files (path, was, content) VALUES (?1, ?2, ?3)
             ON CONFLICT (path) DO UPDATE SET content = ?3",
        )?
        .execute(params![file.name, on_disk, file.becomes])?;
    connection
        .prepare_cached("INSERT INTO changes (what, key_0, was_0, was_1) VALUES ('file', ?1, ?2, ?3)")?
        .execute(params![file.name, file.was, becomes])?;
    Ok(())
}

/// SHA-256 in hexadecimal; empty for a file that is not there.
pub(super) fn digest(content: Option<&[u8]>) -> String {
    let Some(content) = content else { return String::new() };
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn content_of(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::File { path: path.to_owned(), source }),
    }
}
