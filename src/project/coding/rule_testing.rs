//! Rules against what people say: which are right, and what they miss.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Judged, RuleTest, test_rule};
use crate::model::{Code, Codebook, CodingStatus, Span, TextId};
use crate::project::codebook::changes::code_called;
use crate::project::{Progress, Project, ProjectError};
use crate::store::{CodingFilter, RuleCoding};

/// Whose word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Against {
    /// What people coded by hand, and what they decided about proposals.
    #[default]
    All,
    /// What they decided about proposals.
    Decisions,
    /// What they coded by hand; in texts that they have coded, what they did not code is wrong.
    People,
}

/// Which rules to test, and against what.
#[derive(Debug, Clone, Default)]
pub struct RuleTestOptions {
    /// By id or name; every code with a rule, if there are none.
    pub codes: Vec<String>,
    pub against: Against,
}

/// A code, its rules one by one, and all of them together.
#[derive(Debug, Clone)]
pub struct TestedCode {
    /// `Code::id`
    pub code: String,
    pub rules: Vec<TestedRule>,
    pub all: RuleTest,
}

#[derive(Debug, Clone)]
pub struct TestedRule {
    /// Counted from one.
    pub number: usize,
    pub test: RuleTest,
}

/// A miss or a false find, for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestedPlace {
    pub code: String,
    /// The rules that found it falsely; empty for a miss.
    pub rules: Vec<usize>,
    /// `anna:12`
    pub place: String,
    pub words: String,
}

/// What people say of one code.
#[derive(Debug, Default)]
pub(in crate::project) struct Said {
    pub(in crate::project) accepted: Vec<(TextId, Span)>,
    pub(in crate::project) rejected: Vec<(TextId, Span)>,
    pub(in crate::project) read: Vec<TextId>,
}

impl Said {
    pub(in crate::project) fn judged(&self) -> Judged<'_> {
        Judged { accepted: &self.accepted, rejected: &self.rejected, read: &self.read }
    }
}

impl Project {
    /// What each rule finds, beside what people coded, accepted and rejected. Only where they did is anything right or wrong.
    pub fn test_rules(
        &mut self,
        options: &RuleTestOptions,
        progress: &dyn Progress,
    ) -> Result<Vec<TestedCode>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let mut wanted: Vec<usize> = Vec::new();
        for name in &options.codes {
            wanted.push(code_called(&codebook, name)?);
        }
        if options.codes.is_empty() {
            let has_rules =
                |code: &&usize| !codebook.codes[**code].rules.is_empty() && codebook.codes[**code].is_in_use();
            let all: Vec<usize> = (0..codebook.codes.len()).collect();
            wanted = all.iter().filter(has_rules).copied().collect();
        }
        let rules: Vec<(usize, usize)> = wanted
            .iter()
            .flat_map(|&code| (0..codebook.codes[code].rules.len()).map(move |rule| (code, rule)))
            .collect();
        let finds = self.finds_apart(&codebook, &rules, progress)?;
        let mut tested = Vec::new();
        for code in wanted {
            let said = self.said_of(&codebook.codes[code].id, options.against)?;
            let mut all = Vec::new();
            let mut of_rules = Vec::new();
            for (at, (_, rule)) in rules.iter().enumerate().filter(|(_, (of, _))| *of == code) {
                all.extend_from_slice(&finds[at]);
                of_rules.push(TestedRule { number: rule + 1, test: test_rule(&finds[at], &said.judged()) });
            }
            let all = test_rule(&all, &said.judged());
            tested.push(TestedCode { code: codebook.codes[code].id.clone(), rules: of_rules, all });
        }
        Ok(tested)
    }

    /// The misses and false finds of tested codes, for the researcher's eyes: with participants' real words.
    pub fn test_places(&self, tested: &[TestedCode]) -> Result<Vec<TestedPlace>, ProjectError> {
        let names = self.place_names()?;
        let mut places = Vec::new();
        for TestedCode { code, rules, all } in tested {
            let mut shown: Vec<((TextId, Span), Vec<usize>)> =
                all.missed.iter().map(|place| (*place, Vec::new())).collect();
            for wrong in &all.wrong {
                let by = rules.iter().filter(|rule| {
                    rule.test.wrong.iter().any(|(text, span)| *text == wrong.0 && span.overlaps(wrong.1))
                });
                shown.push((*wrong, by.map(|rule| rule.number).collect()));
            }
            shown.sort();
            for ((text, span), rules) in shown {
                let Some(stored) = self.text(text)? else { continue };
                let place = self.place_of(&names, &stored, span)?;
                places.push(TestedPlace {
                    code: code.clone(),
                    rules,
                    place,
                    words: span.of_text(&stored.content).to_owned(),
                });
            }
        }
        Ok(places)
    }

    /// What each of these rules (code and rule, counted from nought) finds by itself, but for people who are left out.
    pub(in crate::project) fn finds_apart(
        &self,
        codebook: &Codebook,
        rules: &[(usize, usize)],
        progress: &dyn Progress,
    ) -> Result<Vec<Vec<(TextId, Span)>>, ProjectError> {
        // Each rule as a code of its own: then no other rule is before it.
        let apart = |(nth, (code, rule)): (usize, &(usize, usize))| Code {
            id: format!("rule-{nth}"),
            rules: vec![codebook.codes[*code].rules[*rule].clone()],
            ..Code::default()
        };
        let codes: Vec<Code> = rules.iter().enumerate().map(apart).collect();
        self.finds_of(codes, progress)
    }

    /// What the rules of each of these codes find, but for people who are left out.
    pub(in crate::project) fn finds_of(
        &self,
        codes: Vec<Code>,
        progress: &dyn Progress,
    ) -> Result<Vec<Vec<(TextId, Span)>>, ProjectError> {
        let mut finds = vec![Vec::new(); codes.len()];
        let apart = Codebook { codes, ..Codebook::default() };
        let left_out = self.store.segments_left_out()?;
        for RuleCoding { code_index, text, span_start, span_end, segment, .. } in self.find_codings(&apart, progress)?.0
        {
            if !left_out.contains(segment as usize) {
                finds[usize::from(code_index)].push((TextId(text), Span::stored(span_start, span_end)));
            }
        }
        Ok(finds)
    }

    /// What people say of a code, but for people who are left out.
    pub(in crate::project) fn said_of(&self, code: &str, against: Against) -> Result<Said, ProjectError> {
        let left_out = self.store.segments_left_out()?;
        let coders: BTreeMap<u32, String> = self.store.coders()?.into_iter().collect();
        let is_rules = |coder: u32| coders.get(&coder).is_none_or(String::is_empty);
        let filter = |codes| CodingFilter { codes, left_out: Some(&left_out), ..CodingFilter::default() };
        let mut said = Said::default();
        for coding in self.store.codings(&filter(Some(vec![code])))? {
            let counts = match against {
                Against::All => true,
                Against::Decisions => is_rules(coding.key.coder),
                Against::People => !is_rules(coding.key.coder),
            };
            match coding.status {
                CodingStatus::Accepted if counts => said.accepted.push((coding.key.text, coding.key.span)),
                CodingStatus::Rejected if counts => said.rejected.push((coding.key.text, coding.key.span)),
                _ => {}
            }
        }
        if against == Against::People {
            let by_hand = self.store.codings(&filter(None))?;
            let read: BTreeSet<TextId> = by_hand
                .iter()
                .filter(|coding| !is_rules(coding.key.coder) && coding.status == CodingStatus::Accepted)
                .map(|coding| coding.key.text)
                .collect();
            said.read = read.into_iter().collect();
        }
        Ok(said)
    }
}
