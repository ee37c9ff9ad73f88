//! What a study is made from, watched: whether anything has changed since the last look.
//!
//! It looks at sizes and times of the files that the study names, and at what the store has; nothing is asked of the
//! system, so that it works on network drives too. A file that is still being written is left to settle.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::project::files::{Stamp, stamp, study_files};
use crate::project::study::STUDY_FILE;
use crate::project::{Project, Study};

/// The files of a study as they were at the last look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    folder: PathBuf,
    stamps: BTreeMap<PathBuf, Option<Stamp>>,
}

impl Watch {
    /// Looks at the files of the study in `folder`. Where its study file cannot be read, that file alone is looked at, and
    /// those that `before` knew.
    pub fn of(folder: &Path, before: Option<&Self>) -> Self {
        let mut paths = vec![folder.join(STUDY_FILE)];
        match Study::read(folder) {
            Ok((study, _)) => {
                paths.extend(study.watched_files().map(|name| folder.join(name)));
                let files = study_files(folder, &study).map(|(files, _)| files).unwrap_or_default();
                paths.extend(files.into_iter().map(|file| file.path));
            }
            Err(_) => paths.extend(before.iter().flat_map(|watch| watch.stamps.keys().cloned())),
        }
        let stamps = paths.into_iter().map(|path| (path.clone(), stamp(&path).ok())).collect();
        Self { folder: folder.to_owned(), stamps }
    }

    /// The names, from the study folder, of what is new, gone or different in a later look.
    pub fn changed(&self, later: &Self) -> Vec<String> {
        let all = self.stamps.keys().chain(later.stamps.keys().filter(|path| !self.stamps.contains_key(*path)));
        let is_other = |path: &&PathBuf| self.stamps.get(*path) != later.stamps.get(*path);
        all.filter(is_other).map(|path| crate::project::files::name_in(&self.folder, path)).collect()
    }
}

impl Project {
    /// A number that is another one whenever something was done in the study, by this program or another; none where
    /// another program is writing just now.
    pub fn change_number(&self) -> Option<i64> {
        self.store.change_number().ok()
    }

    /// Whether the outputs were made from what there is now.
    pub fn is_built(&self) -> bool {
        self.built_from_this().is_ok_and(|is_built| is_built)
    }

    /// The folder that holds the study.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
