//! A copy of the store.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::{Project, ProjectError, clock};

impl Project {
    /// Copies the store to `to`, or to `.verbatim/backups/` under today's date. An existing file is never overwritten.
    pub fn back_up(&self, to: Option<&Path>) -> Result<PathBuf, ProjectError> {
        let target = match to {
            Some(to) => to.to_owned(),
            None => self.free_backup_name()?,
        };
        let write = |source| ProjectError::Write { path: target.clone(), source };
        if target.exists() {
            return Err(write(std::io::Error::other("there is a file of that name already")));
        }
        if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(write)?;
        }
        self.store.back_up(&target)?;
        Ok(target)
    }

    /// The names of the copies in `.verbatim/backups/`, the earliest first.
    pub fn backups(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.join(".verbatim/backups")).into_iter().flatten().flatten();
        let copies = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "db"));
        let mut names: Vec<String> = copies.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn free_backup_name(&self) -> Result<PathBuf, ProjectError> {
        let folder = self.folder.join(".verbatim/backups");
        let name = |number: u32| match number {
            1 => folder.join(format!("{}.db", clock::today())),
            _ => folder.join(format!("{}-{number}.db", clock::today())),
        };
        (1..1000).map(name).find(|path| !path.exists()).ok_or_else(|| ProjectError::Write {
            path: folder.clone(),
            source: std::io::Error::other("there are too many copies of today already"),
        })
    }
}
