//! Dates and ages that nobody listed are printed as something wider; other numbers stay as they are.

use std::collections::BTreeMap;

use proptest::prelude::*;
use verbatim::detect::Detector;
use verbatim::disclosure::{Anchor, Modes, Policy, SaidDate, Whereabouts};
use verbatim::model::{Decision, Identity, IdentityKind, Mode, Span, TextId, Verdict};

fn policy() -> Policy {
    Policy { detector: Detector::for_language("en"), ..Policy::default() }
}

#[track_caller]
fn check(policy: &Policy, said: &str, printed: &str) {
    assert_eq!(policy.pseudonymiser().pseudonymise(said).text, printed);
}

#[test]
fn ages_are_bands() {
    check(&policy(), "I am 43 now, and tired.", "I am [in their 40s] now, and tired.");
    check(&policy(), "she was aged 16 then", "she was aged [10 to 19] then");
    check(&policy(), "a 43-year-old woman came", "a [40 to 49]-year-old woman came");
    check(&policy(), "my son turned forty-three, and left", "my son turned [40 to 49], and left");
    check(&policy(), "He died at the age of ninety-six.", "He died at the age of [90 or over].");
    check(&policy(), "she is 7 years old", "she is [under 10] years old");
    let fives = Policy { modes: Modes { age_band: 5, ..Modes::default() }, ..policy() };
    check(&fives, "she is 43 years old", "she is [40 to 44] years old");
    check(&fives, "I am 43 now", "I am [aged 40 to 44] now");
}

#[test]
fn dates_are_months_years_or_distances() {
    check(&policy(), "We moved on 13 January 2019 with two.", "We moved on [January 2019] with two.");
    check(&policy(), "It was 13/01/2019.", "It was [January 2019].");
    // A month alone might be somebody's name: no more is said than that it is a date.
    check(&policy(), "He left on the 13th of January.", "He left on the [date].");
    check(&policy(), "We opened in March 2019.", "We opened in [2019].");
    check(&policy(), "I was born in 1974 and stayed.", "I was born in [the 1970s] and stayed.");
    let date = SaidDate::read("3 March 2023").and_then(SaidDate::date).expect("it is a date");
    let anchor = Anchor { name: "discharge".to_owned(), date };
    let from = Whereabouts { anchor: Some(&anchor), place: None };
    let done = policy().pseudonymiser().pseudonymise_at("I rang on 14 April 2023 again.", from).text.into_owned();
    assert_eq!(done, "I rang on [6 weeks after discharge] again.");
}

/// Counts, amounts, years alone and groups of ages name no day and nobody's age.
#[test]
fn other_numbers_stay() {
    for said in [
        "We had 43 referrals and 12 staff.",
        "It cost £43, then 1,200 a month.",
        "three years of funding from 2019 to 2023",
        "In 2019 the service had 40 per cent less.",
        "young people of 16 to 24",
        "16-year-olds come in groups",
        "section 12 of the Act, page 43",
        "ten to fifteen sessions, 40 miles apart",
        "She is in her forties, he in his 60s.",
        "for 18 months, every 6 weeks",
        "at 10:30 on Monday, in May",
        "born in the 1970s",
    ] {
        check(&policy(), said, said);
    }
}

#[test]
fn the_mode_of_a_kind_and_decisions_go_before() {
    use IdentityKind::{Age, Date};
    let by_kind = BTreeMap::from([(Age, Mode::Role), (Date, Mode::Role)]);
    let roles = Policy { modes: Modes { by_kind, ..Modes::default() }, ..policy() };
    check(&roles, "I am 43 now, since 13 January 2019.", "I am [age] now, since [date].");
    let left = Policy { leaves_dates_and_ages: true, ..policy() };
    check(&left, "I am 43 now, since 13 January 2019.", "I am 43 now, since 13 January 2019.");
    let listed =
        Identity { replacement: "[spring]".to_owned(), ..Identity::new(Date, vec!["13 January 2019".to_owned()]) };
    check(&Policy { identities: vec![listed], ..policy() }, "since 13 January 2019.", "since [spring].");
    let kept = |place| Decision {
        form: "13 January 2019".to_owned(),
        kind: Date,
        place,
        verdict: Verdict::Keep,
        reason: "the day the law came".to_owned(),
        decided_by: "anna".to_owned(),
        decided_at: "2026-01-31T12:00:00Z".to_owned(),
    };
    let said = "It was 13 January 2019.";
    check(&Policy { decisions: vec![kept(None)], ..policy() }, said, said);
    let (span, whole) = (Span::of(said, 7..22).expect("it is"), Span::of(said, 0..said.len()).expect("it is"));
    let there = Policy { decisions: vec![kept(Some((TextId(7), span)))], ..policy() };
    let at = |text| {
        let whereabouts = Whereabouts { anchor: None, place: Some((TextId(text), whole)) };
        there.pseudonymiser().pseudonymise_at(said, whereabouts).text.into_owned()
    };
    assert_eq!((at(7).as_str(), at(8).as_str()), (said, "It was [January 2019]."));
}

proptest! {
    #[test]
    fn twice_is_once(
        age in 1_u32..120, day in 1_u32..28, year in 1950_u32..2030, band in 2_u32..50, lead in "(I am|aged|turned|a|born in) "
    ) {
        let said = format!("{lead}{age}, {lead}{age}-year-old on {day} March {year}, {lead}{year}; in March {year}");
        let policy = Policy { modes: Modes { age_band: band, ..Modes::default() }, ..policy() };
        let once = policy.pseudonymiser().pseudonymise(&said).text.into_owned();
        let day = format!("{day} March");
        prop_assert!(!once.contains(&day), "{}", once);
        let twice = policy.pseudonymiser().pseudonymise(&once).text.into_owned();
        prop_assert_eq!(&twice, &once);
    }
}
