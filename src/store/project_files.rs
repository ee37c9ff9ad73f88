//! Projects of other tools: what is remembered of their files, and the codings and memos that came with them.
//!
//! A project's documents are sources like any other, each brought in by its own import. The file is noted last, so that
//! an import which was cut short is done again.

use rusqlite::{OptionalExtension, Transaction, params};

use super::codings::coder;
use super::events::Event;
use super::import::bytes;
use super::subjects::leave_memos;
use super::{Importing, KnownFile, Store, StoreError};
use crate::model::{CodingStatus, SourceId, Span, TextId};

/// A project's file as it was read.
#[derive(Debug, Clone, Copy)]
pub struct NewProjectFile<'a> {
    pub path: &'a str,
    pub sha256: &'a str,
    pub byte_count: u64,
    pub modified_ns: i64,
    pub settings: &'a str,
}

/// A coding that a person made in another tool.
#[derive(Debug, Clone, Copy)]
pub struct NewCoding<'a> {
    pub code: &'a str,
    pub coder: &'a str,
    pub span: Span,
    /// The segments that the span touches, counted from the text's first.
    pub segments: (u32, u32),
}

/// What a memo of a project stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoTarget<'a> {
    /// The study, under a heading.
    Study(&'a str),
    /// A participant of this name.
    Case(&'a str),
    /// A whole text.
    Text,
    /// Some words of a text.
    Passage(Span),
    /// A coder's code on some words of a text.
    Coding { code: &'a str, coder: &'a str, span: Span },
}

/// A memo that comes with a project.
#[derive(Debug, Clone, Copy)]
pub struct NewProjectMemo<'a> {
    pub target: MemoTarget<'a>,
    /// The path of the project's file.
    pub file: &'a str,
    pub author: &'a str,
    /// RFC 3339, UTC.
    pub written_at: &'a str,
    pub content: &'a str,
}

impl Store {
    /// What is remembered of a project's file.
    pub fn known_project_file(&self, path: &str) -> Result<Option<KnownFile>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT sha256, byte_count, modified_ns, settings FROM project_files WHERE path = ?1")?;
        let known = statement.query_row([path], |row| {
            Ok(KnownFile {
                id: NO_SOURCE,
                sha256: row.get(0)?,
                byte_count: row.get::<_, i64>(1)?.unsigned_abs(),
                modified_ns: row.get(2)?,
                settings: row.get(3)?,
            })
        });
        Ok(known.optional()?)
    }

    /// The paths of all projects' files.
    pub fn project_files(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT path FROM project_files ORDER BY path")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Notes that a project's file was touched, but is the same.
    pub fn note_project_modified(&mut self, path: &str, modified_ns: i64) -> Result<(), StoreError> {
        let sql = "UPDATE project_files SET modified_ns = ?2 WHERE path = ?1";
        self.connection.execute(sql, params![path, modified_ns])?;
        Ok(())
    }

    /// Notes a project's file all of whose documents have come in, with its memos on the study and on cases.
    pub fn finish_project_file(
        &mut self,
        file: &NewProjectFile<'_>,
        memos: &[NewProjectMemo<'_>],
        event: &Event,
    ) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        action.execute("DELETE FROM set_aside WHERE path = ?1", [file.path])?;
        action.execute(
            "INSERT INTO project_files (path, sha256, byte_count, modified_ns, settings, imported_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (path) DO UPDATE SET sha256 = ?2, byte_count = ?3, modified_ns = ?4, settings = ?5,
                                              imported_at = ?6",
            params![
                file.path,
                file.sha256,
                i64::try_from(file.byte_count).unwrap_or(i64::MAX),
                file.modified_ns,
                file.settings,
                event.at
            ],
        )?;
        let brought = "project_file = ?1 AND text_id IS NULL";
        leave_memos(&action, brought, &[&file.path])?;
        action.execute(&format!("DELETE FROM memos WHERE {brought}"), [file.path])?;
        for memo in memos {
            insert_memo(&action, None, memo)?;
        }
        action.finish()
    }

    /// Forgets a project's file, with its memos on the study and on cases. Its documents are removed as sources are.
    pub fn forget_project_file(&mut self, path: &str, event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        action.execute("DELETE FROM memos WHERE project_file = ?1", [path])?;
        action.execute("DELETE FROM project_files WHERE path = ?1", [path])?;
        action.finish()
    }

    /// How many codings on a source people made or judged in this program, not in the tool that its project comes from.
    pub fn codings_made_here(&self, source: SourceId) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM codings
             JOIN texts ON texts.id = codings.text_id
             JOIN coders ON coders.id = codings.coder_id
             WHERE texts.source_id = ?1 AND NOT is_brought AND (coders.name <> '' OR codings.status <> 'proposed')",
        )?;
        let count: i64 = statement.query_row([source.0], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// A project's file is no source itself: its documents are.
const NO_SOURCE: SourceId = SourceId(0);

impl Importing<'_> {
    /// Takes away the codings and memos that an earlier form of a project brought to this source.
    pub fn drop_brought(&mut self) -> Result<(), StoreError> {
        let texts = "text_id IN (SELECT id FROM texts WHERE source_id = ?1)";
        leave_memos(&self.transaction, &format!("project_file IS NOT NULL AND {texts}"), &[&self.source.0])?;
        for which in [
            format!("codings WHERE is_brought AND {texts}"),
            format!("memos WHERE project_file IS NOT NULL AND {texts}"),
        ] {
            self.transaction.execute(&format!("DELETE FROM {which}"), [self.source.0])?;
        }
        Ok(())
    }

    /// Adds a coding that came with the text. The same one twice is one.
    pub fn coding(&mut self, text: TextId, coding: &NewCoding<'_>) -> Result<(), StoreError> {
        self.transaction.prepare_cached("INSERT OR IGNORE INTO codes (name) VALUES (?1)")?.execute([coding.code])?;
        let mut statement = self.transaction.prepare_cached("SELECT id FROM codes WHERE name = ?1")?;
        let code: i64 = statement.query_row([coding.code], |row| row.get(0))?;
        let coder = coder(&self.transaction, coding.coder)?;
        let (start, end) = bytes(coding.span);
        self.transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment,
                                                last_segment, rule_index, status, is_brought)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, 1)",
            )?
            .execute(params![
                code,
                text.0,
                start,
                end,
                coder,
                text.0 + coding.segments.0,
                text.0 + coding.segments.1,
                CodingStatus::Accepted.word()
            ])?;
        Ok(())
    }

    /// Adds a memo of a project on a text.
    pub fn project_memo(&mut self, text: TextId, memo: &NewProjectMemo<'_>) -> Result<(), StoreError> {
        insert_memo(&self.transaction, Some(text), memo)
    }
}

fn insert_memo(
    transaction: &Transaction<'_>,
    text: Option<TextId>,
    memo: &NewProjectMemo<'_>,
) -> Result<(), StoreError> {
    let (kind, key, span) = match memo.target {
        MemoTarget::Study(_) => ("study", "", None),
        MemoTarget::Case(_) => ("case", "", None),
        MemoTarget::Text => ("text", "", None),
        MemoTarget::Passage(span) => ("passage", "", Some(bytes(span))),
        MemoTarget::Coding { code, span, .. } => ("coding", code, Some(bytes(span))),
    };
    let mut case: Option<i64> = None;
    if let MemoTarget::Case(name) = memo.target {
        let sql = "SELECT id FROM cases WHERE source_id = 0 AND name = ?1";
        case = transaction.query_row(sql, [name], |row| row.get(0)).optional()?;
        if case.is_none() {
            // A case whose words all went is no case any more, and nothing is to be noted on it.
            return Ok(());
        }
    }
    let coder = match memo.target {
        MemoTarget::Coding { coder: name, .. } => Some(coder(transaction, name)?),
        _ => None,
    };
    let title = if let MemoTarget::Study(heading) = memo.target { heading } else { "" };
    let mut statement = transaction.prepare_cached(
        "INSERT INTO memos (target_kind, target_key, case_id, coder_id, title, author, written_at, content, text_id,
                            span_start, span_end, project_file)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    statement.execute(params![
        kind,
        key,
        case,
        coder,
        title,
        memo.author,
        memo.written_at,
        memo.content,
        text.map(|text| text.0),
        span.map(|span| span.0),
        span.map(|span| span.1),
        memo.file
    ])?;
    Ok(())
}
