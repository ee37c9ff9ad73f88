//! What is wrong or doubtful in a codebook file, and where.

use std::fmt;

/// Whether a codebook can be used in spite of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The codebook cannot be used.
    Error,
    /// The codebook works, but perhaps not as meant.
    Warning,
}

/// One mistake or doubt, at the place in the file where it can be mended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    pub severity: Severity,
    pub message: String,
    /// Counted from one.
    pub line_number: usize,
    /// In characters, counted from one.
    pub column_number: usize,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    /// `line 3, column 7: error: message (hint)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "line {}, column {}: {severity}: {}", self.line_number, self.column_number, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// All problems of one file, collected by byte offset and told by line and column.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<(usize, Severity, String, Option<String>)>,
}

impl Problems {
    pub(super) fn error(&mut self, at: usize, message: impl Into<String>) {
        self.found.push((at, Severity::Error, message.into(), None));
    }

    pub(super) fn error_with_hint(&mut self, at: usize, message: impl Into<String>, hint: impl Into<String>) {
        self.found.push((at, Severity::Error, message.into(), Some(hint.into())));
    }

    pub(super) fn warning(&mut self, at: usize, message: impl Into<String>, hint: impl Into<String>) {
        self.found.push((at, Severity::Warning, message.into(), Some(hint.into())));
    }

    pub(super) fn has_errors(&self) -> bool {
        self.found.iter().any(|(_, severity, ..)| *severity == Severity::Error)
    }

    /// The problems in the order of the file.
    pub(super) fn in_order(mut self, text: &str) -> Vec<Problem> {
        self.found.sort();
        self.found.dedup();
        let lines = Lines::of(text);
        let told = |(at, severity, message, hint)| {
            let (line_number, column_number) = lines.place(at);
            Problem { severity, message, line_number, column_number, hint }
        };
        self.found.into_iter().map(told).collect()
    }
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Line and column of a byte offset, both from one, the column in characters.
    pub(super) fn place(&self, at: usize) -> (usize, usize) {
        let line_number = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts[line_number - 1];
        let before = self.text.get(start..at.min(self.text.len())).unwrap_or_default();
        (line_number, before.trim_start_matches('\u{feff}').chars().count() + 1)
    }
}
