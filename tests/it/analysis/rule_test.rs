//! Precision and recall by hand, and what always holds of them; words that tell coded text from the rest.

use proptest::prelude::*;
use verbatim::analysis::{
    DistinguishingLimits, Judged, Proportion, SampledText, distinguishing, joined, log_likelihood, overlaps, test_rule,
};
use verbatim::model::{Span, TextId};

type Place = (TextId, Span);

fn places(places: &[(u32, u32, u32)]) -> Vec<Place> {
    places.iter().map(|&(text, start, end)| (TextId(text), Span::stored(start, end))).collect()
}

/// Right, wrong, unjudged, met and missed.
fn check(
    finds: &[(u32, u32, u32)],
    accepted: &[(u32, u32, u32)],
    rejected: &[(u32, u32, u32)],
    read: &[u32],
    expected: (usize, usize, u64, u64, usize),
) {
    let (accepted, rejected) = (places(accepted), places(rejected));
    let read: Vec<TextId> = read.iter().map(|&text| TextId(text)).collect();
    let test = test_rule(&places(finds), &Judged { accepted: &accepted, rejected: &rejected, read: &read });
    let counted = (test.right.len(), test.wrong.len(), test.unjudged, test.met, test.missed.len());
    assert_eq!(counted, expected, "{finds:?} against {accepted:?}, {rejected:?}");
}

#[test]
fn finds_are_right_wrong_or_unjudged() {
    // A find on what is accepted, one on what is rejected, one of which nobody spoke; one accepted segment is missed.
    check(&[(1, 0, 9), (1, 20, 29), (2, 0, 9)], &[(1, 5, 12), (3, 0, 4)], &[(1, 25, 40)], &[], (1, 1, 1, 1, 1));
    // Whoever has read the whole text has rejected what they did not code.
    check(&[(1, 0, 9), (2, 0, 9)], &[(1, 0, 4)], &[], &[1, 2], (1, 1, 0, 1, 0));
    // Two codings that overlap are one, and so are two finds.
    check(&[(1, 0, 5), (1, 4, 9)], &[(1, 0, 3), (1, 2, 9)], &[], &[], (1, 0, 0, 1, 0));
    // Side by side is not over each other; nor is the same place in another text.
    check(&[(1, 0, 5), (2, 5, 9)], &[(1, 5, 9)], &[], &[], (0, 0, 2, 0, 1));
    // What one accepts counts more than what another rejects.
    check(&[(1, 0, 5)], &[(1, 0, 5)], &[(1, 0, 5)], &[], (1, 0, 0, 1, 0));
    // One find over two accepted segments meets both.
    check(&[(1, 0, 20)], &[(1, 0, 5), (1, 10, 15)], &[], &[], (1, 0, 0, 2, 0));
    check(&[], &[], &[], &[], (0, 0, 0, 0, 0));
}

#[test]
fn the_measures() {
    let (accepted, rejected) = (places(&[(1, 0, 5), (2, 0, 5), (3, 0, 5), (4, 0, 5)]), places(&[(5, 0, 5)]));
    let test = test_rule(
        &places(&[(1, 0, 5), (2, 0, 5), (5, 0, 5), (6, 0, 5)]),
        &Judged { accepted: &accepted, rejected: &rejected, read: &[] },
    );
    assert_eq!((test.precision(), test.recall()), (Proportion { part: 2, base: 3 }, Proportion { part: 2, base: 4 }));
    // 2 · (2/3) · (1/2) / (2/3 + 1/2) = 4/7
    assert!((test.f1().expect("both have a base") - 4.0 / 7.0).abs() < 1e-12);
    // 8 of 10: Wilson's interval is 0.4902 to 0.9433.
    let (low, high) = Proportion { part: 8, base: 10 }.interval().expect("it has a base");
    assert!((low - 0.4902).abs() < 0.0001 && (high - 0.9433).abs() < 0.0001, "{low} {high}");
    assert_eq!(Proportion::default().interval(), None);
    assert_eq!(test_rule(&[], &Judged::default()).f1(), None);
}

#[test]
fn words_that_distinguish() {
    let text = |words: &str, is_coded: bool, case: u32| SampledText {
        words: words.split(' ').map(|word| if word == "_" { String::new() } else { word.to_owned() }).collect(),
        is_coded,
        case: Some(case),
    };
    let texts = [
        text("more training _ staff", true, 1),
        text("training _ staff", true, 2),
        text("good training", true, 2),
        text("more money staff", false, 1),
        text("more money _ money more rent", false, 3),
    ];
    let limits = DistinguishingLimits { inside: 2, cases: 2, log_likelihood: 0.0 };
    let found = distinguishing(&texts, limits);
    let words: Vec<&str> = found.iter().map(|found| found.words.as_str()).collect();
    assert_eq!(words, ["training", "staff"], "what one alone says, and what stands more often elsewhere, is left out");
    let training = &found[0];
    assert_eq!((training.inside, training.outside, training.cases), (3, 0, 2));
    // 7 coded words and 8 others: 3 of 7 against half an occurrence in 8.
    assert!((training.log_likelihood - log_likelihood(3, 0, 7, 8)).abs() < 1e-12);
    assert!((training.log_ratio - (3.0_f64 / 7.0 / (0.5 / 8.0)).log2()).abs() < 1e-12);
    let limits = DistinguishingLimits { inside: 1, cases: 1, log_likelihood: 0.0 };
    let phrases: Vec<String> = distinguishing(&texts, limits).into_iter().map(|found| found.words).collect();
    assert!(phrases.iter().any(|words| words == "good training"), "{phrases:?}");
    assert!(
        !phrases.iter().any(|words| words == "training staff"),
        "a phrase does not go over a word that says nothing"
    );
}

fn some_places() -> impl Strategy<Value = Vec<Place>> {
    let place = (0_u32..4, 0_u32..60, 1_u32..12);
    prop::collection::vec(
        place.prop_map(|(text, start, length)| (TextId(text), Span::stored(start, start + length))),
        0..12,
    )
}

proptest! {
    #[test]
    fn what_always_holds(finds in some_places(), accepted in some_places(), rejected in some_places(), read in any::<bool>()) {
        let every = [TextId(0), TextId(1), TextId(2), TextId(3)];
        let judged = Judged { accepted: &accepted, rejected: &rejected, read: if read { &every } else { &[] } };
        let test = test_rule(&finds, &judged);
        prop_assert_eq!(test.found(), joined(&finds).len() as u64, "every find is right, wrong or unjudged");
        prop_assert_eq!(test.recall().base, joined(&accepted).len() as u64);
        prop_assert_eq!(test.right.is_empty(), test.met == 0, "what is found right meets something");
        if read {
            prop_assert_eq!(test.unjudged, 0);
        }
        for proportion in [test.precision(), test.recall()] {
            if let (Some(share), Some((low, high))) = (proportion.share(), proportion.interval()) {
                prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0, "{} {} {}", low, share, high);
            }
        }
        if let Some(f1) = test.f1() {
            prop_assert!((0.0..=1.0).contains(&f1));
        }
        for place in &finds {
            let naive = accepted.iter().any(|(text, span)| *text == place.0 && span.overlaps(place.1));
            prop_assert_eq!(overlaps(&joined(&accepted), *place), naive);
        }
    }

    /// Rules that find just what people accepted are always right and miss nothing.
    #[test]
    fn what_equals_the_accepted_is_perfect(accepted in some_places(), rejected in some_places()) {
        let test = test_rule(&accepted, &Judged { accepted: &accepted, rejected: &rejected, read: &[] });
        let all = joined(&accepted).len() as u64;
        prop_assert_eq!(test.precision(), Proportion { part: all, base: all });
        prop_assert_eq!(test.recall(), Proportion { part: all, base: all });
        if all > 0 {
            prop_assert_eq!(test.f1(), Some(1.0));
        }
    }
}
