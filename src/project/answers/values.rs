//! The values of a column with how many respondents have each: what one may filter by.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Survey;
use super::filter::{AnswerFilter, ValuesOf};
use super::orders::options_of;
use crate::project::{Project, ProjectError};
use crate::text::fold;

/// A value, and how many respondents have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedValue {
    /// Nothing: none is stated.
    pub value: Option<String>,
    pub count: u64,
}

impl Project {
    /// The values of an attribute or a closed question among the respondents whom all other choices let pass; options in the
    /// order in which they were shown, numbers by size, the rest by alphabet, nothing stated last.
    pub fn survey_values(
        &self,
        survey: &Survey,
        of: &ValuesOf,
        filter: &AnswerFilter,
    ) -> Result<Vec<CountedValue>, ProjectError> {
        let others = filter.values.iter().filter(|choice| choice.of != *of).cloned().collect();
        let others = AnswerFilter { values: others, ..AnswerFilter::default() };
        let name = format!("values {} {of:?} {others:?}", survey.source.id.0);
        let counted = self.store.gather_of_texts(&name, || self.count_values(survey, of, &others))?;
        Ok(Arc::unwrap_or_clone(counted))
    }

    fn count_values(
        &self,
        survey: &Survey,
        of: &ValuesOf,
        others: &AnswerFilter,
    ) -> Result<Vec<CountedValue>, ProjectError> {
        let column = self.column_of(survey, of)?;
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        let mut unstated = 0;
        for case in self.respondents_passing(survey, others)? {
            match column.get(&case) {
                // Each ticked option counts by itself.
                Some(value) => value.split('\n').for_each(|value| *counts.entry(value).or_default() += 1),
                None => unstated += 1,
            }
        }
        let options = options_of(survey, of);
        let mut values: Vec<(&str, u64)> = counts.into_iter().collect();
        values.sort_by_cached_key(|(value, _)| {
            let option = options.iter().position(|option| option == value).unwrap_or(usize::MAX);
            let number = value.trim().parse::<i64>().unwrap_or(i64::MAX);
            (option, number, fold(value))
        });
        let mut counted: Vec<CountedValue> =
            values.into_iter().map(|(value, count)| CountedValue { value: Some(value.to_owned()), count }).collect();
        if unstated > 0 {
            counted.push(CountedValue { value: None, count: unstated });
        }
        Ok(counted)
    }
}
