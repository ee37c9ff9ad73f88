//! Why a file could not be imported.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::text::toml_mistake;

/// A place in a file, as people count: from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub line_number: Option<u64>,
    pub column_number: Option<u64>,
    /// Of a sheet.
    pub row_number: Option<u64>,
}

impl Place {
    /// The file as a whole.
    pub const WHOLE: Self = Self { line_number: None, column_number: None, row_number: None };

    /// A line.
    pub const fn line(line_number: u64) -> Self {
        Self { line_number: Some(line_number), ..Self::WHOLE }
    }

    /// A row of a sheet.
    pub const fn row(row_number: u64) -> Self {
        Self { row_number: Some(row_number), ..Self::WHOLE }
    }

    /// A line and a column of it.
    pub const fn at(line_number: u64, column_number: u64) -> Self {
        Self { line_number: Some(line_number), column_number: Some(column_number), ..Self::WHOLE }
    }

    /// `line 3, column 7`, `row 3`, or nothing.
    pub fn words(&self) -> String {
        self.to_string().trim_start_matches(", ").to_owned()
    }

    /// Where byte `offset` of a text stands; columns count characters.
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_number = before.bytes().filter(|&byte| byte == b'\n').count() as u64 + 1;
        let column_number = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
        Self::at(line_number, column_number)
    }
}

impl fmt::Display for Place {
    /// `, line 3, column 7`, `, row 3`, or nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line_number) = self.line_number {
            write!(f, ", line {line_number}")?;
        }
        if let Some(column_number) = self.column_number {
            write!(f, ", column {column_number}")?;
        }
        if let Some(row_number) = self.row_number {
            write!(f, ", row {row_number}")?;
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

    #[error("{}{}{place}: {message}", path.display(), sheet.as_ref().map(|sheet| format!(", sheet {sheet:?}")).unwrap_or_default())]
    Damaged {
        path: PathBuf,
        /// Where a file has several.
        sheet: Option<String>,
        place: Place,
        message: String,
    },
}

impl ImportError {
    /// A file that cannot be used as it is: `message` says what is wrong and what to do about it.
    pub(crate) fn damaged(path: &Path, place: Place, message: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), sheet: None, place, message: message.into() }
    }

    /// The same, of one of the file's sheets.
    pub(crate) fn in_sheet(mut self, name: Option<&str>) -> Self {
        if let Self::Damaged { sheet, .. } = &mut self {
            *sheet = name.map(str::to_owned);
        }
        self
    }

    /// What a TOML file gets wrong, with line and column.
    pub(crate) fn toml(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let place = error.span().map_or(Place::WHOLE, |span| Place::of_offset(text, span.start));
        Self::damaged(path, place, toml_mistake(error.message()))
    }
}
