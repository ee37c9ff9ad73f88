//! A codebook's rules, ready to be applied.

use super::compile::{self, CompileError};
use super::marks::Use;
use super::needle::Needle;
use super::rule_hits::RuleHits;
use super::scanner::Scanner;
use super::stem_scanner::StemScanner;
use super::{CodableSegment, CodableText};
use crate::codebook::Expression;
use crate::model::{Codebook, CodingUnit};

/// All rules of one codebook. Made once, used by any number of threads, each with a [`Scratch`](super::Scratch).
///
/// Rules of codes that are merged or retired are left out.
#[derive(Debug)]
pub struct RuleSet {
    /// By number: the order of codes, and within a code of its rules.
    pub(super) rules: Vec<CompiledRule>,
    /// Words and phrases, each once, with the rules that ask for them.
    pub(super) needles: Vec<(Needle, Vec<Use>)>,
    /// Nothing if there is no literal at all.
    pub(super) scanner: Option<Scanner>,
    /// What each literal of the scanner stands for.
    pub(super) literals: Vec<Literal>,
    pub(super) stem_scanners: Vec<StemScanner>,
    /// Rules that have to look at every unit.
    pub(super) unanchored: Vec<u32>,
}

/// What a literal is part of.
#[derive(Debug, Default)]
pub(super) struct Literal {
    /// Needles whose anchor it is.
    pub(super) needles: Vec<u32>,
    /// Expressions whose matches hold it at the start of a word.
    pub(super) expressions_at_word: Vec<Use>,
    /// Expressions whose matches hold it anywhere.
    pub(super) expressions: Vec<Use>,
}

/// One rule, its words aside.
#[derive(Debug)]
pub(super) struct CompiledRule {
    pub(super) code_index: usize,
    pub(super) rule_index: usize,
    pub(super) unit: CodingUnit,
    /// One of `any` or of the expressions must be hit.
    pub(super) needs_any: bool,
    pub(super) expressions: Vec<Expression>,
    /// How many words `all` has.
    pub(super) all_count: u16,
    pub(super) has_none: bool,
    /// Within how many words one of `near` must stand.
    pub(super) near_within: Option<usize>,
    pub(super) limits: Limits,
}

/// Where a rule applies. An empty list is no limit.
#[derive(Debug, Default)]
pub(super) struct Limits {
    pub(super) questions: Vec<String>,
    /// In lower case.
    pub(super) speakers: Vec<String>,
    pub(super) sources: Vec<glob::Pattern>,
}

impl RuleSet {
    /// Makes a codebook's rules ready. Gives every rule that cannot be looked for, which `codebook::read` refuses too.
    pub fn compile(codebook: &Codebook) -> Result<Self, Vec<CompileError>> {
        compile::compile(codebook)
    }

    /// How many rules there are.
    pub fn rule_count(&self) -> usize {
        self.rules.len()
    }

    /// The rules in order, as code index and index into the code's rules.
    pub fn rules(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.rules.iter().map(|rule| (rule.code_index, rule.rule_index))
    }

    /// Each rule, as code index and index into the code's rules, with the number of units in which it fired.
    pub fn fired<'r>(&'r self, hits: &'r RuleHits) -> impl Iterator<Item = (usize, usize, u64)> + 'r {
        self.rules().enumerate().map(|(rule, (code_index, rule_index))| (code_index, rule_index, hits.of(rule)))
    }
}

impl CompiledRule {
    /// Whether a hit of any of its words is all it takes.
    pub(super) fn is_simple(&self) -> bool {
        self.expressions.is_empty() && self.all_count == 0 && !self.has_none && self.near_within.is_none()
    }

    /// Whether it fires only where some literal is hit.
    pub(super) fn is_anchored(&self) -> bool {
        self.expressions.iter().all(|expression| expression.literals.is_some())
    }
}

impl Limits {
    pub(super) fn admit_question(&self, text: &CodableText<'_>) -> bool {
        let asked = |question: &str| self.questions.iter().any(|listed| listed.eq_ignore_ascii_case(question));
        self.questions.is_empty() || text.question.is_some_and(asked)
    }

    pub(super) fn admit_source(&self, text: &CodableText<'_>) -> bool {
        let options = glob::MatchOptions { require_literal_separator: true, ..glob::MatchOptions::new() };
        let file_name = text.source.rsplit('/').next().unwrap_or_default();
        // As people know it from other tools: a pattern without a folder is about the file's name.
        let matches = |glob: &glob::Pattern| {
            let name = if glob.as_str().contains('/') { text.source } else { file_name };
            glob.matches_with(name, options)
        };
        self.sources.is_empty() || self.sources.iter().any(matches)
    }

    pub(super) fn admit_speaker(&self, segment: &CodableSegment<'_>) -> bool {
        let listed = |speaker: &str| self.speakers.contains(&speaker.to_lowercase());
        self.speakers.is_empty() || segment.speaker.is_some_and(listed)
    }
}
