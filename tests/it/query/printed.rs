//! A query printed and read again is the same query.

use proptest::prelude::*;
use verbatim::query::parse;

fn check(text: &str, expected: &str) {
    let query = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(query.to_string(), expected, "{text}");
    assert_eq!(parse(expected).as_ref(), Ok(&query), "{expected}");
}

#[test]
fn queries_are_printed_in_one_way() {
    check("", "*");
    check("Staff  training", "staff AND training");
    check("a b OR c -d", "a AND b OR c AND NOT d");
    check("a (b OR c)", "a AND (b OR c)");
    check("(a b) c", "a AND b AND c");
    check("-(a OR b)", "NOT (a OR b)");
    check("NOT NOT a", "NOT NOT a");
    check("“Waiting list”", "\"waiting list\"");
    check("\"staff pay\"~3", "\"staff pay\"~3");
    check("\"staff\"~3", "staff");
    check("e-mail don’t", "\"e mail\" AND don't");
    check("=Trained =\"mental health\"", "=trained AND =\"mental health\"");
    check("train* \"mental hea*\"", "train* AND \"mental hea*\"");
    check("Wom?n *ology tra**n", "wom?n AND *ology AND tra*n");
    check("\"wom?n work*\" e-m*l train?", "\"wom?n work*\" AND \"e m*l\" AND train?");
    check("age:30..45 since:2019-05.. Q15=..4", "age:30..45 AND since:2019-05.. AND Q15:..4");
    check("sector:\"a..b\" sector:P*l*g", "sector:\"a..b\" AND sector:P*l*g");
    check("code:a WITH code:b training", "code:a WITH code:b AND training");
    check("NOT code:a NOT WITH (code:b OR theme:c)", "NOT code:a NOT WITH (code:b OR theme:c)");
    check("code:a WITH code:b NEAR code:c", "code:a WITH code:b NEAR/1 code:c");
    check("code:a WITH [code:b NEAR/0 code:c]", "code:a WITH (code:b NEAR/0 code:c)");
    check("[code:a coder:anna]", "[code:a AND coder:anna]");
    check("[code:a] [memo:x] [coded:2026]", "code:a AND [memo:x] AND coded:2026");
    check(
        "[NOT code:a] [[code:a status:rejected] OR code:b]",
        "[NOT code:a] AND [code:a AND status:rejected OR code:b]",
    );
    check("@new WITH (NOT @old) OR [@new coder:rules]", "@new WITH (NOT @old) OR [@new AND coder:rules]");
    check("“WITH” \"@a\" staff@home.org", "with AND a AND \"staff home org\"");
    check("word~ word~2", "word~1 AND word~2");
    check("/a\\/b|c\\d/", "/a\\/b|c\\d/");
    check("and or not", "and AND or AND not");
    check("sector:\"Youth work\" age>=30 Q15<4", "sector:\"Youth work\" AND age>=30 AND Q15<4");
    check("\"type of service\":\"a \\\"b\\\"\"", "\"type of service\":\"a \\\"b\\\"\"");
    check("age=30 source:a/b.txt", "age:30 AND source:\"a/b.txt\"");
    check("case:P* speaker:-x", "case:P* AND speaker:\"-x\"");
}

const PIECES: &[&str] = &[
    "code:a",
    "theme:b",
    "@c",
    "memo:d",
    "coded:yes",
    "coded:2026..",
    "word",
    "WITH",
    "NEAR/2",
    "NOT",
    "AND",
    "OR",
    "(",
    ")",
    "[",
    "]",
];

proptest! {
    #[test]
    fn a_printed_query_reads_the_same(text in super::scan::query()) {
        let query = parse(&text).expect("the generator writes proper queries");
        prop_assert_eq!(parse(&query.to_string()), Ok(query));
    }

    #[test]
    fn no_mix_of_operators_makes_the_parser_panic(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..12),
    ) {
        let text = pieces.join(" ");
        if let Ok(query) = parse(&text) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query), "{}", text);
        }
    }

    #[test]
    fn no_input_makes_the_parser_panic(text in "[-a-zA-Z*?.@~:<>=()\"/\\\\ “é’3]{0,40}") {
        if let Ok(query) = parse(&text) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query), "{}", text);
        }
    }
}
