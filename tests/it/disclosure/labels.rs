//! Labels follow nothing and stay.

use proptest::prelude::*;
use verbatim::disclosure::{assign, letters};

#[test]
fn letters_go_on_after_z() {
    let check = |index: usize, expected: &str| assert_eq!(letters(index), expected);
    check(0, "A");
    check(25, "Z");
    check(26, "AA");
    check(27, "AB");
    check(701, "ZZ");
    check(702, "AAA");
}

#[test]
fn labels_do_not_follow_the_list() {
    let names = ["P1", "P2", "P3", "P4", "P5", "P6"];
    let labels = assign(&names, "study", &[]);
    let mut sorted = labels.clone();
    sorted.sort();
    assert_eq!(
        sorted.join(" "),
        (0..6).map(|index| format!("Participant {}", letters(index))).collect::<Vec<_>>().join(" ")
    );
    assert_ne!(labels, sorted);
    assert_ne!(labels, assign(&names, "another study", &[]));
}

#[test]
fn a_label_of_someone_who_left_is_not_given_again() {
    assert_eq!(assign(&["P2"], "study", &[("P1", "Participant A")]), ["Participant B"]);
}

#[test]
fn a_name_listed_twice_is_one_participant() {
    assert_eq!(assign(&["P1", "P1"], "study", &[]), ["Participant A", "Participant A"]);
}

proptest! {
    #[test]
    fn labels_are_distinct_and_stay_when_others_join(
        names in proptest::collection::btree_set("[a-z]{1,6}", 1..40), split in 0usize..40, seed in "[a-z]{0,8}",
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let early = &names[..split.min(names.len())];
        let first = assign(early, &seed, &[]);
        let taken: Vec<(&str, &str)> = early.iter().copied().zip(first.iter().map(String::as_str)).collect();
        let all = assign(&names, &seed, &taken);
        prop_assert_eq!(&all[..early.len()], &first[..]);
        let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
        prop_assert_eq!(distinct.len(), names.len());
        // The order of the list does not matter.
        let reversed: Vec<&str> = names.iter().rev().copied().collect();
        let mut again = assign(&reversed, &seed, &taken);
        again.reverse();
        prop_assert_eq!(again, all);
    }
}
