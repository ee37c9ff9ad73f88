//! The study's own files of summaries: `build` reads one when it has changed, so that a fresh copy of the study prints them.
//!
//! The store is what counts. A summary that was changed in the store stays as it is when the file is read, unless the file
//! has changed there and the store has not; `framework export` without a file's name writes the store's state back.

use super::copy::summary_stamp;
use super::reading::{CellOutcome, ReadOptions};
use crate::import::read_file;
use crate::project::files::sha256;
use crate::project::{Project, ProjectError};
use crate::store::{StoredCell, WITHDRAWN_FROM_FILE};
use crate::text::counted;

/// What came of reading the study's files of summaries.
#[derive(Debug, Default)]
pub(in crate::project) struct FilesRead {
    /// How many cells changed.
    pub(in crate::project) changed: usize,
    pub(in crate::project) warnings: Vec<String>,
    /// Files that could not be read.
    pub(in crate::project) failed: Vec<ProjectError>,
}

impl Project {
    /// Reads the files of frameworks that have changed since they were last read.
    pub(in crate::project) fn read_framework_files(&mut self) -> Result<FilesRead, ProjectError> {
        let mut all = FilesRead::default();
        let entries: Vec<(String, String)> =
            self.study.frameworks.iter().filter_map(|entry| Some((entry.name.clone(), entry.file.clone()?))).collect();
        for (framework, file) in entries {
            match self.read_framework_file(&framework, &file, &mut all) {
                Ok(()) => {}
                // What the store cannot do concerns the whole build; a bad file only itself.
                Err(error @ ProjectError::Store(_)) => return Err(error),
                Err(error) => all.failed.push(error),
            }
        }
        Ok(all)
    }

    /// Files of frameworks that have changed since they were last read, a sentence each.
    pub(in crate::project) fn changed_framework_files(&self) -> Result<Vec<String>, ProjectError> {
        let mut changed = Vec::new();
        for entry in &self.study.frameworks {
            let Some(file) = entry.file.as_ref().filter(|file| self.path(file).exists()) else { continue };
            let sha256 = sha256(&read_file(&self.path(file))?);
            if self.store.framework_file(&entry.name)?.as_deref() != Some(&sha256) {
                changed.push(format!("{file} has summaries that have not been read yet"));
            }
        }
        Ok(changed)
    }

    fn read_framework_file(&mut self, framework: &str, file: &str, all: &mut FilesRead) -> Result<(), ProjectError> {
        let path = self.path(file);
        if !path.exists() {
            all.warnings.push(format!(
                "{file}, the summaries of the framework {framework}, is not there: `verbatim framework export {framework}` \
                 writes it"
            ));
            return Ok(());
        }
        let bytes = read_file(&path)?;
        let sha256 = sha256(&bytes);
        if self.store.framework_file(framework)?.as_deref() == Some(&sha256) {
            return Ok(());
        }
        let read = self.take_copy(framework, &path, &bytes, ReadOptions::default(), true)?;
        all.changed += read.changed();
        all.warnings.extend(read.notes.iter().map(|note| format!("{file}: {note}")));
        let conflicts: Vec<String> = read
            .cells
            .iter()
            .filter(|cell| cell.outcome == CellOutcome::Conflict)
            .map(|cell| format!("{} / {}", cell.row, cell.column))
            .collect();
        if conflicts.is_empty() {
            // Read again as long as there are some, so that they are told again.
            self.store.note_framework_file(framework, &sha256)?;
        } else {
            all.warnings.push(format!(
                "{file}: {} changed in the file and in the store, and left as the store has it: {}; `verbatim framework \
                 import {framework} {file} --overwrite` takes the file's, `verbatim framework export {framework} --force` \
                 writes the store's",
                counted(conflicts.len() as u64, "cell"),
                conflicts.join(", ")
            ));
        }
        Ok(())
    }
}

/// Whether the study's file says something else than the store; what it never said counts too.
pub(super) fn differs_from_file(cell: &StoredCell) -> bool {
    match cell.file_digest.as_deref() {
        None | Some(WITHDRAWN_FROM_FILE) => !cell.summary.is_empty(),
        Some(digest) => digest != summary_stamp(&cell.summary),
    }
}
