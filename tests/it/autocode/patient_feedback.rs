//! The patient-feedback codebook against comments that people have labelled.

use std::collections::BTreeMap;

use verbatim::autocode::{CodableSegment, CodableText, RuleSet};
use verbatim::codebook;
use verbatim::model::Span;

use crate::support::shared_data;

/// Columns of the labels that stand for one code by themselves.
const COLUMNS: &[(&str, &str)] = &[
    ("Positive experience & gratitude", "positive-experience"),
    ("Staff manner & personal attributes", "staff-manner"),
    ("Timeliness of care", "timeliness"),
    ("Contacting services", "contacting-services"),
    ("Staff listening, understanding & involving patients", "listening"),
    ("Information directly from staff during care", "information-from-staff"),
    ("Food & drink provision & facilities", "food-drink"),
    ("Labelling not possible", "no-answer"),
];

#[derive(Default)]
struct Agreement {
    both: u32,
    rules: u32,
    people: u32,
}

#[test]
fn rules_agree_with_people_on_the_common_themes() {
    let Some(folder) = shared_data("nhs-fft-themes") else { return };
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("codebooks/patient-feedback.toml")).expect("it ships");
    let codebook = codebook::read(&text).expect("no errors");
    let rules = RuleSet::compile(&codebook).expect("its rules compile");
    let mut scratch = rules.scratch();
    let mut found = Vec::new();
    let mut agreement: BTreeMap<&str, Agreement> = BTreeMap::new();
    let mut comments = csv::Reader::from_path(folder.join("comments_dev.csv")).expect("the comments are there");
    for comment in comments.deserialize::<BTreeMap<String, String>>() {
        let comment = comment.expect("a sound row");
        let content = comment["FFT answer"].trim();
        let segments = [CodableSegment { span: Span::whole(content), speaker: None, interviewer: false }];
        rules.code(&CodableText { content, source: "", question: None, segments: &segments }, &mut scratch, &mut found);
        for &(column, code) in COLUMNS.iter().filter(|_| !content.is_empty()) {
            let by_rules = found.iter().any(|coding| codebook.codes[coding.code_index].id == code);
            let by_people = comment[column] == "1";
            let agreement = agreement.entry(code).or_default();
            agreement.rules += u32::from(by_rules);
            agreement.people += u32::from(by_people);
            agreement.both += u32::from(by_rules && by_people);
        }
    }
    for (code, Agreement { both, rules, people }) in agreement {
        let (precision, recall) = (f64::from(both) / f64::from(rules), f64::from(both) / f64::from(people));
        assert!(precision >= 0.55 && recall >= 0.55, "{code}: precision {precision:.2}, recall {recall:.2}");
    }
    // No comment of the set speaks of parking; every other rule fires.
    let silent: Vec<&str> = rules
        .fired(scratch.hits())
        .filter(|(.., count)| *count == 0)
        .map(|(code_index, ..)| codebook.codes[code_index].id.as_str())
        .collect();
    assert_eq!(silent, ["parking"]);
}
