//! From a codebook's rules to a rule set.

use std::collections::BTreeMap;

use super::RuleSet;
use super::marks::{Role, Use};
use super::needle::Needle;
use super::rule_set::{CompiledRule, Limits, Literal};
use super::scanner::Scanner;
use super::stem_scanner::StemScanner;
use crate::codebook::{Expression, ExpressionError, Pattern, PatternError};
use crate::model::{Code, Codebook, Rule};
use crate::text::Stems;

/// A rule that cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("rule {} of the code `{code}`: {fault}", rule_index + 1)]
pub struct CompileError {
    pub code: String,
    pub rule_index: usize,
    pub fault: Fault,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    #[error("it says nothing to look for")]
    NoCondition,
    #[error("`{word}` cannot be looked for: {error}")]
    Word { word: String, error: PatternError },
    #[error(transparent)]
    Expression(#[from] ExpressionError),
    #[error("there are no stems for the language `{0}`")]
    Language(String),
    #[error("`{0}` is no pattern of file names")]
    Glob(String),
    #[error("it has more words or expressions than can be told apart (65,535)")]
    TooMany,
    #[error("the codebook has more words than can be looked for at once")]
    TooLarge,
}

pub(super) fn compile(codebook: &Codebook) -> Result<RuleSet, Vec<CompileError>> {
    let mut draft = Draft::default();
    for (code_index, code) in codebook.codes.iter().enumerate() {
        if !code.is_in_use() {
            continue;
        }
        for rule_index in 0..code.rules.len() {
            draft.add(code_index, code, rule_index);
        }
    }
    draft.finish(codebook)
}

/// A needle is told apart by its pattern and the language of its stems.
type NeedleKey = (Pattern, Option<String>);

/// A rule set while rules are added to it.
#[derive(Default)]
struct Draft {
    rules: Vec<CompiledRule>,
    needle_order: Vec<(NeedleKey, Option<Stems>)>,
    uses: Vec<Vec<Use>>,
    known: std::collections::HashMap<NeedleKey, usize>,
    /// By literal, as in `Literal`: those at the start of a word, then the others.
    expressions: BTreeMap<String, (Vec<Use>, Vec<Use>)>,
    unanchored: Vec<u32>,
    errors: Vec<CompileError>,
}

impl Draft {
    fn add(&mut self, code_index: usize, code: &Code, rule_index: usize) {
        let rule = &code.rules[rule_index];
        let mut faults = Vec::new();
        let number = u32::try_from(self.rules.len()).expect("a codebook has fewer than four thousand million rules");
        let stems = stems(rule, &mut faults);
        self.add_words(number, rule, stems.as_ref(), &mut faults);
        let expressions = self.add_expressions(number, rule, &mut faults);
        if rule.any.is_empty() && rule.all.is_empty() && rule.regex.is_empty() {
            faults.push(Fault::NoCondition);
        }
        let compiled = CompiledRule {
            code_index,
            rule_index,
            unit: rule.unit,
            needs_any: !rule.any.is_empty() || !rule.regex.is_empty(),
            expressions,
            all_count: u16::try_from(rule.all.len()).unwrap_or(u16::MAX),
            has_none: !rule.none.is_empty(),
            near_within: rule.near.as_ref().map(|near| near.within),
            limits: limits(rule, &mut faults),
        };
        if !compiled.is_anchored() {
            self.unanchored.push(number);
        }
        self.rules.push(compiled);
        let told = |fault| CompileError { code: code.id.clone(), rule_index, fault };
        self.errors.extend(faults.into_iter().map(told));
    }

    fn add_words(&mut self, number: u32, rule: &Rule, stems: Option<&Stems>, faults: &mut Vec<Fault>) {
        for word in &rule.any {
            self.add_word(number, Role::Any, word, rule, stems, faults);
        }
        for (slot, word) in rule.all.iter().enumerate() {
            match u16::try_from(slot) {
                Ok(slot) if slot < u16::MAX => self.add_word(number, Role::All(slot), word, rule, stems, faults),
                _ => faults.push(Fault::TooMany),
            }
        }
        for word in &rule.none {
            self.add_word(number, Role::None, word, rule, stems, faults);
        }
        for word in rule.near.iter().flat_map(|near| &near.words) {
            self.add_word(number, Role::Near, word, rule, stems, faults);
        }
    }

    fn add_word(
        &mut self,
        number: u32,
        role: Role,
        word: &str,
        rule: &Rule,
        stems: Option<&Stems>,
        faults: &mut Vec<Fault>,
    ) {
        match Pattern::parse(word) {
            Ok(pattern) => {
                let key = (pattern, rule.stem.clone());
                let needle = *self.known.entry(key.clone()).or_insert_with(|| {
                    self.needle_order.push((key, stems.cloned()));
                    self.uses.push(Vec::new());
                    self.uses.len() - 1
                });
                self.uses[needle].push(Use { rule: number, role });
            }
            Err(error) => faults.push(Fault::Word { word: word.to_owned(), error }),
        }
    }

    fn add_expressions(&mut self, number: u32, rule: &Rule, faults: &mut Vec<Fault>) -> Vec<Expression> {
        let mut expressions = Vec::new();
        for written in &rule.regex {
            match (Expression::parse(written), u16::try_from(expressions.len())) {
                (Ok(expression), Ok(slot)) => {
                    let used = Use { rule: number, role: Role::Candidate(slot) };
                    if let Some(set) = &expression.literals {
                        for literal in &set.any {
                            let uses = self.expressions.entry(literal.clone()).or_default();
                            if set.start_of_word { uses.0.push(used) } else { uses.1.push(used) }
                        }
                    }
                    expressions.push(expression);
                }
                (Err(error), _) => faults.push(error.into()),
                (_, Err(_)) => faults.push(Fault::TooMany),
            }
        }
        expressions
    }

    fn finish(self, codebook: &Codebook) -> Result<RuleSet, Vec<CompileError>> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let mut literals: BTreeMap<String, Literal> = BTreeMap::new();
        let mut stem_scanners: Vec<StemScanner> = Vec::new();
        let mut needles = Vec::with_capacity(self.uses.len());
        for (number, (((pattern, language), stems), mut uses)) in
            (0..).zip(self.needle_order.into_iter().zip(self.uses))
        {
            let needle = Needle::new(&pattern, stems.as_ref());
            match (needle.anchor_stem(), language, stems) {
                (Some(stem), Some(language), Some(stems)) => {
                    stem_scanner(&mut stem_scanners, &language, stems).add(stem, number);
                }
                _ => {
                    for literal in needle.anchor_literals() {
                        literals.entry(literal).or_default().needles.push(number);
                    }
                }
            }
            uses.sort_unstable();
            uses.dedup();
            needles.push((needle, uses));
        }
        for (literal, uses) in self.expressions {
            let literal = literals.entry(literal).or_default();
            (literal.expressions_at_word, literal.expressions) = uses;
        }
        let (spellings, literals): (Vec<String>, Vec<Literal>) = literals.into_iter().unzip();
        let scanner = if spellings.is_empty() { None } else { Some(scanner(&spellings, &self.rules, codebook)?) };
        Ok(RuleSet { rules: self.rules, needles, scanner, literals, stem_scanners, unanchored: self.unanchored })
    }
}

/// The stemmer that a rule asks for.
fn stems(rule: &Rule, faults: &mut Vec<Fault>) -> Option<Stems> {
    let language = rule.stem.as_deref()?;
    let stems = Stems::of_language(language);
    if stems.is_none() {
        faults.push(Fault::Language(language.to_owned()));
    }
    stems
}

fn stem_scanner<'s>(scanners: &'s mut Vec<StemScanner>, language: &str, stems: Stems) -> &'s mut StemScanner {
    let known = scanners.iter().position(|scanner| scanner.language == language);
    let index = known.unwrap_or_else(|| {
        scanners.push(StemScanner::new(language, stems));
        scanners.len() - 1
    });
    &mut scanners[index]
}

fn scanner(literals: &[String], rules: &[CompiledRule], codebook: &Codebook) -> Result<Scanner, Vec<CompileError>> {
    Scanner::new(literals).map_err(|_too_large| {
        // The last rule is the one that was too many.
        let last = rules.last().expect("literals come from rules");
        let code = codebook.codes[last.code_index].id.clone();
        vec![CompileError { code, rule_index: last.rule_index, fault: Fault::TooLarge }]
    })
}

fn limits(rule: &Rule, faults: &mut Vec<Fault>) -> Limits {
    let mut sources = Vec::new();
    for written in &rule.sources {
        match glob::Pattern::new(written) {
            Ok(pattern) => sources.push(pattern),
            Err(_) => faults.push(Fault::Glob(written.clone())),
        }
    }
    let speakers = rule.speakers.iter().map(|speaker| speaker.to_lowercase()).collect();
    Limits { questions: rule.questions.clone(), speakers, sources }
}
