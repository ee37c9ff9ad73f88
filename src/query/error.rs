//! What is wrong with a query, and where.

use std::fmt;

use unicode_width::UnicodeWidthStr;

use crate::index::IndexError;
use crate::model::Span;
use crate::store::StoreError;

/// What is wrong with a query, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// One sentence without a full stop.
    pub message: String,
    pub span: Span,
    /// What to write instead.
    pub hint: Option<String>,
}

impl QueryError {
    pub(super) fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span, hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<Option<String>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The query with the place marked beneath it, for people who read it in a terminal.
    pub fn pointed(&self, query: &str) -> String {
        let line = query.replace(['\n', '\t'], " ");
        let before = query.get(..self.span.start()).unwrap_or(query);
        let width = self.span.of_text(query).width().max(1);
        format!("{line}\n{}{}", " ".repeat(before.width()), "^".repeat(width))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

impl std::error::Error for QueryError {}

/// Why there is no answer to a query.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    #[error(transparent)]
    Query(#[from] QueryError),

    #[error("hits cannot be counted by {name:?}{}", nearest.as_deref().map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default())]
    NoFacet { name: String, nearest: Option<String> },

    #[error(
        "the query has no words to look for: fields alone, such as code:training, find segments and no places in them"
    )]
    NoWords,

    #[error(transparent)]
    Store(#[from] StoreError),

    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(error.into())
    }
}
