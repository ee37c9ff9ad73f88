//! Answers to one question in an order, those that say the same together.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use fixedbitset::FixedBitSet;

use super::filter::{AnswerFilter, ColumnOfCases, ValuesOf};
use super::{Survey, respondents::was_asked};
use crate::analysis::near_clusters;
use crate::model::{CaseId, Question, TextId, Unanswered};
use crate::project::{Progress, Project, ProjectError};
use crate::text::{alike_into, fold};

/// Which answers are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Likeness {
    /// Each stands by itself.
    #[default]
    Apart,
    /// Those alike but for letter case, spaces and the marks at their end.
    Identical,
    /// Those that are nearly the same too: a plural, a slip, other marks.
    Near,
}

/// By what answers are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AnswerSort {
    /// As in the survey's file; answers that are taken together: the more frequent first.
    #[default]
    File,
    Words,
    Length,
    /// By what the respondent has there.
    Values(ValuesOf),
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerOrder {
    pub sort: AnswerSort,
    pub descending: bool,
    pub likeness: Likeness,
}

/// The answers to a question that pass, by number: those that are taken for one, in one list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerList {
    pub groups: Vec<Vec<TextId>>,
    /// How many answers that is.
    pub answers: usize,
    /// Of all respondents, whether they pass or not.
    pub counts: AnswerCounts,
}

/// What respondents did with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AnswerCounts {
    pub answered: u64,
    /// They saw it and wrote nothing.
    pub blank: u64,
    pub not_asked: u64,
    pub not_applicable: u64,
    /// Answers on which no code stands.
    pub uncoded: u64,
    /// Answers on which a proposal waits.
    pub proposed: u64,
}

impl Project {
    /// The answers to an open question that pass, in order.
    pub fn list_answers(
        &mut self,
        survey: &Survey,
        question: &str,
        filter: &AnswerFilter,
        order: &AnswerOrder,
        progress: &dyn Progress,
    ) -> Result<AnswerList, ProjectError> {
        let question = survey.open_question(question)?;
        let given = self.store.answers_to(survey.source.id, question.id)?;
        let counts = self.answer_counts(survey, question, &given)?;
        let passing = self.answers_passing(filter, progress)?;
        let respondents = self.respondents_passing(survey, filter)?;
        let places = places_of(&respondents);
        let place = |case: CaseId| places.get(case.0 as usize).copied().filter(|place| *place != NOWHERE);
        let mut answers: Vec<(TextId, CaseId)> =
            given.into_iter().filter(|(text, case)| place(*case).is_some() && passing.has(*text)).collect();
        answers.sort_by_key(|(text, case)| (place(*case), *text));
        let count = answers.len();
        let needs_words =
            order.likeness != Likeness::Apart || matches!(order.sort, AnswerSort::Words | AnswerSort::Length);
        let words = if needs_words { self.words_of(survey, question)? } else { HashMap::new() };
        self.sort_answers(&mut answers, survey, order, &words)?;
        let groups = match order.likeness {
            Likeness::Apart => answers.into_iter().map(|(text, _)| vec![text]).collect(),
            likeness => grouped(&answers, &words, likeness, order),
        };
        Ok(AnswerList { groups, answers: count, counts })
    }

    fn sort_answers(
        &self,
        answers: &mut [(TextId, CaseId)],
        survey: &Survey,
        order: &AnswerOrder,
        words: &HashMap<TextId, String>,
    ) -> Result<(), ProjectError> {
        let said = |text: &TextId| words.get(text).map(String::as_str).unwrap_or_default();
        match &order.sort {
            AnswerSort::File => {}
            AnswerSort::Words => answers.sort_by_cached_key(|(text, _)| fold(said(text).trim())),
            AnswerSort::Length => answers.sort_by_key(|(text, _)| said(text).len()),
            AnswerSort::Values(of) => {
                let column = self.column_of(survey, of)?;
                let ranks = Ranks::of(&column, options_of(survey, of));
                answers.sort_by(|(_, one), (_, other)| ranks.compare(*one, *other, &column));
                if order.descending {
                    // Who states nothing stays last.
                    let stated = answers.iter().take_while(|(_, case)| column.contains_key(case)).count();
                    answers[..stated].reverse();
                }
                return Ok(());
            }
        }
        if order.descending {
            answers.reverse();
        }
        Ok(())
    }

    fn words_of(&self, survey: &Survey, question: &Question) -> Result<HashMap<TextId, String>, ProjectError> {
        let mut words = HashMap::new();
        self.store.for_each_answer(survey.source.id, question.id, &mut |text, content| {
            words.insert(text, content.to_owned());
        })?;
        Ok(words)
    }

    /// What respondents did with an open question.
    fn answer_counts(
        &self,
        survey: &Survey,
        question: &Question,
        given: &[(TextId, CaseId)],
    ) -> Result<AnswerCounts, ProjectError> {
        let respondents = self.store.respondents_of(survey.source.id)?;
        let mut counts = AnswerCounts::default();
        let (standing, proposed) = self.standing_and_proposed()?;
        let kept: FixedBitSet = respondents.iter().map(|case| case.0 as usize).collect();
        let mut answered = FixedBitSet::with_capacity(kept.len());
        for (text, case) in given.iter().filter(|(_, case)| kept.contains(case.0 as usize)) {
            answered.insert(case.0 as usize);
            counts.uncoded += u64::from(!standing.contains(text.0 as usize));
            counts.proposed += u64::from(proposed.contains(text.0 as usize));
        }
        counts.answered = answered.count_ones(..) as u64;
        let mut reasons: HashMap<CaseId, Unanswered> = HashMap::new();
        self.store.for_each_response(question.id.0, &mut |case, value| {
            reasons.extend(Unanswered::from_word(value).map(|why| (CaseId(case), why)));
        })?;
        let condition = question.shown_if.as_ref();
        let earlier = condition.and_then(|condition| survey.question(&condition.question).ok());
        let earlier = earlier.map(|earlier| ValuesOf::Question(earlier.code.clone()));
        let before = earlier.map(|earlier| self.column_of(survey, &earlier)).transpose()?;
        for case in respondents.iter().filter(|case| !answered.contains(case.0 as usize)) {
            let value = before.as_ref().and_then(|before| before.get(case)).map(String::as_str);
            match reasons.get(case) {
                Some(Unanswered::NotApplicable) => counts.not_applicable += 1,
                Some(Unanswered::NotAsked) => counts.not_asked += 1,
                None if !was_asked(condition.filter(|_| before.is_some()), value) => counts.not_asked += 1,
                None => counts.blank += 1,
            }
        }
        Ok(counts)
    }
}

/// No place in the order: whoever does not pass.
const NOWHERE: u32 = u32::MAX;

/// By case number: where it stands in the order.
fn places_of(order: &[CaseId]) -> Vec<u32> {
    let most = order.iter().map(|case| case.0 as usize + 1).max().unwrap_or_default();
    let mut places = vec![NOWHERE; most];
    for (case, place) in order.iter().zip(0..) {
        places[case.0 as usize] = place;
    }
    places
}

/// Puts together what says the same. In the order of the file the more frequent come first.
fn grouped(
    answers: &[(TextId, CaseId)],
    words: &HashMap<TextId, String>,
    likeness: Likeness,
    order: &AnswerOrder,
) -> Vec<Vec<TextId>> {
    let mut groups: Vec<Vec<TextId>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut form = String::new();
    for (text, _) in answers {
        alike_into(words.get(text).map(String::as_str).unwrap_or_default(), &mut form);
        if let Some(&at) = known.get(form.as_str()) {
            groups[at].push(*text);
        } else {
            known.insert(form.clone(), groups.len());
            groups.push(vec![*text]);
        }
    }
    if likeness == Likeness::Near {
        let said = |group: &Vec<TextId>| group.first().and_then(|text| words.get(text)).map_or("", String::as_str);
        let different: Vec<(&str, u64)> = groups.iter().map(|group| (said(group), group.len() as u64)).collect();
        let clusters = near_clusters(&different);
        let mut merged: Vec<Vec<TextId>> = vec![Vec::new(); groups.len()];
        // The answer that most people gave stands for its cluster.
        for (at, cluster) in clusters.iter().enumerate().filter(|(at, cluster)| at == *cluster) {
            merged[*cluster].append(&mut groups[at]);
        }
        for (at, cluster) in clusters.iter().enumerate().filter(|(at, cluster)| at != *cluster) {
            let mut group = std::mem::take(&mut groups[at]);
            merged[*cluster].append(&mut group);
        }
        merged.retain(|group| !group.is_empty());
        groups = merged;
    }
    if order.sort == AnswerSort::File {
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        if order.descending {
            groups.reverse();
        }
    }
    groups
}

/// In which order values stand: as options were shown, numbers by size, the rest by alphabet; nothing stated comes last.
pub(super) struct Ranks(HashMap<String, usize>);

impl Ranks {
    pub(super) fn of(column: &ColumnOfCases, options: &[String]) -> Self {
        let different: BTreeSet<&String> = column.values().collect();
        let mut values: Vec<&String> = different.into_iter().collect();
        let key = |value: &str| {
            let option = options.iter().position(|option| option == value).unwrap_or(usize::MAX);
            let number = value.trim().parse::<f64>().unwrap_or(f64::INFINITY);
            (option, number, fold(value.trim()))
        };
        let mut keyed: Vec<_> = values.drain(..).map(|value| (key(value), value)).collect();
        keyed.sort_by(|((option, number, words), _), ((other_option, other_number, other_words), _)| {
            option.cmp(other_option).then(number.total_cmp(other_number)).then(words.cmp(other_words))
        });
        Self(keyed.into_iter().zip(0..).map(|((_, value), rank)| (value.clone(), rank)).collect())
    }

    pub(super) fn compare(&self, one: CaseId, other: CaseId, column: &ColumnOfCases) -> Ordering {
        let rank = |case| column.get(&case).and_then(|value| self.0.get(value)).copied().unwrap_or(usize::MAX);
        rank(one).cmp(&rank(other))
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
