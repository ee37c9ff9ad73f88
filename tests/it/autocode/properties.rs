//! What always holds: the engine finds what a plain search finds, coding twice changes nothing, spans are whole units.

use proptest::prelude::*;
use proptest::sample::select;
use verbatim::autocode::{CodableSegment, CodableText, Found, RuleSet};
use verbatim::model::{Code, Codebook, CodingUnit, Near, Rule, Span};

use super::naive;

const WORDS: &[&str] = &[
    "staff", "Staff", "STAFF", "staff's", "train", "training", "Trained", "trainers", "e", "mail", "email", "parents",
    "parent", "don't", "don’t", "École", "ÉCOLE", "naïve", "Kelvin", "ſtaff", "a", "data", "3", "posts", "waiting",
    "list", "happy", "happier", "ẞ", "İ", "Σ", "ДЕНЬ", "день",
];
const GAPS: &[&str] =
    &[" ", " ", " ", "  ", "-", ". ", "? ", "\n", "\n\n", "’ ", "' ", ", ", " — ", " - ", "-\n", "\u{a0}"];
const PATTERNS: &[&str] = &[
    "staff",
    "staff training",
    "train*",
    "train* staff",
    "e-mail",
    "e mail",
    "parent* data",
    "don't",
    "école",
    "naïve",
    "kelvin",
    "a",
    "staff* train*",
    "3 posts",
    "waiting list",
    "list",
    "posts waiting list",
    "день",
    "staff's",
    "ẞ*",
    "mail*",
];
const STEMMED: &[&str] = &["train", "staff", "happy", "trained staff", "posts waiting list", "data"];
const EXPRESSIONS: &[&str] = &[
    "train(ing|ed)",
    r"\bstaff\b",
    r"\d+ posts",
    r"^staff",
    "waiting lists?",
    "(staff|parents?) data",
    r"e.?mail",
    r"\d",
    "[ks]elvin",
    "école",
    "data$",
    r"\bstaff\W+train",
    r"\b(parents?|posts) \w+",
    r"(?:waiting|posts)\s",
    r"[a-z]*ining\b",
];

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec((select(WORDS), select(GAPS)), 0..30)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

fn some(words: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(select(words).prop_map(str::to_owned), 0..=most)
}

fn rules() -> impl Strategy<Value = Rule> {
    let units = select(CodingUnit::ALL);
    let plain = (some(PATTERNS, 3), some(PATTERNS, 2), some(PATTERNS, 1), some(EXPRESSIONS, 2), some(PATTERNS, 2))
        .prop_map(|words| (words, None));
    let stemmed = (some(STEMMED, 2), some(STEMMED, 1), some(STEMMED, 1), some(EXPRESSIONS, 1), some(STEMMED, 2))
        .prop_map(|words| (words, Some("en".to_owned())));
    (prop_oneof![3 => plain, 1 => stemmed], units, 1..6usize).prop_filter_map(
        "a rule looks for something",
        |(((any, all, none, regex, near), stem), unit, within)| {
            let near = (!near.is_empty()).then_some(Near { words: near, within });
            let sound = !(any.is_empty() && all.is_empty() && regex.is_empty());
            sound.then(|| Rule { any, all, none, near, regex, unit, stem, ..Rule::default() })
        },
    )
}

fn codebook(codes: Vec<Vec<Rule>>) -> Codebook {
    let code = |(index, rules)| Code { id: format!("c{index}"), rules, ..Code::default() };
    Codebook { codes: codes.into_iter().enumerate().map(code).collect(), ..Codebook::default() }
}

fn codebooks() -> impl Strategy<Value = Codebook> {
    proptest::collection::vec(proptest::collection::vec(rules(), 1..3), 1..5).prop_map(codebook)
}

/// The text in two segments and an interviewer's before them.
fn coded(rules: &RuleSet, first: &str, second: &str) -> (String, Vec<Found>) {
    let content = format!("{first}\n{first}\n{second}");
    let at = first.len() + 1;
    let span = |from: usize, to: usize| Span::of(&content, from..to).expect("whole characters");
    let segments = [
        CodableSegment { span: span(0, first.len()), speaker: None, interviewer: true },
        CodableSegment { span: span(at, at + first.len()), speaker: None, interviewer: false },
        CodableSegment { span: span(2 * at, content.len()), speaker: None, interviewer: false },
    ];
    let text = CodableText { content: &content, source: "a.txt", question: None, segments: &segments };
    let mut scratch = rules.scratch();
    let mut found = vec![];
    rules.code(&text, &mut scratch, &mut found);
    let mut again = found.clone();
    rules.code(&text, &mut scratch, &mut again);
    assert_eq!(found, again, "coding twice gives the same");
    let (batch, _) = rules.code_batch(&[text]);
    assert_eq!(batch, found.iter().map(|&coding| (0, coding)).collect::<Vec<_>>());
    (content, found)
}

fn expected(codebook: &Codebook, segments: &[(usize, usize, &str)]) -> Vec<Found> {
    let mut expected: Vec<Found> = Vec::new();
    for (code_index, code) in codebook.codes.iter().enumerate() {
        for (rule_index, rule) in code.rules.iter().enumerate() {
            for &(segment_index, start, text) in segments {
                for unit in naive::fires_in(rule, text) {
                    let place = |at: usize| u32::try_from(start + at).expect("a short text");
                    let span = Span::stored(place(unit.start()), place(unit.end()));
                    if !expected.iter().any(|found| (found.code_index, found.span) == (code_index, span)) {
                        expected.push(Found { code_index, span, rule_index, segment_index });
                    }
                }
            }
        }
    }
    expected.sort();
    expected
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_engine_finds_what_a_plain_search_finds(codebook in codebooks(), first in texts(), second in texts()) {
        let rules = RuleSet::compile(&codebook).expect("the rules are sound");
        let (content, found) = coded(&rules, &first, &second);
        let at = first.len() + 1;
        prop_assert_eq!(&found, &expected(&codebook, &[(1, at, &first), (2, 2 * at, &second)]), "{:?}", content);
        for coding in found {
            let words = coding.span.of_text(&content);
            prop_assert!(!words.is_empty());
        }
    }
}
