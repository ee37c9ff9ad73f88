//! Words that a rule could look for: those that tell what people have coded from the rest.

use std::collections::BTreeSet;

use super::rule_testing::Against;
use crate::analysis::{
    Distinguishing, DistinguishingLimits, Proportion, SampledText, distinguishing, joined, overlaps, test_rule,
};
use crate::model::{Code, Rule, Span, TextId};
use crate::project::codebook::changes::code_called;
use crate::project::{Progress, Project, ProjectError};
use crate::text::{Stems, fold, stop_words, words};

/// What to suggest.
#[derive(Debug, Clone)]
pub struct SuggestOptions {
    /// The code, by id or name.
    pub code: String,
    pub limit: usize,
    /// Also words that a rule of the code looks for already.
    pub with_known: bool,
    pub limits: DistinguishingLimits,
}

/// A word or phrase that a rule could look for, and what it would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSuggestion {
    pub found: Distinguishing,
    /// A rule of the code looks for it already.
    pub is_known: bool,
    /// Segments that it finds and no rule of the code does.
    pub new_segments: u64,
    /// Of what people coded and the code's rules miss: how much it finds.
    pub gain: Proportion,
    /// Of its finds that people have judged: how many are right.
    pub precision: Proportion,
}

/// Texts that are read at a time.
const TEXTS_AT_A_TIME: usize = 4096;

impl Project {
    /// Words and phrases of two words that stand more often in what people coded or accepted with a code than in the rest,
    /// the surest first.
    pub fn suggest_rules(
        &mut self,
        options: &SuggestOptions,
        progress: &dyn Progress,
    ) -> Result<Vec<RuleSuggestion>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let index = code_called(&codebook, &options.code)?;
        let code = &codebook.codes[index];
        let said = self.said_of(&code.id, Against::All)?;
        let sampled = self.sampled(&joined(&said.accepted))?;
        let found = distinguishing(&sampled, options.limits);
        let known = Known::new(&code.rules);
        let chosen: Vec<(Distinguishing, bool)> = found
            .into_iter()
            .map(|found| {
                let is_known = known.has(&found.words);
                (found, is_known)
            })
            .filter(|(_, is_known)| options.with_known || !is_known)
            .take(options.limit)
            .collect();
        let unit = code.rules.first().map(|rule| rule.unit).unwrap_or_default();
        let rule = |words: &str| Rule { any: vec![words.to_owned()], unit, ..Rule::default() };
        let mut codes: Vec<Code> = vec![Code { id: "known".to_owned(), rules: code.rules.clone(), ..Code::default() }];
        codes.extend(chosen.iter().enumerate().map(|(nth, (found, _))| Code {
            id: format!("word-{nth}"),
            rules: vec![rule(&found.words)],
            ..Code::default()
        }));
        let finds = self.finds_of(codes, progress)?;
        let found_already = joined(&finds[0]);
        let missed = test_rule(&finds[0], &said.judged()).missed;
        let suggestion = |(nth, (found, is_known)): (usize, (Distinguishing, bool))| {
            let finds = joined(&finds[nth + 1]);
            let gained = missed.iter().filter(|place| overlaps(&finds, **place)).count() as u64;
            RuleSuggestion {
                found,
                is_known,
                new_segments: finds.iter().filter(|place| !overlaps(&found_already, **place)).count() as u64,
                gain: Proportion { part: gained, base: missed.len() as u64 },
                precision: test_rule(&finds, &said.judged()).precision(),
            }
        };
        Ok(chosen.into_iter().enumerate().map(suggestion).collect())
    }

    /// All that people said or wrote, parted into what is coded and what is not. `coded` is joined.
    fn sampled(&self, coded: &[(TextId, Span)]) -> Result<Vec<SampledText>, ProjectError> {
        let stop: BTreeSet<&str> = stop_words(&self.study.language).unwrap_or_default().iter().copied().collect();
        let left_out = self.store.segments_left_out()?;
        let mut sampled = Vec::new();
        let mut after = None;
        loop {
            let texts = self.store.texts_after(after, TEXTS_AT_A_TIME)?;
            let Some(last) = texts.last() else { return Ok(sampled) };
            after = Some(last.id);
            for text in &texts {
                let whole = [(Span::whole(&text.content), text.case)];
                let turns = text.segments.iter().enumerate().filter(|(nth, turn)| {
                    !turn.interviewer && turn.heading.is_none() && !left_out.contains(text.id.0 as usize + nth)
                });
                let turns: Vec<_> = turns.map(|(_, turn)| (turn.span, turn.case)).collect();
                let is_answer = text.segments.is_empty();
                if is_answer && left_out.contains(text.id.0 as usize) {
                    continue;
                }
                for (span, case) in if is_answer { &whole[..] } else { turns.as_slice() } {
                    let is_coded = |word: Span| {
                        let range = span.start() + word.start()..span.start() + word.end();
                        Span::of(&text.content, range).is_some_and(|place| overlaps(coded, (text.id, place)))
                    };
                    let parts = parted(span.of_text(&text.content), &stop, is_coded);
                    for (words, is_coded) in parts.into_iter().zip([false, true]) {
                        if words.iter().any(|word| !word.is_empty()) {
                            sampled.push(SampledText { words, is_coded, case: case.map(|case| case.0) });
                        }
                    }
                }
            }
        }
    }
}

/// The folded words of what somebody said: those that are not coded, and those that are. A word that says nothing is empty,
/// and so is the place where one part goes over into the other: no phrase goes over it.
fn parted(said: &str, stop: &BTreeSet<&str>, is_coded: impl Fn(Span) -> bool) -> [Vec<String>; 2] {
    let mut parts: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    let mut was_coded = None;
    for word in words(said) {
        let is_coded = is_coded(word.span);
        if was_coded.is_some_and(|was| was != is_coded) {
            for part in &mut parts {
                part.push(String::new());
            }
        }
        was_coded = Some(is_coded);
        let folded = fold(word.text);
        let says_something = !stop.contains(folded.as_str()) && folded.chars().any(char::is_alphabetic);
        parts[usize::from(is_coded)].push(if says_something { folded } else { String::new() });
    }
    parts
}

/// What rules look for already.
struct Known {
    words: BTreeSet<String>,
    beginnings: Vec<String>,
    stems: Vec<(Stems, BTreeSet<String>)>,
}

impl Known {
    fn new(rules: &[Rule]) -> Self {
        let mut known = Self { words: BTreeSet::new(), beginnings: Vec::new(), stems: Vec::new() };
        for rule in rules {
            let stems = rule.stem.as_deref().and_then(Stems::of_language);
            let mut stemmed = BTreeSet::new();
            for term in rule.any.iter().chain(&rule.all) {
                let folded = fold(term);
                if let Some(beginning) = folded.strip_suffix('*') {
                    known.beginnings.push(beginning.to_owned());
                } else {
                    stemmed.extend(stems.as_ref().map(|stems| stems.stem(&folded).into_owned()));
                    known.words.insert(folded);
                }
            }
            known.stems.extend(stems.map(|stems| (stems, stemmed)));
        }
        known
    }

    /// Whether rules look for these words, or for one of them.
    fn has(&self, found: &str) -> bool {
        let is_sought = |word: &str| {
            self.words.contains(word)
                || self.beginnings.iter().any(|beginning| word.starts_with(beginning))
                || self.stems.iter().any(|(stems, known)| known.contains(&*stems.stem(word)))
        };
        is_sought(found) || found.split(' ').any(is_sought)
    }
}
