//! What nobody has listed and nobody has decided on is hidden; what somebody decided on is not.

use proptest::prelude::*;
use verbatim::detect::Detector;
use verbatim::disclosure::{Gate, Policy, Unreviewed, sentence_heads};
use verbatim::model::{Decision, Identity, IdentityKind, Span, TextId, Verdict};

fn identity(kind: IdentityKind, forms: &[&str], replacement: &str) -> Identity {
    Identity {
        kind,
        forms: forms.iter().map(|form| (*form).to_owned()).collect(),
        replacement: replacement.to_owned(),
        ..Identity::default()
    }
}

fn decision(form: &str, verdict: Verdict, place: Option<(TextId, Span)>) -> Decision {
    Decision {
        form: form.to_owned(),
        kind: IdentityKind::Person,
        place,
        verdict,
        reason: "a test".to_owned(),
        decided_by: "Researcher".to_owned(),
        decided_at: "2026-01-31T12:00:00Z".to_owned(),
    }
}

fn policy(identities: Vec<Identity>, decisions: Vec<Decision>) -> Policy {
    Policy { identities, decisions, detector: Detector::for_language("en"), ..Policy::default() }
}

#[track_caller]
fn check(policy: &Policy, said: &str, printed: &str) {
    assert_eq!(policy.pseudonymiser().pseudonymise(said).text, printed);
}

#[test]
fn a_name_that_nobody_listed_is_hidden() {
    let nobody = policy(Vec::new(), Vec::new());
    check(&nobody, "We asked Dr Philippa Ormskerry for more staff.", "We asked [name removed] for more staff.");
    check(&nobody, "Training was cut and nobody told us.", "Training was cut and nobody told us.");
    // Days and ordinary words with a capital are nobody.
    check(&nobody, "On Monday the team meets. Staff are few.", "On Monday the team meets. Staff are few.");
}

#[test]
fn what_the_list_says_goes_before_and_the_rest_of_a_name_goes_with_it() {
    let listed = policy(vec![identity(IdentityKind::Person, &["Philippa"], "[our colleague]")], Vec::new());
    check(&listed, "We asked Philippa Ormskerry for staff.", "We asked [our colleague] [name removed] for staff.");
    let fund = policy(vec![identity(IdentityKind::Organisation, &["Harrowmere"], "[a charity]")], Vec::new());
    check(&fund, "We wrote to Harrowmere about it.", "We wrote to [a charity] about it.");
}

#[test]
fn decisions_hold_for_a_form_or_for_one_mention() {
    let said = "We asked Philippa Ormskerry for staff.";
    for verdict in [Verdict::Keep, Verdict::NotAName] {
        let kept = policy(Vec::new(), vec![decision("philippa ORMSKERRY", verdict, None)]);
        check(&kept, said, said);
    }
    let text = TextId(7);
    let span = Span::of(said, 9..27).expect("it is on characters");
    let whole = Span::of(said, 0..said.len()).expect("it is the text");
    let here = policy(Vec::new(), vec![decision("Philippa Ormskerry", Verdict::NotAName, Some((text, span)))]);
    let at = |place| {
        let whereabouts = verbatim::disclosure::Whereabouts { place, ..Default::default() };
        here.pseudonymiser().pseudonymise_at(said, whereabouts).text.into_owned()
    };
    assert_eq!(at(Some((text, whole))), said);
    assert_eq!(at(Some((TextId(8), whole))), "We asked [name removed] for staff.");
    assert_eq!(at(None), "We asked [name removed] for staff.");
}

#[test]
fn a_mention_may_be_hidden_whose_form_is_no_name_elsewhere() {
    let said = "There is hope in this team.";
    let span = Span::of(said, 9..13).expect("it is on characters");
    let whole = Span::of(said, 0..said.len()).expect("it is the text");
    let hidden = policy(Vec::new(), vec![decision("hope", Verdict::Hide, Some((TextId(1), span)))]);
    let whereabouts = verbatim::disclosure::Whereabouts { place: Some((TextId(1), whole)), ..Default::default() };
    let done = hidden.pseudonymiser().pseudonymise_at(said, whereabouts);
    assert_eq!(done.text, "There is [name removed] in this team.");
}

#[test]
fn pseudonyms_and_the_researchers_own_words_are_nothing_to_hide() {
    let pseudonym = policy(vec![identity(IdentityKind::Person, &["Philippa Ormskerry"], "Corin Velmar")], Vec::new());
    let once = pseudonym.pseudonymiser().pseudonymise("We asked Philippa Ormskerry for staff.").text.into_owned();
    assert_eq!(once, "We asked Corin Velmar for staff.");
    check(&pseudonym, &once, &once);

    let said = "The Brackenholt Programme pays for it.";
    let own = Policy {
        own_words: vec!["What the Brackenholt Programme paid for".to_owned()],
        ..policy(Vec::new(), Vec::new())
    };
    check(&own, said, said);
}

#[test]
fn where_the_study_wants_it_names_stay_and_the_gate_refuses() {
    let strict = Policy { unreviewed: Unreviewed::Refuse, ..policy(Vec::new(), Vec::new()) };
    let said = "We asked Dr Philippa Ormskerry for more staff.";
    check(&strict, said, said);
    let gate = Gate::new(&[]).with_detector(Detector::for_language("en"));
    assert!(!gate.inspect("quotes.md", said.as_bytes(), &[]).expect("text is read").is_empty());
}

proptest! {
    /// Whatever is said, what is hidden by default leaves nothing that the gate would have somebody decide on.
    #[test]
    fn what_is_hidden_passes_the_gate(
        names in proptest::collection::vec("(Philippa|Ms Kerrigan|Tomasz Wieczorek|Zainab|Quenbury|Steadfern Trust|07700 900118|hope|staff)", 1..6),
        joins in proptest::collection::vec("( asked | and |, who knows |\\. Then | at | for )", 6),
    ) {
        let said: String = names.iter().zip(&joins).map(|(name, join)| format!("{name}{join}")).collect();
        let nobody = policy(Vec::new(), Vec::new());
        let gate = Gate::new(&[]).with_detector(nobody.detector);
        let mut pseudonymiser = nobody.pseudonymiser();
        let mut left = Vec::new();
        // Beside what is hidden, a word may look like a name that did not before: then it is hidden as well.
        for _ in 0..4 {
            let printed = pseudonymiser.pseudonymise(&said).text.into_owned();
            left = gate.examine("quotes.md", printed.as_bytes(), &[]).expect("text is read").words().to_vec();
            if left.is_empty() {
                break;
            }
            prop_assert!(pseudonymiser.also_hide(&left));
        }
        prop_assert!(left.is_empty(), "{said:?}: {left:?}");
    }
}

/// Rare words with which analysts begin a sentence have their capital from that; a name stays a name.
#[test]
fn a_word_that_the_study_has_in_small_letters_may_open_a_sentence() {
    let rare = [
        "Signposting",
        "Gatekeeping",
        "Caseloads",
        "Wraparound",
        "Firefighting",
        "Outreach",
        "Stigma",
        "Retraining",
        "Bureaucracy",
        "Understaffing",
        "Commissioners",
        "Austerity",
        "Safeguarding",
        "Keyworkers",
        "Drop-ins",
        "Casework",
        "Precarity",
        "Overstretch",
        "Debriefing",
        "Resourcing",
        "Peers",
        "Triage",
        "Referrers",
        "Befriending",
        "Helplines",
    ];
    let texts = |word: &str| [format!("{word} is what they lack."), format!("They are tired. {word} helps.")];
    let nobody = policy(Vec::new(), Vec::new());
    let texts: Vec<String> = rare.iter().flat_map(|word| texts(word)).collect();
    let unsure = |text: &&String| nobody.pseudonymiser().pseudonymise(text).text.contains("[unreviewed]");
    let taken: Vec<&String> = texts.iter().filter(unsure).collect();
    assert!(!taken.is_empty(), "one of them is taken for what may be a name, or this shows nothing");
    let small_words =
        rare.iter().map(|word| word.to_lowercase()).chain(["philippa".to_owned(), "ormskerry".to_owned()]);
    let told = Policy { small_words: small_words.collect(), ..nobody.clone() };
    for text in taken {
        check(&told, text, text);
    }
    check(&told, "Philippa signs it.", "[name removed] signs it.");
    check(&told, "We asked Dr Philippa Ormskerry for staff.", "We asked [name removed] for staff.");
    // Inside a sentence a capital says something.
    let inside = "We rang Kelverstone about it.";
    let told = Policy { small_words: ["kelverstone".to_owned()].into(), ..nobody };
    assert_ne!(told.pseudonymiser().pseudonymise(inside).text, inside);
}

#[test]
fn heads_of_sentences_are_words_with_a_capital_behind_an_end() {
    let heads = sentence_heads("Signposting helps. They said: Keep on!\n- Casework (Peers too) and Hope");
    assert_eq!(heads.into_iter().collect::<Vec<_>>(), ["casework", "keep", "signposting", "they"]);
}
