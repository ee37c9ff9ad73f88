//! What came in: sources, questions' owners, and who left the sample.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row};

use super::{Store, StoreError};
use crate::model::{QuestionId, Source, SourceFormat, SourceId, SourceKind};

/// What is remembered of a file, to see whether it has to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    pub id: SourceId,
    pub sha256: String,
    pub byte_count: u64,
    pub modified_ns: i64,
    /// What else decided how it was read.
    pub settings: String,
}

/// How many cases one rule of a survey's plan left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    pub source: SourceId,
    pub reason: String,
    pub case_count: u64,
}

const COLUMNS: &str = "id, path, kind, format, sha256, encoding, text_count, segment_count, word_count";

impl Store {
    /// All sources, by path.
    pub fn sources(&self) -> Result<Vec<Source>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sources ORDER BY path"))?;
        let mut rows = statement.query([])?;
        let mut sources = Vec::new();
        while let Some(row) = rows.next()? {
            sources.push(source(row)?);
        }
        Ok(sources)
    }

    /// What is remembered of the file at `path`.
    pub fn known_file(&self, path: &str) -> Result<Option<KnownFile>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, sha256, byte_count, modified_ns, settings FROM sources WHERE path = ?1")?;
        let known = statement.query_row([path], |row| {
            Ok(KnownFile {
                id: SourceId(row.get(0)?),
                sha256: row.get(1)?,
                byte_count: row.get::<_, i64>(2)?.unsigned_abs(),
                modified_ns: row.get(3)?,
                settings: row.get(4)?,
            })
        });
        Ok(known.optional()?)
    }

    /// Notes that a file was touched, but is the same.
    pub fn note_modified(&mut self, source: SourceId, modified_ns: i64) -> Result<(), StoreError> {
        self.connection.execute("UPDATE sources SET modified_ns = ?2 WHERE id = ?1", (source.0, modified_ns))?;
        Ok(())
    }

    /// Who left the samples, survey by survey, in the order of the rules.
    pub fn exclusions(&self) -> Result<Vec<Exclusion>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT source_id, reason, case_count FROM exclusions ORDER BY source_id, position")?;
        let rows = statement.query_map([], |row| {
            Ok(Exclusion {
                source: SourceId(row.get(0)?),
                reason: row.get(1)?,
                case_count: row.get::<_, i64>(2)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The questions' short names.
    pub fn question_codes(&self) -> Result<Vec<(QuestionId, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, code FROM questions ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((QuestionId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many codings that nobody rejected lie on each source that has any.
    pub fn codings_by_source(&self) -> Result<BTreeMap<SourceId, u64>, StoreError> {
        if self.is_gathering() {
            let mut counts = BTreeMap::new();
            for tally in self.tallies()? {
                for (source, count) in &tally.by_source {
                    *counts.entry(*source).or_default() += count;
                }
            }
            return Ok(counts);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT texts.source_id, count(*) FROM codings JOIN texts ON texts.id = codings.text_id
             WHERE codings.status <> 'rejected' GROUP BY texts.source_id",
        )?;
        let rows = statement.query_map([], |row| Ok((SourceId(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs())))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many codings by people lie on a source: these would be lost if it were read anew.
    pub fn codings_by_people(&self, source: SourceId) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM codings
             JOIN texts ON texts.id = codings.text_id
             JOIN coders ON coders.id = codings.coder_id
             WHERE texts.source_id = ?1 AND (coders.name <> '' OR codings.status <> 'proposed')",
        )?;
        let count: i64 = statement.query_row([source.0], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

fn source(row: &Row<'_>) -> Result<Source, StoreError> {
    let kind: String = row.get(2)?;
    let format: String = row.get(3)?;
    Ok(Source {
        id: SourceId(row.get(0)?),
        path: row.get(1)?,
        kind: SourceKind::from_word(&kind).ok_or(StoreError::Content(kind))?,
        format: SourceFormat::from_word(&format).ok_or(StoreError::Content(format))?,
        sha256: row.get(4)?,
        encoding: row.get(5)?,
        text_count: row.get(6)?,
        segment_count: row.get(7)?,
        word_count: row.get::<_, i64>(8)?.unsigned_abs(),
    })
}
