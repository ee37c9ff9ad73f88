//! Surveys as people look at them: lists of answers to one question, and a grid of respondents by questions.
//!
//! A list is an order of numbers, made once for what is filtered and sorted; of it, a few rows at a time are read with
//! their words and codes. So two hundred thousand respondents cost no more to scroll through than fifty.

pub(super) mod coding;
pub(super) mod filter;
pub(super) mod listing;
mod orders;
pub(super) mod respondents;
pub(super) mod shown;
pub(super) mod values;

use crate::model::{Question, QuestionType, Source, SourceKind};
use crate::project::coding::error::CodingError;
use crate::project::{Progress, Project, ProjectError};
use crate::text::nearest;

/// A survey, for a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyLine {
    /// As places name it: `survey`.
    pub name: String,
    pub path: String,
    pub respondents: u64,
    pub open_questions: usize,
    pub closed_questions: usize,
}

/// A survey with what there is to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    pub source: Source,
    /// As places name it: `survey`.
    pub name: String,
    /// In the order in which they were asked.
    pub questions: Vec<Question>,
    /// Names of all attributes that cases have.
    pub attributes: Vec<String>,
}

impl Survey {
    /// A question by its code.
    pub fn question(&self, code: &str) -> Result<&Question, ProjectError> {
        let named = |question: &&Question| question.code.eq_ignore_ascii_case(code);
        self.questions.iter().find(named).ok_or_else(|| {
            let known = self.questions.iter().map(|question| question.code.as_str());
            CodingError::NoQuestion {
                survey: self.name.clone(),
                question: code.to_owned(),
                nearest: nearest(code, known).map(str::to_owned),
            }
            .into()
        })
    }

    /// An open question by its code.
    pub fn open_question(&self, code: &str) -> Result<&Question, ProjectError> {
        let question = self.question(code)?;
        if question.kind != QuestionType::Open {
            return Err(CodingError::ClosedQuestion { question: question.code.clone() }.into());
        }
        Ok(question)
    }

    /// Those that are answered in words.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.kind == QuestionType::Open)
    }
}

impl Project {
    /// The surveys of the study, by path.
    pub fn surveys(&self) -> Result<Vec<SurveyLine>, ProjectError> {
        let names = self.place_names()?;
        let mut lines = Vec::new();
        for source in self.store.sources()?.into_iter().filter(|source| source.kind == SourceKind::Survey) {
            let questions = self.store.questions_of(source.id)?;
            let open_questions = questions.iter().filter(|question| question.kind == QuestionType::Open).count();
            lines.push(SurveyLine {
                name: names.get(&source.path).unwrap_or(&source.path).clone(),
                respondents: self.store.respondent_counts(source.id)?.0,
                closed_questions: questions.len() - open_questions,
                open_questions,
                path: source.path,
            });
        }
        Ok(lines)
    }

    /// A survey by its name, as places have it; with the rules' proposals on its answers up to date.
    pub fn survey(&mut self, name: &str, progress: &dyn Progress) -> Result<Survey, ProjectError> {
        self.code_if_needed(progress)?;
        self.survey_called(name)
    }

    /// How many respondents of a survey are kept, and how many are left out.
    pub fn respondent_counts(&self, survey: &Survey) -> Result<(u64, u64), ProjectError> {
        Ok(self.store.respondent_counts(survey.source.id)?)
    }

    /// The same, whatever the rules would propose by now.
    pub fn survey_called(&self, name: &str) -> Result<Survey, ProjectError> {
        let names = self.place_names()?;
        let sources = self.store.sources()?;
        let is_called = |source: &&Source| names.get(&source.path).is_some_and(|known| known == name);
        let source = match sources.iter().find(is_called).or_else(|| sources.iter().find(|source| source.path == name))
        {
            Some(source) if source.kind == SourceKind::Survey => source.clone(),
            Some(source) => return Err(CodingError::NoSurvey { source_path: source.path.clone() }.into()),
            None => {
                let surveys = sources.iter().filter(|source| source.kind == SourceKind::Survey);
                let known = surveys.filter_map(|source| names.get(&source.path)).map(String::as_str);
                let nearest = nearest(name, known).map(str::to_owned);
                return Err(ProjectError::NoSource { name: name.to_owned(), nearest });
            }
        };
        Ok(Survey {
            name: names.get(&source.path).unwrap_or(&source.path).clone(),
            questions: self.store.questions_of(source.id)?,
            attributes: self.store.attribute_names()?.into_iter().map(|attribute| attribute.name).collect(),
            source,
        })
    }
}
