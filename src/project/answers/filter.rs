//! Which respondents and answers pass.

use std::collections::HashMap;

use fixedbitset::FixedBitSet;

use super::Survey;
use crate::model::{CaseId, CodingStatus, QuestionType, TextId, Unanswered};
use crate::project::codebook::changes::code_called;
use crate::project::{Progress, Project, ProjectError};
use crate::store::Counting;
use crate::text::nearest;

/// What is looked at of a survey. Each of these narrows; what is left empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerFilter {
    /// Respondents who have one of these values, of each.
    pub values: Vec<ValueChoice>,
    /// Answers that this query finds.
    pub query: Option<String>,
    /// Answers with this code or one below it, by id or name.
    pub code: Option<String>,
    pub state: Option<AnswerState>,
}

/// Values of an attribute or of a closed question, any of which passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueChoice {
    pub of: ValuesOf,
    /// Nothing stands for whoever states none.
    pub values: Vec<Option<String>>,
}

/// Whose values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValuesOf {
    /// An attribute, by its name.
    Attribute(String),
    /// A question, by its code.
    Question(String),
}

/// How far the coding of an answer is; where a code is chosen, with that code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// No code stands on it.
    Uncoded,
    /// A proposed or accepted code does.
    Coded,
    /// A proposal waits for a decision.
    Proposed,
}

/// What of a column each respondent has.
pub(super) type ColumnOfCases = HashMap<CaseId, String>;

/// The answers that pass as far as their words and codes go.
#[derive(Debug, Default)]
pub(super) struct PassingAnswers {
    among: Option<FixedBitSet>,
    but_not: Option<FixedBitSet>,
}

impl PassingAnswers {
    pub(super) fn has(&self, text: TextId) -> bool {
        let at = text.0 as usize;
        self.among.as_ref().is_none_or(|among| among.contains(at))
            && !self.but_not.as_ref().is_some_and(|but_not| but_not.contains(at))
    }

    /// Whether it does not matter what a respondent wrote.
    pub(super) const fn is_everything(&self) -> bool {
        self.among.is_none() && self.but_not.is_none()
    }

    fn narrow(&mut self, set: FixedBitSet) {
        match &mut self.among {
            Some(among) => among.intersect_with(&set),
            None => self.among = Some(set),
        }
    }
}

impl Project {
    /// The respondents of a survey who have the values that are chosen, in the order of its file.
    pub(super) fn respondents_passing(
        &self,
        survey: &Survey,
        filter: &AnswerFilter,
    ) -> Result<Vec<CaseId>, ProjectError> {
        let mut cases = self.store.respondents_of(survey.source.id)?.to_vec();
        for choice in filter.values.iter().filter(|choice| !choice.values.is_empty()) {
            let name = format!("respondents with {} {choice:?}", survey.source.id.0);
            let passing = self.store.gather_of_texts(&name, || self.cases_with(survey, choice))?;
            cases.retain(|case| passing.contains(case.0 as usize));
        }
        Ok(cases)
    }

    /// Those respondents who have one of some values.
    fn cases_with(&self, survey: &Survey, choice: &ValueChoice) -> Result<FixedBitSet, ProjectError> {
        let column = self.column_of(survey, &choice.of)?;
        let wanted: Vec<Option<&str>> = choice.values.iter().map(Option::as_deref).collect();
        let has = |case: &&CaseId| match column.get(case) {
            // Of several ticked options, one that is wanted is enough.
            Some(value) => {
                wanted.contains(&Some(value)) || value.split('\n').any(|ticked| wanted.contains(&Some(ticked)))
            }
            None => wanted.contains(&None),
        };
        let respondents = self.store.respondents_of(survey.source.id)?;
        Ok(respondents.iter().filter(has).map(|case| case.0 as usize).collect())
    }

    /// The answers that pass, whoever's they are and to whichever question.
    pub(super) fn answers_passing(
        &mut self,
        filter: &AnswerFilter,
        progress: &dyn Progress,
    ) -> Result<PassingAnswers, ProjectError> {
        let mut passing = PassingAnswers::default();
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        if let Some(query) = filter.query.as_deref().map(str::trim).filter(|query| !query.is_empty()) {
            passing.narrow(self.segments_of_query(query, &codebook, progress)?);
        }
        let codes = match filter.code.as_deref().filter(|code| !code.is_empty()) {
            Some(name) => {
                let below = codebook.with_descendants(code_called(&codebook, name)?);
                Some(below.into_iter().flat_map(|index| codebook.ids_of(index)).collect::<Vec<_>>())
            }
            None => None,
        };
        let with = |counting| -> Result<FixedBitSet, ProjectError> {
            let mut found = FixedBitSet::new();
            self.store.coded_segments(codes.as_deref(), counting, &mut found)?;
            Ok(found)
        };
        match (filter.state, &codes) {
            (None, None) => {}
            (Some(AnswerState::Uncoded), _) => passing.but_not = Some(with(Counting::Standing)?),
            (Some(AnswerState::Proposed), _) => passing.narrow(with(Counting::Only(CodingStatus::Proposed))?),
            (Some(AnswerState::Coded) | None, _) => passing.narrow(with(Counting::Standing)?),
        }
        Ok(passing)
    }

    /// What respondents have in a column; who states nothing is not in it.
    pub(super) fn column_of(&self, survey: &Survey, of: &ValuesOf) -> Result<ColumnOfCases, ProjectError> {
        let mut column = ColumnOfCases::new();
        match of {
            ValuesOf::Attribute(name) => {
                let number = self.attribute_number(name)?;
                self.store.for_each_attribute_value(number, &mut |case, value| {
                    column.insert(CaseId(case), value.to_owned());
                })?;
            }
            ValuesOf::Question(code) => {
                let question = survey.question(code)?;
                if question.kind == QuestionType::Open {
                    let whose: HashMap<TextId, CaseId> =
                        self.store.answers_to(survey.source.id, question.id)?.iter().copied().collect();
                    self.store.for_each_answer(survey.source.id, question.id, &mut |text, content| {
                        if let Some(case) = whose.get(&text) {
                            column.entry(*case).or_insert_with(|| content.to_owned());
                        }
                    })?;
                } else {
                    self.store.for_each_response(question.id.0, &mut |case, value| {
                        if Unanswered::from_word(value).is_none() {
                            column.insert(CaseId(case), value.to_owned());
                        }
                    })?;
                }
            }
        }
        Ok(column)
    }

    /// The number of an attribute, by its name without regard to letter case.
    pub(super) fn attribute_number(&self, name: &str) -> Result<u32, ProjectError> {
        let all = self.store.attribute_names()?;
        let wanted = name.to_lowercase();
        let found = all.iter().find(|attribute| attribute.name.to_lowercase() == wanted);
        found.map(|attribute| attribute.id).ok_or_else(|| {
            let known = all.iter().map(|attribute| attribute.name.as_str());
            ProjectError::NoAttribute { name: name.to_owned(), nearest: nearest(name, known).map(str::to_owned) }
        })
    }
}
