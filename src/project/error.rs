//! What can go wrong for a project as a whole.

use std::path::{Path, PathBuf};

use crate::import::ImportError;
use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    #[error("there is no study.toml in {} or above it", start.display())]
    NoStudy { start: PathBuf },

    #[error("cannot read {}", path.display())]
    Read { path: PathBuf, source: std::io::Error },

    #[error("cannot write {}", path.display())]
    Write { path: PathBuf, source: std::io::Error },

    #[error("{}, line {line_number}, column {column_number}: {message}", path.display())]
    Settings { path: PathBuf, line_number: usize, column_number: usize, message: String },

    #[error("{}: {message}", path.display())]
    Study { path: PathBuf, message: String },

    #[error(transparent)]
    Import(#[from] ImportError),

    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ProjectError {
    /// A mistake in a TOML file, with the place where it stands.
    pub(super) fn settings(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self::Settings {
            path: path.to_owned(),
            line_number: before.matches('\n').count() + 1,
            column_number: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            message: error.message().replace('\n', " "),
        }
    }
}
