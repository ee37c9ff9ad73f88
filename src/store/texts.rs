//! Reading texts back, a stretch at a time.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::gathered::MadeFrom;
use super::{Store, StoreError};
use crate::model::{CaseId, QuestionId, SourceId, Span, TextId};

/// One text as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    pub id: TextId,
    pub source: SourceId,
    /// The respondent; none for transcripts, whose segments have speakers.
    pub case: Option<CaseId>,
    pub question: Option<QuestionId>,
    pub content: String,
    /// A transcript's segments; empty for an answer, which is one segment over all of it.
    pub segments: Vec<StoredSegment>,
}

/// One turn or paragraph of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSegment {
    pub span: Span,
    /// As the transcript names them.
    pub speaker: Option<String>,
    pub interviewer: bool,
    pub case: Option<CaseId>,
    pub start_ms: Option<u32>,
    /// Level of a heading, from 1; none for what somebody says or writes.
    pub heading: Option<u8>,
}

impl Store {
    /// At most `limit` texts with ids above `after`, by id: how all texts are read without holding them all.
    pub fn texts_after(&self, after: Option<TextId>, limit: usize) -> Result<Vec<StoredText>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, source_id, case_id, question_id, content FROM texts WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        let after = after.map_or(-1, |text| i64::from(text.0));
        let rows = statement.query_map((after, i64::try_from(limit).unwrap_or(i64::MAX)), |row| {
            Ok(StoredText {
                id: TextId(row.get(0)?),
                source: SourceId(row.get(1)?),
                case: row.get::<_, Option<u32>>(2)?.map(CaseId),
                question: row.get::<_, Option<u32>>(3)?.map(QuestionId),
                content: row.get(4)?,
                segments: Vec::new(),
            })
        })?;
        let mut texts: Vec<StoredText> = rows.collect::<Result<_, _>>()?;
        for text in texts.iter_mut().filter(|text| text.question.is_none()) {
            text.segments = self.segments_of(text.id)?;
        }
        Ok(texts)
    }

    /// The texts of one source, by number.
    pub fn texts_of(&self, source: SourceId) -> Result<Vec<TextId>, StoreError> {
        Ok(self.text_ranges(source)?.iter().map(|(text, _)| *text).collect())
    }

    /// The texts of one source, each with how many segments it has.
    pub fn text_ranges(&self, source: SourceId) -> Result<Arc<Vec<(TextId, u32)>>, StoreError> {
        self.gathered(MadeFrom::Texts, &format!("text ranges {}", source.0), || {
            let sql = "SELECT id, max(segment_count, 1) FROM texts WHERE source_id = ?1 ORDER BY id";
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map([source.0], |row| Ok((TextId(row.get(0)?), row.get(1)?)))?;
            Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The answers of a respondent in one survey, each with its question's code.
    pub fn answers_of(&self, source: SourceId, case: CaseId) -> Result<Vec<(TextId, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT texts.id, code FROM texts JOIN questions ON questions.id = question_id
             WHERE case_id = ?2 AND texts.source_id = ?1 ORDER BY texts.id",
        )?;
        let rows = statement.query_map([source.0, case.0], |row| Ok((TextId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How the question was asked that a text answers.
    pub fn question_wording(&self, text: TextId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT wording FROM questions JOIN texts ON question_id = questions.id WHERE texts.id = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([text.0], |row| row.get(0)).optional()?)
    }

    /// The words of one text.
    pub fn content(&self, text: TextId) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT content FROM texts WHERE id = ?1")?;
        Ok(statement.query_row([text.0], |row| row.get(0)).optional()?)
    }

    /// The segments of a transcript, in order.
    pub fn segments_of(&self, text: TextId) -> Result<Vec<StoredSegment>, StoreError> {
        segments_of(&self.connection, text)
    }

    /// How many segments there are.
    pub fn segment_count(&self) -> Result<u64, StoreError> {
        let sum = "SELECT coalesce(sum(segment_count), 0) FROM sources";
        let count: i64 = self.connection.query_row(sum, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// How many texts there are.
    pub fn text_count(&self) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection.query_row("SELECT coalesce(sum(text_count), 0) FROM sources", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

pub(super) fn segments_of(connection: &Connection, text: TextId) -> Result<Vec<StoredSegment>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT span_start, span_end, speakers.name, coalesce(interviewer, 0), case_id, start_ms, heading
         FROM segments LEFT JOIN speakers ON speakers.id = speaker_id
         WHERE segments.id >= ?1 AND segments.id < ?1 + (SELECT segment_count FROM texts WHERE texts.id = ?1)
         ORDER BY segments.id",
    )?;
    let rows = statement.query_map([text.0], |row| {
        Ok(StoredSegment {
            span: Span::stored(row.get(0)?, row.get(1)?),
            speaker: row.get(2)?,
            interviewer: row.get(3)?,
            case: row.get::<_, Option<u32>>(4)?.map(CaseId),
            start_ms: row.get(5)?,
            heading: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
