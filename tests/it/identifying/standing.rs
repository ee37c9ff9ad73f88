//! What the words of one or two readers come to: a state machine, held to a plain one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use verbatim::disclosure::review::{Said, Standing, standing};
use verbatim::model::Verdict;

fn said(words: &[(&'static str, Verdict, Option<i64>)], readers: usize) -> Standing {
    let said: Vec<Said<'_>> =
        words.iter().map(|(who, verdict, identity)| Said { who, verdict: *verdict, identity: *identity }).collect();
    standing(&said, readers)
}

use Verdict::{Hide, Keep, NotAName};

#[test]
fn one_reader_settles_and_the_last_word_counts() {
    assert_eq!(said(&[], 1), Standing::Undecided);
    assert_eq!(said(&[("anna", Keep, None)], 1), Standing::Settled(Keep));
    assert_eq!(said(&[("anna", Keep, None), ("ben", Hide, Some(1))], 1), Standing::Settled(Hide));
}

#[test]
fn two_readers_have_to_be_two_people_who_say_the_same() {
    assert_eq!(said(&[("anna", Hide, Some(1))], 2), Standing::Waiting);
    assert_eq!(said(&[("anna", Hide, Some(1)), ("anna", Hide, Some(1))], 2), Standing::Waiting);
    assert_eq!(said(&[("anna", Hide, Some(1)), ("ben", Hide, Some(1))], 2), Standing::Settled(Hide));
    assert_eq!(said(&[("anna", Hide, Some(1)), ("ben", Hide, Some(2))], 2), Standing::Disputed);
    assert_eq!(said(&[("anna", Hide, Some(1)), ("ben", Keep, None)], 2), Standing::Disputed);
    assert_eq!(said(&[("anna", NotAName, None), ("ben", NotAName, None)], 2), Standing::Settled(NotAName));
}

#[test]
fn whoever_changes_their_mind_ends_a_dispute() {
    let disputed = [("anna", Hide, Some(1)), ("ben", Keep, None)];
    let ended = [disputed[0], disputed[1], ("ben", Hide, Some(1))];
    assert_eq!(said(&ended, 2), Standing::Settled(Hide));
    let third = [disputed[0], disputed[1], ("cleo", Hide, Some(1))];
    assert_eq!(said(&third, 2), Standing::Disputed, "a majority is no agreement");
}

fn word() -> impl Strategy<Value = (&'static str, Verdict, Option<i64>)> {
    let who = prop::sample::select(vec!["anna", "ben", "cleo"]);
    let what = prop::sample::select(vec![(Hide, Some(1)), (Hide, Some(2)), (Keep, None), (NotAName, None)]);
    (who, what).prop_map(|(who, (verdict, identity))| (who, verdict, identity))
}

proptest! {
    /// Against a plain machine: a map from each person to what they said last.
    #[test]
    fn settled_is_just_what_two_different_people_said_last_and_nobody_denies(
        words in prop::collection::vec(word(), 0..8)
    ) {
        let mut last: BTreeMap<&str, (Verdict, Option<i64>)> = BTreeMap::new();
        for (who, verdict, identity) in &words {
            last.insert(who, (*verdict, *identity));
        }
        let mut different: Vec<(Verdict, Option<i64>)> = last.values().copied().collect();
        different.sort();
        different.dedup();
        let expected = match (last.len(), different.as_slice()) {
            (0, _) => Standing::Undecided,
            (1, _) => Standing::Waiting,
            (_, [(verdict, _)]) => Standing::Settled(*verdict),
            _ => Standing::Disputed,
        };
        prop_assert_eq!(said(&words, 2), expected);
        let alone = words.last().map_or(Standing::Undecided, |(_, verdict, _)| Standing::Settled(*verdict));
        prop_assert_eq!(said(&words, 1), alone);
    }
}
