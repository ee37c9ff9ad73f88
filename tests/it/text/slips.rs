//! How far spellings are apart.

use proptest::prelude::*;
use verbatim::text::{is_slip, slips_apart};

#[track_caller]
fn check(left: &str, right: &str, expected: usize) {
    assert_eq!(slips_apart(left, right), expected, "{left} and {right}");
    assert_eq!(slips_apart(right, left), expected, "{right} and {left}");
}

#[test]
fn distances_are_those_of_the_textbooks() {
    // Levenshtein's own example, and the one by which optimal string alignment differs from the full Damerau distance.
    check("kitten", "sitting", 3);
    check("ca", "abc", 3);
    check("ab", "ba", 1);
    check("", "three", 5);
    check("same", "same", 0);
    // The four single mistakes of Damerau (1964): a letter wrong, left out, too many, two changed in place.
    check("training", "traiming", 1);
    check("training", "trainng", 1);
    check("training", "trainning", 1);
    check("training", "trianing", 1);
    check("naïve", "naive", 1);
}

#[test]
fn a_slip_is_one_mistake_inside_a_long_word() {
    for (left, right) in [("training", "trianing"), ("resources", "resourcess"), ("superviison", "supervision")] {
        assert_eq!(is_slip(left, right), left != "resources", "{left} and {right}");
    }
    for (left, right) in [
        ("police", "policy"),
        ("form", "from"),
        ("trial", "trail"),
        ("legal", "illegal"),
        ("affect", "effect"),
        ("section12", "section13"),
        ("training", "training"),
        ("training", "trianning"),
    ] {
        assert!(!is_slip(left, right), "{left} and {right}");
    }
}

proptest! {
    #[test]
    fn it_is_a_distance(left in "[abc]{0,7}", right in "[abc]{0,7}") {
        let apart = slips_apart(&left, &right);
        prop_assert_eq!(apart, slips_apart(&right, &left));
        prop_assert_eq!(apart == 0, left == right);
        prop_assert!(apart >= left.len().abs_diff(right.len()));
        prop_assert!(apart <= left.len().max(right.len()));
    }
}
