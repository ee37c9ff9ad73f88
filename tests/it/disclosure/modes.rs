//! Each way in which an identity may be printed, and what always holds of it.

use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;
use proptest::prelude::*;
use verbatim::disclosure::{
    Anchor, Modes, Pseudonymiser, SaidDate, Whereabouts, age_band, assign_pseudonyms, pseudonym_candidates, settle,
    shared, unite,
};
use verbatim::model::{Identity, IdentityKind, Mode};

fn listed(kind: IdentityKind, forms: &[&str], mode: Option<Mode>) -> Identity {
    let forms = forms.iter().map(|&form| form.to_owned()).collect();
    Identity { mode, ..Identity::new(kind, forms) }
}

fn anchor() -> Anchor {
    Anchor {
        name: "discharge".to_owned(),
        date: SaidDate::read("3 March 2023").and_then(SaidDate::date).expect("it is a date"),
    }
}

fn from(anchor: &Anchor) -> Whereabouts<'_> {
    Whereabouts { anchor: Some(anchor), place: None }
}

/// Settled as a study would, and printed.
fn printed(mut list: Vec<Identity>, modes: &Modes, text: &str) -> String {
    settle(&mut list, modes, &|_| false, &|_| None);
    Pseudonymiser::new(&list).with_age_band(modes.age_band).pseudonymise_at(text, from(&anchor())).text.into_owned()
}

const TEXT: &str =
    "Anna, who is 43, left Ostwick for the Quenbury Trust on 14 April 2023; her daughter Ida stayed in Ostwick.";

fn one_of_each(mode: Option<Mode>) -> Vec<Identity> {
    use IdentityKind::{Age, Date, Organisation, Person, Place};
    let mut list = vec![
        listed(Person, &["Anna"], mode),
        listed(Person, &["Ida"], mode),
        listed(Place, &["Ostwick"], mode),
        listed(Organisation, &["Quenbury Trust"], mode),
        listed(Age, &["43"], mode),
        listed(Date, &["14 April 2023"], mode),
    ];
    if mode == Some(Mode::Role) {
        for (identity, role) in list.iter_mut().zip(["participant", "daughter", "town", "[employer]", "", ""]) {
            role.clone_into(&mut identity.replacement);
        }
    }
    "the north-west".clone_into(&mut list[2].wider);
    "a charity".clone_into(&mut list[3].wider);
    list
}

#[test]
fn pseudonyms() {
    assert_snapshot!(printed(one_of_each(Some(Mode::Pseudonym)), &Modes::default(), TEXT), @"Pelumil, who is [age], left Garicombe for the Queninel Group on [date]; her daughter Noruric stayed in Garicombe.");
}

#[test]
fn roles_in_brackets() {
    assert_snapshot!(printed(one_of_each(Some(Mode::Role)), &Modes::default(), TEXT), @"[participant], who is [age], left [town] for the [employer] on [date]; her daughter [daughter] stayed in [town].");
}

#[test]
fn generalised() {
    assert_snapshot!(printed(one_of_each(Some(Mode::Generalise)), &Modes::default(), TEXT), @"[name removed], who is [in their 40s], left [the north-west] for the [charity] on [6 weeks after discharge]; her daughter [name removed] stayed in [the north-west].");
    let fives = Modes { age_band: 5, ..Modes::default() };
    assert_snapshot!(printed(one_of_each(Some(Mode::Generalise)), &fives, TEXT), @"[name removed], who is [aged 40 to 44], left [the north-west] for the [charity] on [6 weeks after discharge]; her daughter [name removed] stayed in [the north-west].");
}

#[test]
fn usual_modes_are_for_those_who_say_nothing() {
    let by_kind = BTreeMap::from([(IdentityKind::Person, Mode::Pseudonym), (IdentityKind::Place, Mode::Generalise)]);
    let mut list = one_of_each(None);
    list[1].replacement = "[her daughter]".to_owned();
    assert_snapshot!(printed(list, &Modes { by_kind, ..Modes::default() }, TEXT), @"Pelumil, who is [age], left [the north-west] for the [organisation] on [date]; her daughter [her daughter] stayed in [the north-west].");
    assert_snapshot!(printed(one_of_each(None), &Modes::default(), TEXT), @"[name removed], who is [age], left [place] for the [organisation] on [date]; her daughter [name removed] stayed in [place].");
}

#[test]
fn ages_are_bands() {
    let check = |said: &str, expected: Option<&str>| assert_eq!(age_band(said, 10).as_deref(), expected, "{said}");
    check("43", Some("[in their 40s]"));
    check("forty-three", Some("[in their 40s]"));
    check("aged fifty", Some("[in their 50s]"));
    check("a 16-year-old", Some("[in their teens]"));
    check("7", Some("[under 10]"));
    check("101", Some("[aged 90 or over]"));
    check("43 or 52", None);
    check("one hundred", None);
    check("old", None);
}

#[test]
fn dates_are_distances_or_wider() {
    let check = |said: &str, from: &str, alone: &str| {
        let date = SaidDate::read(said).unwrap_or_else(|| panic!("{said} is a date"));
        assert_eq!((date.wider(Some(&anchor())).as_str(), date.wider(None).as_str()), (from, alone), "{said}");
    };
    check("3 March 2023", "[the day of discharge]", "[March 2023]");
    check("March 6th, 2023", "[3 days after discharge]", "[March 2023]");
    check("the 14th of April 2023", "[6 weeks after discharge]", "[April 2023]");
    check("Friday, 24/02/2023", "[7 days before discharge]", "[February 2023]");
    check("2023-05-01", "[8 weeks and 3 days after discharge]", "[May 2023]");
    check("June 2023", "[3 months after the month of discharge]", "[2023]");
    check("2021", "[2 years before the year of discharge]", "[2021]");
    check("3 May", "[May]", "[May]");
    for no_date in ["31 February 2023", "yesterday", "12/13/2023", "43", "3"] {
        assert_eq!(SaidDate::read(no_date), None, "{no_date}");
    }
}

#[test]
fn a_date_is_counted_from_the_event_of_its_own_case() {
    let mut list = vec![Identity {
        case: Some("P1".to_owned()),
        ..listed(IdentityKind::Date, &["10 March 2023", "10/3/23"], Some(Mode::Generalise))
    }];
    settle(&mut list, &Modes::default(), &|_| false, &|identity| identity.case.as_ref().map(|_| anchor()));
    let done = Pseudonymiser::new(&list).pseudonymise("on 10 March 2023 and 10/3/23").text.into_owned();
    assert_eq!(done, "on [7 days after discharge] and [7 days after discharge]");
}

#[test]
fn who_is_one_person_is_one_and_who_is_not_is_told() {
    let person = |forms: &[&str], case: Option<&str>, printed: &str| Identity {
        case: case.map(str::to_owned),
        replacement: printed.to_owned(),
        ..listed(IdentityKind::Person, forms, None)
    };
    let united = unite(vec![
        person(&["Anna Reed"], None, "[her manager]"),
        person(&["anna reed", "Annie"], Some("P1"), ""),
        person(&["Anna Reed"], Some("P2"), "[a nurse]"),
        person(&["Ben"], Some("P3"), ""),
    ]);
    let forms: Vec<_> = united.iter().map(|identity| (identity.forms.join("/"), identity.case.clone())).collect();
    assert_eq!(
        forms,
        [
            ("Anna Reed/Annie".to_owned(), Some("P1".to_owned())),
            ("Anna Reed".to_owned(), Some("P2".to_owned())),
            ("Ben".to_owned(), Some("P3".to_owned()))
        ]
    );
    let told: Vec<_> =
        shared(&united).into_iter().map(|shared| (shared.winner, shared.other, shared.is_written)).collect();
    assert_eq!(told, [(0, 1, true)]);
    let done = Pseudonymiser::new(&united).pseudonymise("Anna Reed and Annie").text.into_owned();
    assert_eq!(done, "[her manager] and [her manager]");
}

proptest! {
    #[test]
    fn a_pseudonym_is_nobodys_name(names in proptest::collection::btree_set("[A-Z][a-z]{2,7}", 1..40), seed in "[a-z]{0,6}", hits in proptest::collection::vec(0..1080_usize, 0..200)) {
        // Some of the names that would be given are real names of this study.
        let all: Vec<String> = pseudonym_candidates(IdentityKind::Person).collect();
        let taken: BTreeSet<String> =
            hits.iter().map(|&hit| all[hit].clone()).chain(names.iter().map(|name| name.to_lowercase())).collect();
        let known: Vec<_> = names.iter().map(|name| (IdentityKind::Person, name.clone())).collect();
        let given = assign_pseudonyms(&known, &seed, &|word| taken.contains(word));
        let different: BTreeSet<&String> = given.iter().collect();
        prop_assert_eq!(different.len(), known.len());
        prop_assert!(given.iter().all(|name| !taken.contains(&name.to_lowercase())));
        // In any order of the list, everyone has the same.
        let backwards: Vec<_> = known.iter().rev().cloned().collect();
        let mut again = assign_pseudonyms(&backwards, &seed, &|word| taken.contains(word));
        again.reverse();
        prop_assert_eq!(again, given);
    }

    #[test]
    fn time_between_two_dates_stays(first in 0..4000_i64, second in 0..4000_i64) {
        let day = |days: i64| anchor().date.checked_add(time::Duration::days(days - 2000)).unwrap();
        let far = |days: i64| {
            let said = day(days).to_string();
            distance(&SaidDate::read(&said).unwrap().wider(Some(&anchor())))
        };
        prop_assert_eq!(far(second) - far(first), second - first);
    }

    #[test]
    fn the_text_stays_and_replacements_lie_over_it(pieces in proptest::collection::vec(prop_oneof![
        Just("Anna".to_owned()), Just("Ostwick".to_owned()), Just("43".to_owned()), Just(" ".to_owned()),
        Just("e\u{301}".to_owned()), Just("’s".to_owned()), Just("\n".to_owned()), Just("14 April 2023".to_owned()), "\\PC{0,3}",
    ], 0..20)) {
        let text = pieces.concat();
        let mut list = one_of_each(Some(Mode::Generalise));
        settle(&mut list, &Modes::default(), &|_| false, &|_| None);
        let done = Pseudonymiser::new(&list).pseudonymise_at(&text, from(&anchor()));
        // What was replaced, put back, is the text again.
        let replaced = Pseudonymiser::new(&list).replaced(&text, from(&anchor()));
        prop_assert_eq!(replaced.len(), done.replacements.len());
        let (mut rest, mut back, mut at) = (&*done.text, String::new(), 0);
        for (replacement, printed) in &replaced {
            let between = text.get(at..replacement.span.start()).expect("spans are on characters");
            rest = rest.strip_prefix(between).unwrap().strip_prefix(printed.as_str()).unwrap();
            back.push_str(between);
            back.push_str(replacement.span.of_text(&text));
            at = replacement.span.end();
        }
        prop_assert_eq!(rest, text.get(at..).expect("spans are on characters"));
        back.push_str(rest);
        prop_assert_eq!(back, text);
    }
}

/// Days that a distance says.
fn distance(printed: &str) -> i64 {
    let number = |word: &str| {
        let words: Vec<&str> = printed.trim_matches(['[', ']']).split(' ').collect();
        let at = words.iter().position(|said| said.starts_with(word));
        at.and_then(|at| words[at.checked_sub(1)?].parse::<i64>().ok()).unwrap_or(0)
    };
    let days = number("week") * 7 + number("day");
    if printed.contains("before") { -days } else { days }
}
