//! History: who did what, and taking it back.
//!
//! Whatever goes through `store.begin(&event)` … `action.finish()` is recorded row by row and can be taken back and done
//! again; an action need not know how. What happens to files of the study with an action belongs to the same event:
//!
//! ```text
//! // A file alone:
//! self.write_tracked("study.toml", Some(new_text.into_bytes()), &event)?;
//!
//! // Rows and files at once: the store's method takes the files and hands them to its action.
//! let file = self.file_change("codebooks/book.toml", Some(new_text.into_bytes()))?;
//! self.change_with_files(|store| store.rename_code("old", "new", &[file], &event))?;
//!
//! // in store/…:
//! let action = self.begin(event)?;
//! action.change_files(files)?;
//! … any rows …
//! action.finish()
//! ```
//!
//! The action notes what was in the file and what comes; the file is written once it is finished. If the program is killed
//! in between, the next to open the study writes it. A file that somebody else has changed since `file_change` looked at it
//! is left alone, and nothing happens at all.

use std::fs::{self, File};
use std::path::Path;

use crate::project::outputs::export::write_file;
use crate::project::study::STUDY_FILE;
use crate::project::{Project, ProjectError, Study};
use crate::store::{Event, FileChange, Store, StoreError};

impl Project {
    /// Under whose name things are done: in the audit trail, and as coder of what is coded by hand.
    pub fn person(&self) -> &str {
        &self.person
    }

    /// Somebody else is at work from here on.
    pub fn set_person(&mut self, name: &str) -> Result<(), ProjectError> {
        let name = name.trim();
        if name.is_empty() || name.contains(char::is_control) {
            return Err(ProjectError::NoPerson);
        }
        name.clone_into(&mut self.person);
        Ok(())
    }

    /// A file of the study as it is, and what it is to become; nothing if it is to go. The name is from the study folder.
    pub(super) fn file_change(&self, name: &str, becomes: Option<Vec<u8>>) -> Result<FileChange, ProjectError> {
        let path = self.path(name);
        let was = match fs::read(&path) {
            Ok(content) => Some(content),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(source) => return Err(ProjectError::Read { path, source }),
        };
        if let (STUDY_FILE, Some(text)) = (name, &becomes) {
            Study::parse(&path, &String::from_utf8_lossy(text))?;
            // The new text was made from what was read when the study was opened.
            if was.as_deref() != Some(self.study_text.as_bytes()) {
                return Err(StoreError::FileChanged { path }.into());
            }
        }
        Ok(FileChange { name: name.to_owned(), path, was, becomes })
    }

    /// Does something in the store with which files change, and then writes them.
    pub(super) fn change_with_files<T>(
        &mut self,
        act: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, ProjectError> {
        self.write_pending_files()?;
        let done = act(&mut self.store)?;
        self.write_pending_files()?;
        Ok(done)
    }

    /// Writes a file of the study, as an action of its own that can be taken back.
    pub(super) fn write_tracked(
        &mut self,
        name: &str,
        content: Option<Vec<u8>>,
        event: &Event,
    ) -> Result<(), ProjectError> {
        let file = self.file_change(name, content)?;
        self.change_with_files(|store| store.change_files(&[file], event))
    }

    /// All that is done here is taken back at once.
    pub(super) fn as_one_step<T>(
        &mut self,
        act: impl FnOnce(&mut Self) -> Result<T, ProjectError>,
    ) -> Result<T, ProjectError> {
        let is_new = self.store.begin_step();
        let done = act(self);
        if is_new {
            self.store.end_step();
        }
        done
    }

    /// Writes files that an action has changed and that are not written yet, and reads the study again if it is among them.
    pub(super) fn write_pending_files(&mut self) -> Result<(), ProjectError> {
        let names = self.store.write_pending_files(&self.folder, &write_durably)?;
        if names.iter().any(|name| name == STUDY_FILE) {
            (self.study, self.study_text) = Study::read(&self.folder)?;
        }
        Ok(())
    }
}

/// Writes a file whole or not at all, and waits until it is on the disk.
fn write_durably(path: &Path, content: Option<&[u8]>) -> std::io::Result<()> {
    let Some(content) = content else { return fs::remove_file(path) };
    write_file(path, content).map_err(|error| match error {
        ProjectError::Write { source, .. } => source,
        other => std::io::Error::other(other),
    })?;
    File::open(path)?.sync_all()
}
