//! Why a code is on a text, or why it is not.

use super::judge::{Failure, Judgement};
use super::marks::{Mark, Role};
use super::pass::{of_rule, within};
use super::rule_set::CompiledRule;
use super::units::Units;
use super::{CodableSegment, CodableText, RuleSet};
use crate::model::Span;

/// What one rule made of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub code_index: usize,
    /// Index into the code's rules.
    pub rule_index: usize,
    pub segment_index: usize,
    /// The unit; the whole segment where the rule does not apply to it or hits nothing in it.
    pub span: Span,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The rule fires, for these words, in order: hits of `any`, `all` and expressions, and words of `near`.
    Fires { words: Vec<Span> },
    /// It does not.
    Fails(Unmet),
}

/// The condition that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmet {
    /// The rule is limited to other sources.
    Source,
    /// The rule is limited to other questions.
    Question,
    /// The rule is limited to other speakers.
    Speaker,
    /// An interviewer speaks.
    Interviewer,
    /// Nothing of `any` and `regex` is there.
    Any,
    /// These words of `all` are missing, by their index in it.
    All { missing: Vec<usize> },
    /// These words of `none` are there.
    None { words: Vec<Span> },
    /// No word of `near` stands near enough to a hit.
    Near,
}

/// What each rule of one code makes of a text: every unit that the rule's words hit, in order of rules and places. A
/// segment in which a rule hits nothing at all has one explanation that says so.
pub fn explain(rules: &RuleSet, text: &CodableText<'_>, code_index: usize) -> Vec<Explanation> {
    let mut scratch = rules.scratch();
    let mut explained = Vec::new();
    for (segment_index, segment) in text.segments.iter().enumerate() {
        let words = segment.span.of_text(text.content);
        rules.mark(words, &mut scratch);
        for (number, rule) in (0..).zip(&rules.rules).filter(|(_, rule)| rule.code_index == code_index) {
            let marks = &scratch.marks[of_rule(&scratch.marks, number)];
            let explainer = Explainer { rule, text, segment, segment_index, words };
            explained.extend(explainer.explain(marks));
        }
    }
    explained.sort_by_key(|explanation| (explanation.rule_index, explanation.segment_index, explanation.span));
    explained
}

struct Explainer<'e> {
    rule: &'e CompiledRule,
    text: &'e CodableText<'e>,
    segment: &'e CodableSegment<'e>,
    segment_index: usize,
    words: &'e str,
}

impl Explainer<'_> {
    fn explain(&self, marks: &[Mark]) -> Vec<Explanation> {
        if let Some(unmet) = self.out_of_bounds() {
            return vec![self.say(self.segment.span, Outcome::Fails(unmet))];
        }
        let mut units = Units::default();
        let judgements = units.of(self.rule.unit, self.words).iter().map(|&unit| Judgement {
            rule: self.rule,
            marks: &marks[within(marks, unit)],
            unit,
            text: self.words,
        });
        let explained: Vec<Explanation> = judgements
            .filter(|judgement| !judgement.positives().is_empty())
            .map(|judgement| self.judge(&judgement))
            .collect();
        if explained.is_empty() {
            let missing = (0..usize::from(self.rule.all_count)).collect();
            let unmet = if self.rule.needs_any { Unmet::Any } else { Unmet::All { missing } };
            return vec![self.say(self.segment.span, Outcome::Fails(unmet))];
        }
        explained
    }

    fn out_of_bounds(&self) -> Option<Unmet> {
        let limits = &self.rule.limits;
        if self.segment.interviewer {
            Some(Unmet::Interviewer)
        } else if !limits.admit_source(self.text) {
            Some(Unmet::Source)
        } else if !limits.admit_question(self.text) {
            Some(Unmet::Question)
        } else if !limits.admit_speaker(self.segment) {
            Some(Unmet::Speaker)
        } else {
            None
        }
    }

    fn judge(&self, judgement: &Judgement<'_>) -> Explanation {
        let outcome = match judgement.verdict() {
            Ok(()) => {
                let mut words = judgement.positives();
                words.extend(self.rule.near_within.map(|within| judgement.near_pairs(within)).unwrap_or_default());
                words.sort_unstable();
                Outcome::Fires { words: self.spans(words) }
            }
            Err(Failure::Any) => Outcome::Fails(Unmet::Any),
            Err(Failure::Near) => Outcome::Fails(Unmet::Near),
            Err(Failure::None) => {
                Outcome::Fails(Unmet::None { words: self.spans(judgement.places(Role::None).collect()) })
            }
            Err(Failure::All(_)) => {
                let is_missing = |slot: &u16| judgement.places(Role::All(*slot)).next().is_none();
                let missing = (0..self.rule.all_count).filter(is_missing).map(usize::from).collect();
                Outcome::Fails(Unmet::All { missing })
            }
        };
        let unit = (judgement.unit.start(), judgement.unit.end());
        let span = self.spans(vec![unit]).first().copied().unwrap_or(self.segment.span);
        self.say(span, outcome)
    }

    /// Places in the segment as spans of the text.
    fn spans(&self, places: Vec<(usize, usize)>) -> Vec<Span> {
        let from = self.segment.span.start();
        places.into_iter().filter_map(|(start, end)| Span::of(self.text.content, from + start..from + end)).collect()
    }

    fn say(&self, span: Span, outcome: Outcome) -> Explanation {
        let CompiledRule { code_index, rule_index, .. } = *self.rule;
        Explanation { code_index, rule_index, segment_index: self.segment_index, span, outcome }
    }
}
