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
    check("word~ word~2", "word~1 AND word~2");
    check("/a\\/b|c\\d/", "/a\\/b|c\\d/");
    check("and or not", "and AND or AND not");
    check("sector:\"Youth work\" age>=30 Q15<4", "sector:\"Youth work\" AND age>=30 AND Q15<4");
    check("\"type of service\":\"a \\\"b\\\"\"", "\"type of service\":\"a \\\"b\\\"\"");
    check("age=30 source:a/b.txt", "age:30 AND source:\"a/b.txt\"");
    check("case:P* speaker:-x", "case:P* AND speaker:\"-x\"");
}

proptest! {
    #[test]
    fn a_printed_query_reads_the_same(text in super::scan::query()) {
        let query = parse(&text).expect("the generator writes proper queries");
        prop_assert_eq!(parse(&query.to_string()), Ok(query));
    }

    #[test]
    fn no_input_makes_the_parser_panic(text in "[-a-zA-Z*?.@~:<>=()\"/\\\\ “é’3]{0,40}") {
        if let Ok(query) = parse(&text) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query), "{}", text);
        }
    }
}
