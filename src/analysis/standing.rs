//! Who answered a question, and who did not for which reason. The reasons are never counted together.

use fixedbitset::FixedBitSet;

use super::{Attribute, Columns, Responses};
use crate::model::{QuestionType, Unanswered};

/// How the kept cases stand to a question, or to a block of several; each case is in one of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Gave an answer (to any of the block).
    pub answered: u64,
    /// Said that it does not apply to them, and answered nothing of the block.
    pub not_applicable: u64,
    /// Were asked and left it (the whole block) blank.
    pub blank: u64,
    /// Were not asked: their survey did not have it, or its condition was not met.
    pub not_asked: u64,
}

impl Standing {
    /// Those who were asked.
    pub const fn asked(&self) -> u64 {
        self.answered + self.not_applicable + self.blank
    }

    /// All of them.
    pub const fn kept(&self) -> u64 {
        self.asked() + self.not_asked
    }
}

/// The cases behind a [`Standing`], a bit each; no case is in two of them.
#[derive(Debug, Clone, Default)]
pub struct Stands {
    pub answered: FixedBitSet,
    pub not_applicable: FixedBitSet,
    pub blank: FixedBitSet,
}

impl Columns {
    /// How each kept case stands to a block of questions, whose answers were loaded.
    pub fn stands(&self, questions: &[usize]) -> Stands {
        let none = || FixedBitSet::with_capacity(self.cases.len());
        let mut stands = Stands { answered: none(), not_applicable: none(), blank: none() };
        for &index in questions {
            let question = &self.questions[index];
            stands.blank.union_with(&self.asked(index));
            if question.question.kind == QuestionType::Open {
                stands.answered.extend(self.segments.answers_to(index).map(|(case, _)| case as usize));
            } else if let Some(responses) = &question.responses {
                stands.answered.extend(responses.entries().iter().map(|&(case, _)| case as usize));
            }
            let unanswered = question.responses.iter().flat_map(Responses::all_unanswered);
            let apart = unanswered.filter(|(_, why)| *why == Unanswered::NotApplicable);
            stands.not_applicable.extend(apart.map(|&(case, _)| case as usize));
        }
        // What somebody answered they were asked, whatever a condition says.
        stands.not_applicable.difference_with(&stands.answered);
        stands.blank.difference_with(&stands.answered);
        stands.blank.difference_with(&stands.not_applicable);
        stands
    }

    /// How the kept cases stand to a block of questions, by the attribute's value (the last group states none; one group
    /// where there is no attribute).
    pub fn standings(&self, questions: &[usize], attribute: Option<&Attribute>) -> Vec<Standing> {
        let none = attribute.map_or(0, |attribute| attribute.values.len());
        let stands = self.stands(questions);
        let mut standings = vec![Standing::default(); none + 1];
        for case in 0..self.case_count() {
            let standing = &mut standings[attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none)];
            let is_in = |set: &FixedBitSet| set.contains(case as usize);
            *(if is_in(&stands.answered) {
                &mut standing.answered
            } else if is_in(&stands.not_applicable) {
                &mut standing.not_applicable
            } else if is_in(&stands.blank) {
                &mut standing.blank
            } else {
                &mut standing.not_asked
            }) += 1;
        }
        standings
    }

    /// The same without groups.
    pub fn standing(&self, questions: &[usize]) -> Standing {
        self.standings(questions, None)[0]
    }
}
