//! The file formats a report can be written in.

use crate::model::words;

/// A file format; its word is also the file's ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One self-contained page: nothing fetched, no script.
    Html,
    Docx,
    Xlsx,
    /// One file a table.
    Csv,
    /// CommonMark with GitHub's tables.
    Md,
}

words!(Format { Html = "html", Docx = "docx", Xlsx = "xlsx", Csv = "csv", Md = "md" });
