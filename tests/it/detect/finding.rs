//! What is offered of a text, and what always holds of it.

use proptest::prelude::*;
use verbatim::detect::{Candidate, Detector, GATE_WITHOUT_CAPITALS, MASK, Reason};
use verbatim::model::IdentityKind;

fn detector() -> &'static Detector {
    Detector::for_language("en").expect("the program has English weights")
}

/// The words offered, with what they are taken for: `Sarah (person)`.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = detector()
        .candidates(text)
        .iter()
        .map(|candidate| format!("{} ({})", candidate.span.of_text(text), candidate.kind))
        .collect();
    for expected in expected {
        assert!(found.iter().any(|found| found == expected), "{expected} in {text:?}: {found:?}");
    }
}

#[test]
fn people_places_and_organisations() {
    check("I told Sarah Whitcombe that the funding had gone.", &["Sarah Whitcombe (person)"]);
    check("Mr. J. Okonkwo-Hale from the council wrote to us.", &["Mr. J. Okonkwo-Hale (person)"]);
    check("SARAH: We had no budget for it.\nINTERVIEWER: And then?", &["SARAH (person)"]);
    check("Write to rota@example.org about it.", &["rota@example.org (contact)"]);
}

#[test]
fn a_word_that_no_list_knows_is_offered_for_its_capital() {
    let text = "We bought the Xylvorpta for the team.";
    let candidates = detector().candidates(text);
    let found = candidates.iter().find(|candidate| candidate.span.of_text(text) == "Xylvorpta");
    assert!(found.is_some_and(|candidate| candidate.reasons.contains(&Reason::Capitalised)), "{candidates:?}");
}

#[test]
fn plain_sentences_offer_nothing() {
    for text in [
        "We had no budget for it, and nobody told the staff.",
        "the training was short and i think the software helped",
        "What I'd say is that it's the law that changed.",
        "",
        "\n\n  \n",
    ] {
        assert_eq!(detector().candidates(text), [], "{text:?}");
    }
}

#[test]
fn a_sure_name_is_offered_wherever_else_it_stands() {
    let text = "My manager is Mrs Anthea Brindlecombe.\nBrindlecombe again.\nI asked for Brindlecombe to sign.";
    let count = detector().candidates(text).iter().filter(|c| c.span.of_text(text).contains("Brindlecombe")).count();
    assert_eq!(count, 3);
}

#[test]
fn lists_are_asked_for_words() {
    let detector = detector();
    assert!(detector.is_given_name("Sarah") && detector.is_given_name("sarah") && detector.is_surname("Okonkwo"));
    assert!(detector.is_common_word("training") && detector.is_common_word("The"));
    assert!(!detector.is_common_word("Sarah") && !detector.is_given_name("budget"));
    assert!(Detector::for_language("en-GB").is_some() && Detector::for_language("tlh").is_none());
}

/// What holds of every row of candidates.
fn assert_sound(text: &str, candidates: &[Candidate]) {
    let mut end = 0;
    for candidate in candidates {
        let words = text.get(candidate.span.range()).expect("it is of whole characters");
        assert!(candidate.span.start() >= end && !words.is_empty(), "{candidate:?} in {text:?}");
        end = candidate.span.end();
        assert!(!candidate.reasons.is_empty(), "{candidate:?} says why");
        assert!(candidate.reasons.is_sorted(), "{candidate:?}: the strongest reason comes first");
        assert!((0.0..=1.0).contains(&candidate.probability), "{candidate:?}");
        let is_modelled = candidate.reasons.contains(&Reason::Model);
        assert!(!is_modelled || candidate.probability >= GATE_WITHOUT_CAPITALS, "{candidate:?}");
        if candidate.reasons.contains(&Reason::Rule) {
            assert!(candidate.probability >= MASK && candidate.kind != IdentityKind::Other, "{candidate:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        let candidates = detector().candidates(&text);
        assert_sound(&text, &candidates);
        prop_assert_eq!(candidates, detector().candidates(&text));
    }

    #[test]
    fn any_words_can_be_read(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Sarah", "SARAH", "sarah", "O’Brien", "d'Arcy", "St.", "Mr", ".", "J.", "U.S.", "-", "\n", ":", "P3:",
                "@sam_b", "07700 900123", "M1 1AE", "ß", "İstanbul", "e\u{301}lan", "中村", "...", "\u{200b}", "“", "”",
                "rota@example.org", "12/3", "1,000.5", "NHS", "at", "the", "Leeds", "I", "I’m", "\u{1f469}\u{200d}\u{1f4bb}",
            ]),
            0..30,
        ),
        glue in prop::sample::select(vec![" ", "", "\u{a0}"]),
    ) {
        let text = words.join(glue);
        assert_sound(&text, &detector().candidates(&text));
    }
}
