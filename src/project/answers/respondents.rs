//! The grid: respondents in rows; attributes and questions in columns.

use std::collections::{HashMap, HashSet};

use super::Survey;
use super::filter::{AnswerFilter, ValuesOf};
use super::listing::{AnswerOrder, AnswerSort};
use super::shown::CodeOnAnswers;
use crate::model::{CaseId, Condition, Question, QuestionType, TextId, Unanswered};
use crate::project::{Progress, Project, ProjectError};

/// A respondent, with one cell a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    pub case: CaseId,
    /// The researcher's own name for them.
    pub respondent: String,
    pub cells: Vec<GridCell>,
}

/// What a respondent has in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridCell {
    /// An attribute, or an answer to a closed question; ticked options are joined by line ends.
    Value(String),
    /// Words, with their codes. Who was merged from two rows may have answered twice.
    Answers(Vec<(TextId, String, Vec<CodeOnAnswers>)>),
    /// They saw the question and wrote nothing; of an attribute: it is not stated.
    Blank,
    NotAsked,
    NotApplicable,
}

impl Project {
    /// The respondents of a survey who pass, in order. Where words or codes matter, whoever gave one answer that passes.
    pub fn list_respondents(
        &mut self,
        survey: &Survey,
        filter: &AnswerFilter,
        order: &AnswerOrder,
        progress: &dyn Progress,
    ) -> Result<Vec<CaseId>, ProjectError> {
        let mut cases = self.respondents_passing(survey, filter)?;
        let passing = self.answers_passing(filter, progress)?;
        if !passing.is_everything() {
            let mut found: HashSet<CaseId> = HashSet::new();
            for question in survey.open_questions() {
                let answers = self.store.answers_to(survey.source.id, question.id)?;
                found.extend(answers.iter().filter(|(text, _)| passing.has(*text)).map(|(_, case)| *case));
            }
            cases.retain(|case| found.contains(case));
        }
        if let AnswerSort::Values(of) = &order.sort {
            let ranks = self.ranks(survey, of)?;
            cases.sort_by_key(|case| ranks.of(*case));
            if order.descending {
                let stated = cases.iter().take_while(|case| ranks.states(**case)).count();
                cases[..stated].reverse();
            }
        } else if order.descending {
            cases.reverse();
        }
        Ok(cases)
    }

    /// These respondents, with what they have in these columns. Those who have gone are left out.
    pub fn show_respondents(
        &self,
        survey: &Survey,
        cases: &[CaseId],
        columns: &[ValuesOf],
    ) -> Result<Vec<GridRow>, ProjectError> {
        let columns = columns.iter().map(|column| self.column_meant(survey, column)).collect::<Result<Vec<_>, _>>()?;
        let mut kept = Vec::with_capacity(cases.len());
        for case in cases {
            if let Some(name) = self.store.kept_respondent(survey.source.id, *case)? {
                kept.push((*case, name.name, self.store.answers_by(survey.source.id, *case)?));
            }
        }
        let texts: Vec<TextId> = kept.iter().flat_map(|(_, _, answers)| answers).map(|(text, _)| *text).collect();
        let words: HashMap<TextId, String> =
            self.store.answer_rows(&texts)?.into_iter().map(|row| (row.text, row.content)).collect();
        let codes = self.codes_on(&texts)?;
        let mut rows = Vec::with_capacity(kept.len());
        for (case, name, theirs) in kept {
            let mut cells = Vec::with_capacity(columns.len());
            for column in &columns {
                cells.push(match column {
                    Column::Attribute(number) => match self.store.attribute_of(*number, case)? {
                        Some(value) => GridCell::Value(value),
                        None => GridCell::Blank,
                    },
                    Column::Question(question) => {
                        let given: Vec<_> = theirs
                            .iter()
                            .filter(|(_, of)| *of == question.id)
                            .filter_map(|(text, _)| Some((*text, words.get(text)?.clone(), codes.of(&[*text]))))
                            .collect();
                        if given.is_empty() {
                            self.response_cell(survey, question, case)?
                        } else {
                            GridCell::Answers(given)
                        }
                    }
                });
            }
            rows.push(GridRow { case, respondent: name, cells });
        }
        Ok(rows)
    }

    /// A respondent by the researcher's own name for them; nothing if there is none, or they are left out.
    pub fn respondent_called(&self, survey: &Survey, name: &str) -> Result<Option<CaseId>, ProjectError> {
        for (case, _) in self.store.cases_named(name)? {
            if self.store.kept_respondent(survey.source.id, case)?.is_some() {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    /// What this respondent wrote to an open question.
    pub fn answers_of_respondent(
        &self,
        survey: &Survey,
        name: &str,
        question: &str,
    ) -> Result<Vec<TextId>, ProjectError> {
        let question = survey.open_question(question)?.id;
        let Some(case) = self.respondent_called(survey, name)? else { return Ok(Vec::new()) };
        let answers = self.store.answers_by(survey.source.id, case)?;
        Ok(answers.into_iter().filter(|(_, of)| *of == question).map(|(text, _)| text).collect())
    }

    /// What a respondent answered who wrote no words.
    fn response_cell(&self, survey: &Survey, question: &Question, case: CaseId) -> Result<GridCell, ProjectError> {
        let value = self.store.response(question.id, case)?;
        Ok(match value.as_deref().map(|value| (Unanswered::from_word(value), value)) {
            Some((Some(Unanswered::NotAsked), _)) => GridCell::NotAsked,
            Some((Some(Unanswered::NotApplicable), _)) => GridCell::NotApplicable,
            Some((None, value)) if !value.is_empty() => GridCell::Value(value.to_owned()),
            _ => {
                let condition = question.shown_if.as_ref();
                let earlier = condition.and_then(|condition| survey.question(&condition.question).ok());
                match earlier {
                    Some(earlier) if !was_asked(condition, self.value_of(survey, earlier, case)?.as_deref()) => {
                        GridCell::NotAsked
                    }
                    _ => GridCell::Blank,
                }
            }
        })
    }

    /// A respondent's answer to a question, whether in words or not.
    fn value_of(&self, survey: &Survey, question: &Question, case: CaseId) -> Result<Option<String>, ProjectError> {
        if question.kind != QuestionType::Open {
            let value = self.store.response(question.id, case)?;
            return Ok(value.filter(|value| Unanswered::from_word(value).is_none()));
        }
        let answers = self.store.answers_by(survey.source.id, case)?;
        match answers.into_iter().find(|(_, of)| *of == question.id) {
            Some((text, _)) => Ok(self.store.content(text)?),
            None => Ok(None),
        }
    }

    fn column_meant<'s>(&self, survey: &'s Survey, column: &ValuesOf) -> Result<Column<'s>, ProjectError> {
        Ok(match column {
            ValuesOf::Attribute(name) => Column::Attribute(self.attribute_number(name)?),
            ValuesOf::Question(code) => Column::Question(survey.question(code)?),
        })
    }
}

enum Column<'s> {
    /// Its number.
    Attribute(u32),
    Question(&'s Question),
}

/// Whether a question was shown to someone with this answer to the earlier question, if one decides.
pub(super) fn was_asked(condition: Option<&Condition>, earlier: Option<&str>) -> bool {
    condition.is_none_or(|condition| condition.passes(earlier))
}
