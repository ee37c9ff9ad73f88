//! Words, phrases and expressions of rules.

use verbatim::codebook::{Expression, ExpressionError, Pattern, PatternError};

#[test]
fn a_pattern_covers_what_it_is_found_in() {
    let check = |general: &str, special: &str, expected: bool| {
        let pattern = |written: &str| Pattern::parse(written).expect("a sound pattern");
        assert_eq!(pattern(general).covers(&pattern(special)), expected, "{general} / {special}");
    };
    check("train*", "staff training", true);
    check("staff", "Staff", true);
    check("staff", "staff*", false);
    check("e-mail", "an e mail address", true);
    check("staff training", "training", false);
}

#[test]
fn a_pattern_needs_a_word() {
    for (written, expected) in [
        ("", PatternError::Empty),
        (" - '", PatternError::Empty),
        ("*", PatternError::LoneStar),
        ("staff *", PatternError::LoneStar),
        ("*ing", PatternError::InnerStar),
        ("a'b'c'd'e'f", PatternError::Apostrophes),
    ] {
        assert_eq!(Pattern::parse(written).map(|_| ()), Err(expected), "{written}");
    }
}

#[test]
fn every_match_of_an_expression_holds_one_of_its_literals() {
    let check = |written: &str, expected: &[&str]| {
        let literals =
            Expression::parse(written).expect("a sound expression").literals.map(|set| set.any).unwrap_or_default();
        assert_eq!(literals, expected, "{written}");
    };
    check(r"\bWaiting\s+lists?\b", &["waiting"]);
    check(r"(?i)Staff", &["staff"]);
    check(r"(cat|dogs) food", &[" food"]);
    check(r"(apple|pears)s?", &["apple", "pears"]);
    check(r"x?(training)+", &["training"]);
    check(r"caféteria", &["teria"]);
    check(r"ab|staff", &[]);
    check(r"\d{4}", &[]);
}

#[test]
fn an_expression_must_match_something() {
    for written in ["a*", r"\b", "^$", "(staff)?"] {
        assert_eq!(Expression::parse(written).map(|_| ()), Err(ExpressionError::MatchesNothing), "{written}");
    }
    let Err(ExpressionError::Syntax { character_number, .. }) = Expression::parse("é(") else { panic!("unclosed") };
    assert_eq!(character_number, 2);
}
