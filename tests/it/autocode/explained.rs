//! Why a code is there, and why it is not.

use verbatim::autocode::{CodableSegment, CodableText, Outcome, Unmet, explain};
use verbatim::model::Span;

use super::rule_set;

/// Checks what is said about a text: per explanation the unit's words and what came of it.
fn check(rule: &str, content: &str, expected: &[(&str, Result<&[&str], Unmet>)]) {
    let rules = rule_set(&format!("[[code.rule]]\n{rule}"));
    let segments = [CodableSegment { span: Span::whole(content), speaker: None, interviewer: false }];
    let text = CodableText { content, source: "a.txt", question: None, segments: &segments };
    let explained = explain(&rules, &text, 0);
    let told: Vec<_> = explained
        .iter()
        .map(|explanation| {
            let outcome = match &explanation.outcome {
                Outcome::Fires { words } => Ok(words.iter().map(|word| word.of_text(content)).collect::<Vec<_>>()),
                Outcome::Fails(unmet) => Err(unmet.clone()),
            };
            (explanation.span.of_text(content), outcome)
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(unit, outcome)| (*unit, outcome.clone().map(<[&str]>::to_vec))).collect();
    assert_eq!(told, expected, "{content}");
}

#[test]
fn the_words_that_made_a_coding_are_told() {
    check("any = ['staff', 'train*']", "Train staff. No.", &[("Train staff.", Ok(&["Train", "staff"]))]);
    check(
        "any = ['trained']\nnear = { words = ['staff'], within = 2 }",
        "Staff É trained.",
        &[("Staff É trained.", Ok(&["Staff", "trained"]))],
    );
    check("regex = ['train\\w+']", "Well TRAINED.", &[("Well TRAINED.", Ok(&["TRAINED"]))]);
}

#[test]
fn the_condition_that_failed_is_told() {
    check("any = ['staff']", "No one.", &[("No one.", Err(Unmet::Any))]);
    check(
        "all = ['staff', 'money', 'time']",
        "Staff! Money and time.",
        &[
            ("Staff!", Err(Unmet::All { missing: vec![1, 2] })),
            ("Money and time.", Err(Unmet::All { missing: vec![0] })),
        ],
    );
    let data = Span::of("Training data.", 0..13).expect("a stretch");
    check(
        "any = ['training']\nnone = ['training data']",
        "Training data.",
        &[("Training data.", Err(Unmet::None { words: vec![data] }))],
    );
    check(
        "any = ['trained']\nnear = { words = ['staff'], within = 1 }",
        "Staff not trained.",
        &[("Staff not trained.", Err(Unmet::Near))],
    );
    check("any = ['staff']\nsources = ['b*']", "Staff.", &[("Staff.", Err(Unmet::Source))]);
    check("any = ['staff']\nquestions = ['Q1']", "Staff.", &[("Staff.", Err(Unmet::Question))]);
    check("any = ['staff']\nspeakers = ['P1']", "Staff.", &[("Staff.", Err(Unmet::Speaker))]);
}
