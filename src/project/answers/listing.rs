//! Answers to one question in an order, those that say the same together.

use std::collections::HashMap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::filter::{AnswerFilter, PassingAnswers, ValuesOf};
use super::{Survey, respondents::was_asked};
use crate::analysis::near_clusters;
use crate::model::{CaseId, Question, TextId, Unanswered};
use crate::project::{Progress, Project, ProjectError};
use crate::text::alike_into;

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
        let is_by_texts_alone = filter.query.is_none() && filter.code.is_none() && filter.state.is_none();
        if order.likeness != Likeness::Apart && is_by_texts_alone {
            // What says the same stays so, whatever is coded.
            let name = format!("alike {} {} {order:?} {:?}", survey.source.id.0, question.id.0, filter.values);
            let groups = self.store.gather_of_texts(&name, || {
                let answers = self.answers_in_order(survey, &given, &PassingAnswers::default(), filter)?;
                self.groups(answers, survey, question, order)
            })?;
            let answers = groups.iter().map(Vec::len).sum();
            return Ok(AnswerList { groups: Arc::unwrap_or_clone(groups), answers, counts });
        }
        let passing = self.answers_passing(filter, progress)?;
        let answers = self.answers_in_order(survey, &given, &passing, filter)?;
        let count = answers.len();
        Ok(AnswerList { groups: self.groups(answers, survey, question, order)?, answers: count, counts })
    }

    /// The answers that pass, in the order of the survey's file.
    fn answers_in_order(
        &self,
        survey: &Survey,
        given: &[(TextId, CaseId)],
        passing: &PassingAnswers,
        filter: &AnswerFilter,
    ) -> Result<Vec<(TextId, CaseId)>, ProjectError> {
        let respondents = self.respondents_passing(survey, filter)?;
        let places = places_of(&respondents);
        let place = |case: CaseId| places.get(case.0 as usize).copied().filter(|place| *place != NOWHERE);
        let mut answers: Vec<(TextId, CaseId)> =
            given.iter().copied().filter(|(text, case)| place(*case).is_some() && passing.has(*text)).collect();
        answers.sort_by_key(|(text, case)| (place(*case), *text));
        Ok(answers)
    }

    fn groups(
        &self,
        mut answers: Vec<(TextId, CaseId)>,
        survey: &Survey,
        question: &Question,
        order: &AnswerOrder,
    ) -> Result<Vec<Vec<TextId>>, ProjectError> {
        self.sort_answers(&mut answers, survey, question, order)?;
        Ok(match order.likeness {
            Likeness::Apart => answers.into_iter().map(|(text, _)| vec![text]).collect(),
            likeness => grouped(&answers, &self.words_of(survey, question)?, likeness, order),
        })
    }

    fn sort_answers(
        &self,
        answers: &mut [(TextId, CaseId)],
        survey: &Survey,
        question: &Question,
        order: &AnswerOrder,
    ) -> Result<(), ProjectError> {
        match &order.sort {
            AnswerSort::File => {}
            AnswerSort::Words => {
                let ranks = self.word_ranks(survey, question)?;
                answers.sort_by_cached_key(|(text, _)| ranks.of(*text));
            }
            AnswerSort::Length => {
                let lengths = self.lengths(survey, question)?;
                answers.sort_by_cached_key(|(text, _)| lengths.of(*text));
            }
            AnswerSort::Values(of) => {
                let ranks = self.ranks(survey, of)?;
                answers.sort_by_key(|(_, case)| ranks.of(*case));
                if order.descending {
                    // Who states nothing stays last.
                    let stated = answers.iter().take_while(|(_, case)| ranks.states(*case)).count();
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
        let name = format!("answer counts {} {}", survey.source.id.0, question.id.0);
        let mut counts = *self.store.gather_of_texts(&name, || self.who_answered(survey, question, given))?;
        let respondents = self.store.respondents_of(survey.source.id)?;
        let (standing, proposed) = self.standing_and_proposed()?;
        let kept: FixedBitSet = respondents.iter().map(|case| case.0 as usize).collect();
        for (text, _) in given.iter().filter(|(_, case)| kept.contains(case.0 as usize)) {
            counts.uncoded += u64::from(!standing.contains(text.0 as usize));
            counts.proposed += u64::from(proposed.contains(text.0 as usize));
        }
        Ok(counts)
    }

    /// The same without what is coded.
    fn who_answered(
        &self,
        survey: &Survey,
        question: &Question,
        given: &[(TextId, CaseId)],
    ) -> Result<AnswerCounts, ProjectError> {
        let respondents = self.store.respondents_of(survey.source.id)?;
        let mut counts = AnswerCounts::default();
        let kept: FixedBitSet = respondents.iter().map(|case| case.0 as usize).collect();
        let given = given.iter().map(|(_, case)| case.0 as usize);
        let answered: FixedBitSet = given.filter(|case| kept.contains(*case)).collect();
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
