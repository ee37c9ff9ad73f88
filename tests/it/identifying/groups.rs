//! Which forms are offered as one, in which order, and why each is asked about.

use proptest::prelude::*;
use verbatim::detect::Reason;
use verbatim::disclosure::review::{Mention, Surfaces, groups, minutes};
use verbatim::model::{IdentityKind, Span, TextId, form_key};

type Found = (&'static str, IdentityKind, f32);

fn grouped(found: &[Found]) -> Vec<String> {
    let mut surfaces = Surfaces::default();
    for (place, (words, kind, probability)) in (0..).zip(found) {
        let reasons: &[Reason] = if *probability < 0.02 { &[Reason::Capitalised] } else { &[Reason::Model] };
        surfaces.add(&Mention {
            words,
            kind: *kind,
            probability: *probability,
            reasons,
            text: TextId(0),
            span: Span::stored(place * 100, place * 100 + 1),
            is_titled: false,
        });
    }
    let named = |group: &verbatim::disclosure::review::Group| {
        let forms: Vec<&str> = group.surfaces.iter().map(|surface| surface.form.as_str()).collect();
        format!("{}: {}", group.kind, forms.join(", "))
    };
    groups(surfaces.finish()).iter().map(named).collect()
}

use IdentityKind::{Age, Contact, Organisation, Other, Person, Place};

#[test]
fn forms_of_one_name_are_one_group_and_the_fullest_is_first() {
    let found = [("Philippa", Person, 0.9), ("Ms Ormskerry", Person, 0.9), ("Philippa Ormskerry", Person, 0.95)];
    assert_eq!(grouped(&found), ["person: Philippa Ormskerry, Ms Ormskerry, Philippa"]);
}

#[test]
fn a_form_that_may_be_of_two_stands_by_itself() {
    let found = [("Philippa", Person, 0.9), ("Philippa Hall", Person, 0.9), ("Philippa Ormskerry", Person, 0.95)];
    assert_eq!(grouped(&found).len(), 3);
}

#[test]
fn possessives_and_letter_case_are_one_form() {
    let found = [("Philippa's", Person, 0.9), ("PHILIPPA", Person, 0.9), ("Philippa", Person, 0.9)];
    assert_eq!(grouped(&found).len(), 1);
    assert_eq!(form_key("  Ms\n Ormskerry’s "), "ms ormskerry");
}

#[test]
fn an_organisation_and_its_initials_are_one() {
    let found = [("HLF", Other, 0.01), ("Harrowmere Law Fund", Organisation, 0.8), ("Harrowmere", Organisation, 0.5)];
    assert_eq!(grouped(&found), ["organisation: Harrowmere Law Fund, Harrowmere, HLF"]);
}

#[test]
fn harm_comes_first_then_probability_then_mentions() {
    let found = [
        ("Zebra", Other, 0.01),
        ("41", Age, 1.0),
        ("Ostwick", Place, 0.7),
        ("Borough", Place, 0.9),
        ("Anna", Person, 0.3),
        ("0161 496 0000", Contact, 1.0),
        ("Bela", Person, 0.3),
        ("Bela", Person, 0.3),
    ];
    let expected = [
        "contact: 0161 496 0000",
        "person: Bela",
        "person: Anna",
        "place: Borough",
        "place: Ostwick",
        "age: 41",
        "other: Zebra",
    ];
    assert_eq!(grouped(&found), expected);
}

#[test]
fn minutes_are_begun_minutes() {
    assert_eq!([minutes(0), minutes(1), minutes(8), minutes(60)], [0, 1, 2, 8]);
}

proptest! {
    /// Whatever is found: no mention is lost or doubled, and each form has a reason in words.
    #[test]
    fn every_mention_is_in_one_group_and_has_a_reason(
        found in prop::collection::vec((prop::sample::select(vec![
            "Anna", "Anna Bell", "Ms Bell", "Bell", "Bell House", "BH", "Anna Kerr", "the Bell", "41", "a@b.org",
        ]), 0_usize..9, 0.0_f32..1.0, prop::collection::vec(0_usize..8, 0..3)), 0..40)
    ) {
        let mut surfaces = Surfaces::default();
        for (place, (words, kind, probability, reasons)) in (0..).zip(&found) {
            let reasons: Vec<Reason> = reasons.iter().map(|reason| Reason::ALL[*reason]).collect();
            surfaces.add(&Mention {
                words,
                kind: IdentityKind::ALL[*kind],
                probability: *probability,
                reasons: &reasons,
                text: TextId(place % 3),
                span: Span::stored(place, place + 1),
                is_titled: false,
            });
        }
        let groups = groups(surfaces.finish());
        let mut mentions: Vec<(TextId, Span)> =
            groups.iter().flat_map(|group| &group.surfaces).flat_map(|surface| surface.mentions.clone()).collect();
        mentions.sort_unstable();
        let mut expected: Vec<(TextId, Span)> =
            (0..).zip(&found).map(|(place, _)| (TextId(place % 3), Span::stored(place, place + 1))).collect();
        expected.sort_unstable();
        prop_assert_eq!(mentions, expected);
        for surface in groups.iter().flat_map(|group| &group.surfaces) {
            prop_assert!(!surface.why().trim().is_empty());
        }
        let ranks: Vec<u8> = groups.iter().map(|group| group.kind.harm_rank()).collect();
        prop_assert!(ranks.is_sorted());
    }
}
