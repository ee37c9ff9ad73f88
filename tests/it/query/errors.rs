//! Errors point at the place and say what to write.

use verbatim::query::{SearchError, SearchOptions, parse, run};

use super::corpus::Study;

/// The error for a query, with the place marked.
fn error(study: &Study, text: &str) -> String {
    let error = match parse(text) {
        Err(error) => error,
        Ok(query) => match run(&query, &study.store, &study.index(), &study.codebook, &SearchOptions::default()) {
            Err(SearchError::Query(error)) => error,
            other => panic!("{text}: {other:?}"),
        },
    };
    format!("{}\n{error}", error.pointed(text))
}

#[test]
fn errors_point_at_the_place() {
    let study = Study::new(&["one answer".to_owned()], &["a turn".to_owned()]);
    let texts = [
        "staff AND",
        "(staff OR pay",
        "staff) pay",
        "OR staff",
        "()",
        "\"no end",
        "/no end",
        "*s",
        "staff ** pay",
        "\"how are you?\"",
        "staff ?",
        "staff & pay",
        "Q15 < 4",
        "word~7",
        "\"a b\"~x",
        "theme:resorces",
        "theme:",
        "code:staff-trainin AND x",
        "sectr:Policing",
        "10:30",
        "sector:Polcing",
        "age>old",
        "theme>3",
        "theme:1..3",
        "age:45..30",
        "age:old..",
        "age:..",
        "age:30..2019-05",
        "Q22:training",
        "code:courts WITH training",
        "training WITH code:courts",
        "code:courts WITH sector:Policing",
        "code:courts WITH coded:yes",
        "code:courts WITH",
        "WITH code:courts",
        "code:courts WITH NOT code:resourcing",
        "code:courts WITH (code:resourcing OR staff)",
        "[code:courts training]",
        "[code:courts",
        "code:courts]",
        "[]",
        "code:courts with code:resourcing",
        "code:courts near/3 code:resourcing",
        "code:courts NEAR/ code:resourcing",
        "staff NEAR/3 pay",
        "code:courts WITH code:resorcing",
        "coder:Ana",
        "coder>anna",
        "coded:lately",
        "noted:lately",
        "memo:?!",
        "@nowhere",
        "@",
        "@a.b",
        "imported:yesterday",
        "imported>=2026-11-01T12:00",
        "imported:\"2026-11-01 12:00\"",
        "coded:maybe",
        "status:propsed",
        "kind:interveiw",
        "speaker:Ana",
        "source:ana",
        "case:nobody",
        "a /(/",
    ];
    let all: Vec<String> = texts.iter().map(|text| error(&study, text)).collect();
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_word_of_a_phrase_does_not_stand_for_half_the_dictionary() {
    let many: Vec<String> = (0..10_001).map(|number| format!("a{number}")).collect();
    let study = Study::new(&[many.join(" ")], &["a turn".to_owned()]);
    insta::assert_snapshot!(error(&study, "staff \"pay a*\""), @r#"
    staff "pay a*"
          ^^^^^^^^
    a* stands for more than 10000 words of this study; write more of its letters
    "#);
    let found = parse("a?? a*9")
        .map(|query| run(&query, &study.store, &study.index(), &study.codebook, &SearchOptions::default()));
    assert_eq!(found.expect("a query").expect("a word alone may stand for any number").hits.len(), 1);
}

#[test]
fn brackets_without_end_do_not_break_the_parser() {
    let deep = "(".repeat(30_000);
    insta::assert_snapshot!(parse(&deep).expect_err("too deep"), @"brackets go at most 64 deep");
    assert!(parse(&"NOT ".repeat(10_000)).is_err());
    assert!(parse(&"a".repeat(100_000)).is_err());
}
