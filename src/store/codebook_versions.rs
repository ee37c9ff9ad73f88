//! Every version of the codebook that the study has had, in the order in which they came.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Event, Store, StoreError};

/// A codebook as its file has it.
#[derive(Debug, Clone, Copy)]
pub struct NewVersion<'a> {
    pub sha256: &'a str,
    /// As its authors call it.
    pub version: &'a str,
    pub content: &'a str,
    /// By which way it came: `codebook merge`, `codebook rename` …, or `file` for one that somebody wrote.
    pub how: &'a str,
}

/// A version of the codebook, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookVersion {
    /// Counted from one.
    pub number: u32,
    pub sha256: String,
    pub version: String,
    /// The file; empty if it was taken out because somebody withdrew whose words were in it.
    pub content: String,
    /// RFC 3339, UTC.
    pub at: String,
    pub who: String,
    pub how: String,
}

impl CodebookVersion {
    /// How a version came that somebody wrote by hand.
    pub const FILE: &'static str = "file";
}

impl Store {
    /// All versions, the first first.
    pub fn codebook_versions(&self) -> Result<Vec<CodebookVersion>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sha256, version, content, at, who, how
             FROM codebook_versions JOIN codebooks ON codebooks.id = codebook_id ORDER BY codebook_versions.id",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(CodebookVersion {
                number: 0,
                sha256: row.get(0)?,
                version: row.get(1)?,
                content: row.get(2)?,
                at: row.get(3)?,
                who: row.get(4)?,
                how: row.get(5)?,
            })
        })?;
        let numbered = rows.zip(1..).map(|(version, number)| Ok(CodebookVersion { number, ..version? }));
        numbered.collect::<rusqlite::Result<_>>().map_err(StoreError::from)
    }
}

/// Keeps a version, unless it is the last one that there was.
pub(super) fn note_version(connection: &Connection, version: &NewVersion<'_>, event: &Event) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO codebooks (sha256, version, content, applied_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (sha256) DO UPDATE SET applied_at = ?4",
        )?
        .execute(params![version.sha256, version.version, version.content, event.at])?;
    let last = "SELECT sha256 FROM codebook_versions JOIN codebooks ON codebooks.id = codebook_id
                ORDER BY codebook_versions.id DESC LIMIT 1";
    let last: Option<String> = connection.prepare_cached(last)?.query_row([], |row| row.get(0)).optional()?;
    if last.as_deref() == Some(version.sha256) {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO codebook_versions (codebook_id, at, who, how)
             SELECT id, ?2, ?3, ?4 FROM codebooks WHERE sha256 = ?1",
        )?
        .execute(params![version.sha256, event.at, event.who, version.how])?;
    Ok(())
}
