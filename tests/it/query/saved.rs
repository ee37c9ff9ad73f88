//! Names in queries stand for what was saved under them.

use proptest::prelude::*;
use verbatim::query::{SavedQueries, parse};

fn saved(queries: &[(&str, &str)]) -> SavedQueries {
    queries.iter().map(|&(name, query)| (name.to_owned(), query.to_owned())).collect()
}

#[test]
fn a_name_is_what_it_stands_for() {
    let queries = saved(&[("a", "x y"), ("b", "@a OR z"), ("c", "code:p OR theme:q"), ("d", "@c WITH coder:anna")]);
    let check = |text: &str, expected: &str| {
        let resolved =
            parse(text).expect("a query").resolved(&queries).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(resolved.to_string(), expected, "{text}");
    };
    check("@a w", "x AND y AND w");
    check("@b w", "(x AND y OR z) AND w");
    check("NOT @b", "NOT (x AND y OR z)");
    check("@c WITH code:r", "(code:p OR theme:q) WITH code:r");
    check("[@c coder:ben]", "[(code:p OR theme:q) AND coder:ben]");
    check("@d NOT WITH @c", "(code:p OR theme:q) WITH coder:anna NOT WITH (code:p OR theme:q)");
}

#[test]
fn names_do_not_go_round_or_grow_without_end() {
    let doubled: Vec<(String, String)> =
        (1..31).map(|number| (format!("n{number}"), format!("@n{0} OR @n{0} x", number - 1))).collect();
    let mut queries = saved(&[("n0", "a b"), ("a", "@b"), ("b", "x OR @a")]);
    queries.extend(doubled);
    let check = |text: &str| parse(text).expect("a query").resolved(&queries).expect_err("it cannot be").to_string();
    insta::assert_snapshot!(check("@a"), @"@a is within itself: @a → @b → @a");
    insta::assert_snapshot!(check("y [@b coder:anna]"), @"@b is within itself: @b → @a → @b");
    insta::assert_snapshot!(check("@n30"), @"in @n30: saved queries go at most 32 deep and have 10000 parts");
}

proptest! {
    #[test]
    fn a_query_finds_the_same_by_its_name(text in super::scan::query(), other in super::scan::query()) {
        let queries = saved(&[("one", text.as_str()), ("both", "@one OR @two"), ("two", other.as_str())]);
        let resolved = parse("NOT @both @one").expect("a query").resolved(&queries);
        prop_assert_eq!(resolved, parse(&format!("NOT (({text}) OR ({other})) ({text})")));
    }
}
