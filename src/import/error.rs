//! Why a file could not be imported.

use std::fmt;
use std::path::PathBuf;

/// A place in a file, as people count: from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub line_number: Option<u64>,
    pub column_number: Option<u64>,
}

impl fmt::Display for Place {
    /// `, line 3, column 7`, or nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line_number) = self.line_number {
            write!(f, ", line {line_number}")?;
        }
        if let Some(column_number) = self.column_number {
            write!(f, ", column {column_number}")?;
        }
        Ok(())
    }
}

/// Why one file could not be imported. Messages say where and what to do; they never hold a participant's words.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    #[error("cannot read {}", path.display())]
    Read { path: PathBuf, source: std::io::Error },

    #[error("{}{place}: {message}", path.display())]
    Damaged { path: PathBuf, place: Place, message: String },
}
