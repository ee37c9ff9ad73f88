//! Keywords in context: every match once, with what stands around it, in the order asked for.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use verbatim::query::{Concordance, ConcordanceOptions, Context, Line, LineOrder, SearchError, concordance, parse};
use verbatim::text::{Stems, fold, words};

use super::corpus::{CASES, Study};
use super::scan;

fn study() -> Study {
    let answers = [
        "More training for staff. Training helps!",
        "The waiting list, the waiting lists: we waited.",
        "Staff need better pay and staff rooms.",
        "This one is excluded: training.",
        "Nothing about it.",
        "Pay the staff; train them.",
    ];
    let turns = ["What about training?", "Training is rare for the staff here.", "We don’t train."];
    Study::new(&answers.map(str::to_owned), &turns.map(str::to_owned))
}

fn found(study: &Study, text: &str, options: &ConcordanceOptions) -> Concordance {
    let query = parse(text).expect("a query");
    concordance(&query, &study.store, &study.index(), &study.codebook, options).expect("it runs")
}

fn shown(line: &Line) -> String {
    format!("{} {}|{}|{}", line.segment.0, line.left, line.keyword, line.right)
}

fn check(text: &str, options: &ConcordanceOptions, expected: &[&str]) {
    let found = found(&study(), text, options);
    assert_eq!(found.lines.iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn each_match_is_a_line() {
    let whole = ConcordanceOptions::default();
    check(
        "=training",
        &whole,
        &[
            "1 More|training|for staff. Training helps!",
            "1 More training for staff.|Training|helps!",
            "7 What about|training|?",
            "8 |Training|is rare for the staff here.",
        ],
    );
    check(
        "\"waiting list\"",
        &whole,
        &["2 The|waiting list|, the waiting lists: we waited.", "2 The waiting list, the|waiting lists|: we waited."],
    );
    // Words near one another are one match, from the first of them to the last; matches that overlap are one too.
    check("\"staff pay\"~3", &whole, &["3 |Staff need better pay and staff|rooms.", "6 |Pay the staff|; train them."]);
    check("trian~1 /w.*d/", &whole, &[]);
    check("trian~1", &whole, &["6 Pay the staff;|train|them.", "9 We don’t|train|."]);
}

#[test]
fn context_is_as_long_as_asked_for() {
    let options = |context| ConcordanceOptions { context, ..ConcordanceOptions::default() };
    let words = |count| options(Context::Words(count));
    check("list NOT =lists", &words(1), &[]);
    check("=list", &words(1), &["2 waiting|list|, the"]);
    check("=list", &words(0), &["2 |list|"]);
    check("=list", &words(99), &["2 The waiting|list|, the waiting lists: we waited."]);
    check("=list", &options(Context::Characters(5)), &["2 ting|list|, the"]);
    check("=list", &options(Context::Characters(0)), &["2 |list|"]);
    check("don't", &options(Context::Characters(4)), &["9 We|don’t|tra"]);
}

#[test]
fn lines_are_put_in_order() {
    let order = |order: &[LineOrder]| ConcordanceOptions { order: order.to_vec(), ..ConcordanceOptions::default() };
    let lines = |options: &ConcordanceOptions| -> Vec<String> {
        let lines = found(&study(), "train OR staff", options).lines;
        lines.iter().map(|line| format!("{} {}", line.segment.0, line.keyword)).collect()
    };
    assert_eq!(
        lines(&order(&[LineOrder::Keyword])),
        [
            "1 staff",
            "3 Staff",
            "3 staff",
            "6 staff",
            "8 staff",
            "6 train",
            "9 train",
            "1 training",
            "1 Training",
            "7 training",
            "8 Training"
        ]
    );
    assert_eq!(
        lines(&order(&[LineOrder::Right(1), LineOrder::Left(1)])),
        [
            "7 training",
            "9 train",
            "1 training",
            "1 Training",
            "8 staff",
            "8 Training",
            "3 Staff",
            "3 staff",
            "6 train",
            "6 staff",
            "1 staff"
        ]
    );
    assert_eq!(
        lines(&order(&[LineOrder::Case])),
        [
            "1 training",
            "1 staff",
            "1 Training",
            "6 staff",
            "6 train",
            "3 Staff",
            "3 staff",
            "8 Training",
            "8 staff",
            "9 train",
            "7 training"
        ]
    );
    let second = ConcordanceOptions { limit: 2, offset: 3, ..order(&[LineOrder::Keyword]) };
    assert_eq!(lines(&second), ["6 staff", "8 staff"]);
    let second = ConcordanceOptions { limit: 2, offset: 3, ..ConcordanceOptions::default() };
    assert_eq!(lines(&second), ["3 Staff", "3 staff"]);
}

#[test]
fn matches_and_segments_are_counted() {
    let study = study();
    let counts = |text: &str, options: &ConcordanceOptions| {
        let found = found(&study, text, options);
        (found.matches, found.counts.segments, found.counts.texts, found.counts.cases, found.found.segments)
    };
    let few = ConcordanceOptions { limit: 1, ..ConcordanceOptions::default() };
    assert_eq!(counts("train", &few), (6, 5, 3, 3, 5));
    assert_eq!(counts("rare OR case:R_2", &few), (1, 1, 1, 1, 2));
    // Segment 1 has public-education on its first letter, segment 8 on its eighth byte of the text: not on the words found.
    let without = ConcordanceOptions { not_coded: vec!["public-education".to_owned()], ..few.clone() };
    assert_eq!(counts("=more", &without), (0, 0, 0, 0, 1));
    assert_eq!(counts("=training", &without).0, 4);
    let query = parse("theme:prevention").expect("a query");
    let error = concordance(&query, &study.store, &study.index(), &study.codebook, &few);
    assert!(matches!(error, Err(SearchError::NoWords)));
}

/// Whether a word is meant.
type Test = Box<dyn Fn(&str) -> bool>;

#[test]
fn lines_are_what_a_plain_scan_marks() {
    let study = Study::new(&scan::texts(5, 60), &scan::texts(6, 30));
    let stems = Stems::of_language("en").expect("English is built in");
    let plain = scan::VOCABULARY.iter().copied().filter(|word| words(word).count() == 1).collect::<Vec<_>>();
    let term = (proptest::sample::select(plain), 0..3_u8);
    let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    runner
        .run(&proptest::collection::vec(term, 1..3), |terms| {
            let (mut written, mut tests): (Vec<String>, Vec<Test>) = (Vec::new(), Vec::new());
            for (word, how) in terms {
                let folded = fold(word);
                let start: String = folded.chars().take(3).filter(|letter| letter.is_alphanumeric()).collect();
                let stem = stems.stem(&folded).into_owned();
                let stems = stems.clone();
                match how {
                    0 => {
                        written.push(word.to_owned());
                        tests.push(Box::new(move |other| stems.stem(other) == stem));
                    }
                    1 => {
                        written.push(format!("={word}"));
                        tests.push(Box::new(move |other| other == folded));
                    }
                    _ => {
                        written.push(format!("{start}*"));
                        tests.push(Box::new(move |other| other.starts_with(&start)));
                    }
                }
            }
            let text = written.join(" OR ");
            let options = ConcordanceOptions { limit: usize::MAX, ..ConcordanceOptions::default() };
            let found = found(&study, &text, &options);
            let mut expected = Vec::new();
            for segment in
                study.segments.iter().filter(|segment| segment.case.is_none_or(|case| CASES[case].4 == "kept"))
            {
                for word in words(&segment.content).filter(|word| tests.iter().any(|test| test(&fold(word.text)))) {
                    expected.push((segment.number, word.text.to_owned()));
                }
            }
            let lines = found.lines.iter().map(|line| (line.segment.0, line.keyword.clone()));
            prop_assert_eq!(lines.collect::<Vec<_>>(), expected, "{}", text);
            for line in &found.lines {
                let segment =
                    study.segments.iter().find(|segment| segment.number == line.segment.0).expect("it is there");
                let letters = |text: &str| text.split_whitespace().collect::<String>();
                let parts = format!("{}{}{}", line.left, line.keyword, line.right);
                prop_assert_eq!(letters(&parts), letters(&segment.content));
            }
            Ok(())
        })
        .expect("the lines and the scan agree");
}
