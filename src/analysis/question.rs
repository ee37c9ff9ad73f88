//! Questions, and the closed answers to those that were asked for.

use std::collections::HashMap;

use crate::model::{Condition, Question, Unanswered};

/// A question with its place in the study. One that two surveys both ask, under one code, is one question.
#[derive(Debug, Clone)]
pub struct AskedQuestion {
    pub question: Question,
    /// Indices of the surveys that asked it.
    pub sources: Vec<u32>,
    /// The answers, where they were loaded. Of an open question only where another question's condition needs them.
    pub responses: Option<Responses>,
}

/// One case's answer to one question. The four are never counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    Given(&'a str),
    /// They said that the question does not apply to them.
    NotApplicable,
    Blank,
    /// The case's survey did not have the question, its condition was not met, or the file says so.
    NotAsked,
}

/// The answers of the kept cases to one question, each different answer held once.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    values: Vec<String>,
    /// Case index and index into `values`, in order of cases once [`Responses::finish`] was called.
    entries: Vec<(u32, u32)>,
    numbers: HashMap<String, u32>,
    /// Those of whom the file says why they gave no answer, in order of cases.
    unanswered: Vec<(u32, Unanswered)>,
}

impl Responses {
    /// Adds one answer, or why there is none. Blank ones are left out.
    pub fn push(&mut self, case_index: u32, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        if let Some(why) = Unanswered::from_word(value) {
            self.unanswered.push((case_index, why));
            return;
        }
        let number = if let Some(&number) = self.numbers.get(value) {
            number
        } else {
            let number = u32::try_from(self.values.len()).expect("there are no more answers than cases");
            self.values.push(value.to_owned());
            self.numbers.insert(value.to_owned(), number);
            number
        };
        self.entries.push((case_index, number));
    }

    /// Brings the answers into the order of cases. Of several answers of one case, the first counts.
    #[must_use]
    pub fn finish(mut self) -> Self {
        self.entries.sort_by_key(|&(case, _)| case);
        self.entries.dedup_by_key(|&mut (case, _)| case);
        self.unanswered.sort_by_key(|&(case, _)| case);
        self.unanswered.dedup_by_key(|&mut (case, _)| case);
        self.numbers = HashMap::new();
        self
    }

    /// The different answers, in the order in which they came.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// Case index and index into [`Responses::values`], in order of cases.
    pub fn entries(&self) -> &[(u32, u32)] {
        &self.entries
    }

    /// The answer of one case.
    pub fn of_case(&self, case_index: u32) -> Option<&str> {
        let at = self.entries.binary_search_by_key(&case_index, |&(case, _)| case).ok()?;
        Some(&self.values[self.entries[at].1 as usize])
    }

    /// Why one case gave no answer, where the file says so.
    pub fn unanswered(&self, case_index: u32) -> Option<Unanswered> {
        let at = self.unanswered.binary_search_by_key(&case_index, |&(case, _)| case).ok()?;
        Some(self.unanswered[at].1)
    }

    /// The cases of whom the file says why they gave no answer.
    pub fn all_unanswered(&self) -> &[(u32, Unanswered)] {
        &self.unanswered
    }

    /// Whether each of `case_count` cases passes a condition on this question.
    pub(super) fn passing(&self, condition: &Condition, case_count: usize) -> Vec<bool> {
        let value_passes: Vec<bool> = self.values.iter().map(|value| condition.passes(Some(value))).collect();
        let mut passes = vec![condition.passes(None); case_count];
        for &(case, value) in &self.entries {
            passes[case as usize] = value_passes[value as usize];
        }
        passes
    }
}
