//! What answers and respondents are sorted by, as numbers: gathered once for a column, however often it is sorted by.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::Survey;
use super::filter::{ColumnOfCases, ValuesOf};
use crate::model::{CaseId, Question, TextId};
use crate::project::{Project, ProjectError};
use crate::text::fold;

/// A number for each text, in the order of the texts.
pub(super) struct ByText(Vec<(TextId, u32)>);

impl ByText {
    pub(super) fn of(&self, text: TextId) -> u32 {
        self.0.binary_search_by_key(&text, |(text, _)| *text).map_or(0, |at| self.0[at].1)
    }
}

/// In which order values stand: as options were shown, numbers by size, the rest by alphabet; nothing stated comes last.
pub(super) struct Ranks(Vec<u32>);

/// Of who states nothing.
const UNSTATED: u32 = u32::MAX;

impl Ranks {
    fn new(column: &ColumnOfCases, options: &[String]) -> Self {
        let different: BTreeSet<&String> = column.values().collect();
        let key = |value: &str| {
            let option = options.iter().position(|option| option == value).unwrap_or(usize::MAX);
            let number = value.trim().parse::<f64>().unwrap_or(f64::INFINITY);
            (option, number, fold(value.trim()))
        };
        let mut keyed: Vec<_> = different.into_iter().map(|value| (key(value), value)).collect();
        keyed.sort_by(|((option, number, words), _), ((other_option, other_number, other_words), _)| {
            option.cmp(other_option).then(number.total_cmp(other_number)).then(words.cmp(other_words))
        });
        let ranks: HashMap<&String, u32> = keyed.into_iter().zip(0..).map(|((_, value), rank)| (value, rank)).collect();
        let most = column.keys().map(|case| case.0 as usize + 1).max().unwrap_or_default();
        let of_case = |case| {
            let value = column.get(&CaseId(u32::try_from(case).unwrap_or(u32::MAX)));
            value.and_then(|value| ranks.get(value)).copied().unwrap_or(UNSTATED)
        };
        Self((0..most).map(of_case).collect())
    }

    pub(super) fn of(&self, case: CaseId) -> u32 {
        self.0.get(case.0 as usize).copied().unwrap_or(UNSTATED)
    }

    pub(super) fn states(&self, case: CaseId) -> bool {
        self.of(case) != UNSTATED
    }
}

impl Project {
    /// In which order respondents stand by what they have in a column.
    pub(super) fn ranks(&self, survey: &Survey, of: &ValuesOf) -> Result<Arc<Ranks>, ProjectError> {
        self.store.gather_of_texts(&format!("ranks {} {of:?}", survey.source.id.0), || {
            Ok::<_, ProjectError>(Ranks::new(&self.column_of(survey, of)?, options_of(survey, of)))
        })
    }

    /// How long the answers to a question are.
    pub(super) fn lengths(&self, survey: &Survey, question: &Question) -> Result<Arc<ByText>, ProjectError> {
        let name = format!("lengths {} {}", survey.source.id.0, question.id.0);
        self.store.gather_of_texts(&name, || {
            let mut lengths = Vec::new();
            self.store.for_each_answer(survey.source.id, question.id, &mut |text, content| {
                lengths.push((text, u32::try_from(content.len()).unwrap_or(u32::MAX)));
            })?;
            Ok::<_, ProjectError>(ByText(lengths))
        })
    }

    /// Where the answers to a question stand by alphabet: those of the same words have the same place.
    pub(super) fn word_ranks(&self, survey: &Survey, question: &Question) -> Result<Arc<ByText>, ProjectError> {
        let name = format!("word ranks {} {}", survey.source.id.0, question.id.0);
        self.store.gather_of_texts(&name, || {
            let mut words: Vec<(String, TextId)> = Vec::new();
            self.store.for_each_answer(survey.source.id, question.id, &mut |text, content| {
                words.push((fold(content.trim()), text));
            })?;
            words.sort_unstable();
            let mut rank = 0;
            let mut ranks = Vec::with_capacity(words.len());
            for (at, (word, text)) in words.iter().enumerate() {
                rank += u32::from(at > 0 && words[at - 1].0 != *word);
                ranks.push((*text, rank));
            }
            ranks.sort_unstable();
            Ok::<_, ProjectError>(ByText(ranks))
        })
    }
}

/// The options of a question in the order in which they were shown.
pub(super) fn options_of<'s>(survey: &'s Survey, of: &ValuesOf) -> &'s [String] {
    match of {
        ValuesOf::Question(code) => survey.question(code).map_or(&[], |question| &question.options),
        // An attribute that comes from the survey is named after nothing that is known here.
        ValuesOf::Attribute(_) => &[],
    }
}
