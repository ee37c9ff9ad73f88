//! What stands in a survey: its questions, who answered, and rows and columns of what they said.
//!
//! Only people who are kept are in any of it. Orders and filters are made of whole columns of numbers; words are read for
//! the few rows that are looked at.

use std::collections::BTreeSet;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rusqlite::{OptionalExtension, Row};

use super::coding_list::{CodingFilter, StoredCoding, stored};
use super::columns_of_cases::{text, word};
use super::gathered::MadeFrom;
use super::lookup::CaseName;
use super::{Store, StoreError};
use crate::model::{CaseId, Question, QuestionId, QuestionType, SourceId, TextId};

/// More texts than this are read by going through all codings of a code; fewer are looked up one by one.
const FEW_TEXTS: usize = 500;

const IS_KEPT: &str = "status = 'kept' AND consent <> 'none'";

/// Everyone who answered a survey, also those who were merged from another row or survey.
const RESPONDENTS: &str = "(SELECT id, row_number, status, consent FROM cases WHERE source_id = ?1
     UNION ALL
     SELECT cases.id, case_aliases.row_number, status, consent FROM case_aliases
     JOIN cases ON cases.id = case_id WHERE case_aliases.source_id = ?1)";

/// An answer to an open question, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    pub text: TextId,
    pub case: CaseId,
    /// The researcher's own name for the respondent.
    pub name: String,
    pub question: QuestionId,
    pub content: String,
}

impl Store {
    /// The questions of a survey, in the order in which they were asked.
    pub fn questions_of(&self, source: SourceId) -> Result<Vec<Question>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, code, wording, kind, options, scale_low, scale_high, shown_if, other_of FROM questions
             WHERE source_id = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([source.0])?;
        let mut questions = Vec::new();
        while let Some(row) = rows.next()? {
            questions.push(question(row)?);
        }
        Ok(questions)
    }

    /// The respondents of a survey who are kept, in the order of its file.
    pub fn respondents_of(&self, source: SourceId) -> Result<Arc<Vec<CaseId>>, StoreError> {
        self.gathered(MadeFrom::Texts, &format!("respondents {}", source.0), || {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT id, min(row_number) AS place FROM {RESPONDENTS} WHERE {IS_KEPT} GROUP BY id ORDER BY place, id"
            ))?;
            let rows = statement.query_map([source.0], |row| Ok(CaseId(row.get(0)?)))?;
            Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
        })
    }

    /// How many respondents of a survey are kept, and how many are left out.
    pub fn respondent_counts(&self, source: SourceId) -> Result<(u64, u64), StoreError> {
        let name = format!("respondent counts {}", source.0);
        Ok(*self.gathered(MadeFrom::Texts, &name, || self.count_respondents(source))?)
    }

    fn count_respondents(&self, source: SourceId) -> Result<(u64, u64), StoreError> {
        let sql = format!("SELECT {IS_KEPT}, count(DISTINCT id) FROM {RESPONDENTS} GROUP BY 1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([source.0])?;
        let mut counts = (0, 0);
        while let Some(row) = rows.next()? {
            let count = row.get::<_, i64>(1)?.unsigned_abs();
            if row.get(0)? { counts.0 = count } else { counts.1 = count }
        }
        Ok(counts)
    }

    /// What a respondent of a survey is called; nothing if they are none, or are left out.
    pub fn kept_respondent(&self, source: SourceId, case: CaseId) -> Result<Option<CaseName>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT name, label FROM cases WHERE id = ?2 AND {IS_KEPT} AND (source_id = ?1 OR EXISTS
                 (SELECT 1 FROM case_aliases WHERE case_id = ?2 AND case_aliases.source_id = ?1))"
        ))?;
        let name = |row: &Row<'_>| Ok(CaseName { name: row.get(0)?, label: row.get(1)? });
        Ok(statement.query_row((source.0, case.0), name).optional()?)
    }

    /// The answers of a survey to an open question, and whose they are, in the order in which they came in. Of people who
    /// are left out, too.
    pub fn answers_to(&self, source: SourceId, question: QuestionId) -> Result<Arc<Vec<(TextId, CaseId)>>, StoreError> {
        self.gathered(MadeFrom::Texts, &format!("answers {} {}", source.0, question.0), || {
            let mut statement = self.connection.prepare_cached(
                "SELECT id, case_id FROM texts WHERE source_id = ?1 AND question_id = ?2 AND case_id IS NOT NULL
                 ORDER BY id",
            )?;
            let answer = |row: &Row<'_>| Ok((TextId(row.get(0)?), CaseId(row.get(1)?)));
            let rows = statement.query_map((source.0, question.0), answer)?;
            Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Goes through the words of the answers to an open question.
    pub fn for_each_answer(
        &self,
        source: SourceId,
        question: QuestionId,
        each: &mut dyn FnMut(TextId, &str),
    ) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, content FROM texts WHERE source_id = ?1 AND question_id = ?2 ORDER BY id")?;
        let mut rows = statement.query((source.0, question.0))?;
        while let Some(row) = rows.next()? {
            each(TextId(row.get(0)?), row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
        }
        Ok(())
    }

    /// These answers, in this order, without those that have gone and those of people who are left out.
    pub fn answer_rows(&self, texts: &[TextId]) -> Result<Vec<AnswerRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT texts.id, case_id, name, question_id, content FROM texts JOIN cases ON cases.id = case_id
             WHERE texts.id = ?1 AND question_id IS NOT NULL AND status = 'kept' AND consent <> 'none'",
        )?;
        let mut found = Vec::with_capacity(texts.len());
        for id in texts {
            let row = statement.query_row([id.0], |row| {
                Ok(AnswerRow {
                    text: TextId(row.get(0)?),
                    case: CaseId(row.get(1)?),
                    name: row.get(2)?,
                    question: QuestionId(row.get(3)?),
                    content: row.get(4)?,
                })
            });
            found.extend(row.optional()?);
        }
        Ok(found)
    }

    /// What a respondent wrote in a survey.
    pub fn answers_by(&self, source: SourceId, case: CaseId) -> Result<Vec<(TextId, QuestionId)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, question_id FROM texts WHERE case_id = ?2 AND source_id = ?1 AND question_id IS NOT NULL ORDER BY id",
        )?;
        let rows = statement.query_map((source.0, case.0), |row| Ok((TextId(row.get(0)?), QuestionId(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a respondent answered to a closed question; of an open one, why there is no answer.
    pub fn response(&self, question: QuestionId, case: CaseId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM responses WHERE question_id = ?1 AND case_id = ?2";
        Ok(self.connection.prepare_cached(sql)?.query_row((question.0, case.0), |row| row.get(0)).optional()?)
    }

    /// An attribute of a case, where it is stated.
    pub fn attribute_of(&self, attribute: u32, case: CaseId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT value FROM case_attributes WHERE attribute_id = ?1 AND case_id = ?2 AND value <> ''";
        Ok(self.connection.prepare_cached(sql)?.query_row((attribute, case.0), |row| row.get(0)).optional()?)
    }

    /// All codings on these texts, rejected ones too, in reading order.
    pub fn codings_on_texts(&self, texts: &[TextId]) -> Result<Vec<StoredCoding>, StoreError> {
        let texts: BTreeSet<TextId> = texts.iter().copied().collect();
        if texts.len() > FEW_TEXTS {
            let segments: FixedBitSet = texts.iter().map(|text| text.0 as usize).collect();
            let all = self.codings(&CodingFilter { segments: Some(&segments), ..CodingFilter::default() })?;
            return Ok(all.into_iter().filter(|coding| texts.contains(&coding.key.text)).collect());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT text_id, span_start, span_end, code_id, coder_id, first_segment, last_segment, rule_index, status
             FROM codings WHERE code_id IN (SELECT id FROM codes) AND text_id = ?1",
        )?;
        let mut found = Vec::new();
        for text in texts {
            let mut rows = statement.query([text.0])?;
            while let Some(row) = rows.next()? {
                found.push(stored(row)?);
            }
        }
        found.sort_unstable();
        Ok(found)
    }
}

fn question(row: &Row<'_>) -> Result<Question, StoreError> {
    let scale: (Option<i32>, Option<i32>) = (row.get(5)?, row.get(6)?);
    Ok(Question {
        id: QuestionId(row.get(0)?),
        code: row.get(1)?,
        wording: row.get(2)?,
        kind: word(row, 3, QuestionType::from_word)?,
        options: json(text(row, 4)?)?,
        scale: scale.0.zip(scale.1),
        shown_if: row.get::<_, Option<String>>(7)?.map(|condition| json(&condition)).transpose()?,
        other_of: row.get(8)?,
    })
}

fn json<T: serde::de::DeserializeOwned>(content: &str) -> Result<T, StoreError> {
    serde_json::from_str(content).map_err(|error| StoreError::Content(format!("a question's description: {error}")))
}
