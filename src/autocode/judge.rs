//! Whether a rule's conditions hold in one unit.

use regex_automata::{Anchored, Input};

use super::marks::{Mark, Role};
use super::rule_set::CompiledRule;
use crate::codebook::{Expression, Literals};
use crate::model::Span;
use crate::text;

/// The first condition that does not hold, in the order in which they are cheap to test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    None,
    /// This word of `all`.
    All(u16),
    Any,
    Near,
}

/// One rule in one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judgement<'j> {
    pub(super) rule: &'j CompiledRule,
    /// The rule's marks that start in the unit, by place.
    pub(super) marks: &'j [Mark],
    pub(super) unit: Span,
    /// The segment's text.
    pub(super) text: &'j str,
}

impl Judgement<'_> {
    /// Whether the rule fires.
    pub(super) fn verdict(&self) -> Result<(), Failure> {
        if self.rule.is_simple() && self.rule.needs_any {
            return if self.has(Role::Any) { Ok(()) } else { Err(Failure::Any) };
        }
        if self.rule.has_none && self.has(Role::None) {
            return Err(Failure::None);
        }
        if let Some(slot) = (0..self.rule.all_count).find(|&slot| !self.has(Role::All(slot))) {
            return Err(Failure::All(slot));
        }
        if self.rule.near_within.is_some() && !self.has(Role::Near) {
            return Err(Failure::Near);
        }
        if self.rule.needs_any && !self.has(Role::Any) && !self.has_match() {
            return Err(Failure::Any);
        }
        match self.rule.near_within {
            Some(within) if !self.is_near(within) => Err(Failure::Near),
            _ => Ok(()),
        }
    }

    /// The marks of the unit: those that reach out of it do not count.
    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(|mark| mark.end as usize <= self.unit.end())
    }

    fn has(&self, role: Role) -> bool {
        self.marks().any(|mark| mark.role == role)
    }

    /// The expressions that can match here at all, by what was hit, with their numbers.
    fn expressions(&self) -> impl Iterator<Item = (u16, &Expression)> {
        (0..)
            .zip(&self.rule.expressions)
            .filter(|(slot, expression)| expression.literals.is_none() || self.has(Role::Candidate(*slot)))
    }

    fn has_match(&self) -> bool {
        let words = self.unit.of_text(self.text);
        self.expressions().any(|(slot, Expression { regex, literals })| match literals {
            // A match starts where its literal was hit, or there is none.
            Some(Literals { first: true, .. }) => self.places(Role::Candidate(slot)).any(|(start, _)| {
                let from = start - self.unit.start();
                regex.is_match(Input::new(words).range(from..).anchored(Anchored::Yes))
            }),
            _ => regex.is_match(words),
        })
    }

    /// Where the unit is hit by `any`, `all` and expressions, in bytes of the segment, in order.
    pub(super) fn positives(&self) -> Vec<(usize, usize)> {
        let is_word = |mark: &&Mark| matches!(mark.role, Role::Any | Role::All(_));
        let mut found: Vec<(usize, usize)> =
            self.marks().filter(is_word).map(|mark| (mark.start as usize, mark.end as usize)).collect();
        let start = self.unit.start();
        for (_, Expression { regex, .. }) in self.expressions() {
            let matches = regex.find_iter(self.unit.of_text(self.text));
            found.extend(matches.map(|hit| (start + hit.start(), start + hit.end())));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where words of a role stand.
    pub(super) fn places(&self, role: Role) -> impl Iterator<Item = (usize, usize)> {
        self.marks().filter(move |mark| mark.role == role).map(|mark| (mark.start as usize, mark.end as usize))
    }

    fn is_near(&self, within: usize) -> bool {
        !self.near_pairs(within).is_empty()
    }

    /// Words of `near` that stand near enough to a hit, which they are not part of.
    pub(super) fn near_pairs(&self, within: usize) -> Vec<(usize, usize)> {
        let unit = self.unit;
        let starts: Vec<usize> =
            text::words(unit.of_text(self.text)).map(|word| unit.start() + word.span.start()).collect();
        let word_at = |at: usize| starts.partition_point(|&start| start <= at);
        // Neighbours are one word apart; what overlaps is no other word and does not count.
        let distance =
            |left: (usize, usize), right: (usize, usize)| word_at(right.0).saturating_sub(word_at(left.1 - 1));
        let positives = self.positives();
        let is_near = |near: &(usize, usize)| {
            positives.iter().any(|&positive| {
                if positive.1 <= near.0 {
                    distance(positive, *near) <= within
                } else {
                    near.1 <= positive.0 && distance(*near, positive) <= within
                }
            })
        };
        self.places(Role::Near).filter(is_near).collect()
    }
}
