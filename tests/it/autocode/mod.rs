//! Tests of the station `autocode`.

mod conditions;
mod explained;
mod naive;
mod patient_feedback;
mod properties;

use verbatim::autocode::{CodableSegment, CodableText, Found, RuleSet};
use verbatim::codebook;
use verbatim::model::Span;

/// The rules of a codebook with one code `c`, whose rules are given as TOML.
pub(crate) fn rule_set(rules: &str) -> RuleSet {
    let text = format!("[[code]]\nid = \"c\"\n{rules}");
    let codebook = codebook::read(&text).expect("the test's codebook has no errors");
    RuleSet::compile(&codebook).expect("the test's rules compile")
}

/// The codings of one answer.
pub(crate) fn code(rules: &RuleSet, content: &str) -> Vec<Found> {
    let segments = [CodableSegment { span: Span::whole(content), speaker: None, interviewer: false }];
    let text = CodableText { content, source: "transcripts/survey.csv", question: Some("Q1"), segments: &segments };
    let mut found = Vec::new();
    rules.code(&text, &mut rules.scratch(), &mut found);
    found
}

/// Checks the words that rules, given as TOML, put the code on.
pub(crate) fn check(rules: &str, content: &str, expected: &[&str]) {
    let rules = rule_set(&format!("[[code.rule]]\n{rules}"));
    let found: Vec<&str> = code(&rules, content).iter().map(|coding| coding.span.of_text(content)).collect();
    assert_eq!(found, expected, "{content}");
}
