//! How the study was conducted: who coded how much, how long the talks took, what interviewers asked.

use super::columns_of_cases::word;
use super::{Store, StoreError};
use crate::model::{CodingStatus, Span, TextId};

/// Codings of one coder in one state, by who decided about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingWork {
    /// Empty: the codebook's rules.
    pub coder: String,
    pub status: CodingStatus,
    /// Who decided about them, if that is not their coder.
    pub decided_by: Option<String>,
    pub count: u64,
}

/// What transcripts say of the talks themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Talks {
    /// Texts that are no answers, of interviews and focus groups.
    pub transcript_count: usize,
    /// The last time mark of each that has any, in milliseconds, the shortest first.
    pub lengths_ms: Vec<u32>,
    /// Whether any kept case speaks in more than one source.
    pub is_repeated: bool,
}

/// One turn of an interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewerTurn {
    pub text: TextId,
    pub words: String,
}

impl Store {
    /// Codings by coder, status, and who decided.
    pub fn coding_work(&self) -> Result<Vec<CodingWork>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coders.name, codings.status, deciders.name, count(*) FROM codings
             JOIN coders ON coders.id = codings.coder_id
             LEFT JOIN coders deciders ON deciders.id = codings.decided_by
             GROUP BY coder_id, codings.status, decided_by ORDER BY coder_id, codings.status, decided_by",
        )?;
        let mut rows = statement.query([])?;
        let mut work = Vec::new();
        while let Some(row) = rows.next()? {
            work.push(CodingWork {
                coder: row.get(0)?,
                status: word(row, 1, CodingStatus::from_word)?,
                decided_by: row.get(2)?,
                count: row.get::<_, i64>(3)?.unsigned_abs(),
            });
        }
        Ok(work)
    }

    /// How many talks there are, and how long those took that have time marks.
    pub fn talks(&self) -> Result<Talks, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT max(coalesce((SELECT max(start_ms) FROM segments WHERE text_id = texts.id), -1),
                        coalesce((SELECT max(ms) FROM time_marks WHERE text_id = texts.id), -1))
             FROM texts JOIN sources ON sources.id = source_id
             WHERE question_id IS NULL AND sources.kind IN ('interview', 'focus-group') ORDER BY 1",
        )?;
        let lengths: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let sql = "SELECT EXISTS (SELECT 1 FROM speakers JOIN cases ON cases.id = case_id AND cases.status = 'kept'
                   WHERE NOT interviewer GROUP BY case_id HAVING count(DISTINCT speakers.source_id) > 1)";
        Ok(Talks {
            transcript_count: lengths.len(),
            lengths_ms: lengths.into_iter().filter_map(|ms| u32::try_from(ms).ok()).collect(),
            is_repeated: self.connection.query_row(sql, [], |row| row.get(0))?,
        })
    }

    /// What interviewers said in talks with people all of whom are kept and may be quoted, in the order of the texts.
    pub fn interviewer_turns(&self) -> Result<Vec<InterviewerTurn>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT segments.text_id, texts.content, span_start, span_end FROM segments
             JOIN speakers ON speakers.id = speaker_id AND interviewer
             JOIN texts ON texts.id = segments.text_id
             WHERE NOT EXISTS (
                 SELECT 1 FROM speakers others JOIN cases ON cases.id = others.case_id
                 WHERE others.source_id = texts.source_id AND (cases.status <> 'kept' OR cases.consent NOT IN ('quote', 'quote-alone')))
             ORDER BY segments.id",
        )?;
        let mut rows = statement.query([])?;
        let mut turns = Vec::new();
        while let Some(row) = rows.next()? {
            let content = super::columns_of_cases::text(row, 1)?;
            let words = Span::stored(row.get(2)?, row.get(3)?).of_text(content).to_owned();
            turns.push(InterviewerTurn { text: TextId(row.get(0)?), words });
        }
        Ok(turns)
    }
}
