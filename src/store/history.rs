//! A source's revisions: when each came, what it changed, and the texts as they were.

use rusqlite::{OptionalExtension, Row, params};

use super::past::past_turns;
use super::texts::segments_of;
use super::{Store, StoreError};
use crate::model::{SourceId, Span, TextId};

/// One form of a source's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub number: u32,
    /// RFC 3339, UTC.
    pub at: String,
    pub who: String,
    pub sha256: String,
    pub text_count: u32,
    pub word_count: u64,
    /// Texts that came, changed and went with it.
    pub added: u64,
    pub changed: u64,
    pub removed: u64,
    /// Codings and memos that went along with their words, and that came to wait.
    pub moved: u64,
    pub waiting: u64,
}

/// A text as some revision of its source had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextAt {
    pub id: TextId,
    pub respondent: Option<String>,
    pub question: Option<String>,
    pub content: String,
    /// Turns and their speakers; empty for an answer.
    pub turns: Vec<(Span, Option<String>)>,
}

/// What is known of a source beside what `Source` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDetails {
    pub revision: u32,
    /// RFC 3339, UTC.
    pub imported_at: String,
    /// JSON list of messages with their lines.
    pub warnings: serde_json::Value,
    /// The column that tells respondents apart, of a survey that has one.
    pub id_column: Option<String>,
    /// Name, case, whether they ask, and how many turns they have.
    pub speakers: Vec<(String, Option<String>, bool, u32)>,
    /// Code, type and wording of each question.
    pub questions: Vec<(String, String, String)>,
    /// Respondents whom an earlier file had and the latest has not.
    pub absent: Vec<String>,
}

impl Store {
    /// All forms of a source's file, the first one first.
    pub fn revisions(&self, source: SourceId) -> Result<Vec<Revision>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT revision, at, who, sha256, text_count, word_count, added, changed, removed, moved, waiting
             FROM revisions WHERE source_id = ?1 ORDER BY revision",
        )?;
        let number = |row: &Row<'_>, column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.unsigned_abs());
        let rows = statement.query_map([source.0], |row| {
            Ok(Revision {
                number: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                sha256: row.get(3)?,
                text_count: row.get(4)?,
                word_count: number(row, 5)?,
                added: number(row, 6)?,
                changed: number(row, 7)?,
                removed: number(row, 8)?,
                moved: number(row, 9)?,
                waiting: number(row, 10)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The texts that revision `from` had and `to` has not, and those that `to` has and `from` had not.
    pub fn texts_between(
        &self,
        source: SourceId,
        from: u32,
        to: u32,
    ) -> Result<(Vec<TextAt>, Vec<TextAt>), StoreError> {
        let past = "SELECT p.id, c.name, p.question, p.content, p.turns FROM past_texts p
            LEFT JOIN cases c ON c.id = p.case_id WHERE p.source_id = ?1";
        let gone = format!("{past} AND p.since <= ?2 AND p.until >= ?2 AND p.until < ?3 ORDER BY p.id");
        let come = format!("{past} AND p.since > ?2 AND p.since <= ?3 AND p.until >= ?3 ORDER BY p.id");
        let current = "SELECT t.id, c.name, q.code, t.content, '' FROM texts t
            LEFT JOIN cases c ON c.id = t.case_id LEFT JOIN questions q ON q.id = t.question_id
            WHERE t.source_id = ?1 AND t.since > ?2 AND t.since <= ?3 ORDER BY t.id";
        let texts = |sql: &str| -> Result<Vec<TextAt>, StoreError> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query(params![source.0, from, to])?;
            let mut texts = Vec::new();
            while let Some(row) = rows.next()? {
                texts.push(self.text_at(row)?);
            }
            Ok(texts)
        };
        let mut new = texts(&come)?;
        new.extend(texts(current)?);
        new.sort_by_key(|text| text.id);
        Ok((texts(&gone)?, new))
    }

    fn text_at(&self, row: &Row<'_>) -> Result<TextAt, StoreError> {
        let id = TextId(row.get(0)?);
        let turns: String = row.get(4)?;
        let turns = if turns.is_empty() {
            segments_of(&self.connection, id)?.into_iter().map(|turn| (turn.span, turn.speaker)).collect()
        } else {
            past_turns(&turns)?.into_iter().map(|turn| (turn.span(), turn.speaker)).collect()
        };
        Ok(TextAt { id, respondent: row.get(1)?, question: row.get(2)?, content: row.get(3)?, turns })
    }

    pub fn source_details(&self, source: SourceId) -> Result<SourceDetails, StoreError> {
        let sql = "SELECT revision, imported_at, warnings, id_column FROM sources WHERE id = ?1";
        let mut details = self.connection.query_row(sql, [source.0], |row| {
            Ok(SourceDetails {
                revision: row.get(0)?,
                imported_at: row.get(1)?,
                warnings: row.get::<_, String>(2)?.parse().unwrap_or_default(),
                id_column: row.get::<_, Option<String>>(3)?.filter(|name| !name.is_empty()),
                speakers: Vec::new(),
                questions: Vec::new(),
                absent: Vec::new(),
            })
        })?;
        let mut statement = self.connection.prepare_cached(
            "SELECT p.name, c.name, p.interviewer,
                 (SELECT count(*) FROM texts t JOIN segments g ON g.text_id = t.id
                  WHERE t.source_id = ?1 AND g.speaker_id = p.id)
             FROM speakers p LEFT JOIN cases c ON c.id = p.case_id WHERE p.source_id = ?1 ORDER BY p.id",
        )?;
        let speakers =
            statement.query_map([source.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        details.speakers = speakers.collect::<Result<_, _>>()?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT code, kind, wording FROM questions WHERE source_id = ?1 ORDER BY position")?;
        let questions = statement.query_map([source.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        details.questions = questions.collect::<Result<_, _>>()?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM cases WHERE source_id = ?1 AND row_number IS NULL ORDER BY id")?;
        let absent = statement.query_map([source.0], |row| row.get(0))?;
        details.absent = absent.collect::<Result<_, _>>()?;
        Ok(details)
    }

    /// The current revision of a source; nothing if there is no such source.
    pub fn revision(&self, source: SourceId) -> Result<Option<u32>, StoreError> {
        let sql = "SELECT revision FROM sources WHERE id = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([source.0], |row| row.get(0)).optional()?)
    }
}
