//! What describes participants without naming them, and how many share it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use verbatim::detect::traits::Trait;
use verbatim::disclosure::review::sharing;
use verbatim::model::IdentityKind;
use verbatim::project::WordsThere;

use super::{opened, study};

proptest! {
    #[test]
    fn k_is_what_counting_by_hand_gives(
        people in prop::collection::vec(prop::collection::btree_set(0_u8..6, 0..4), 0..12)
    ) {
        let by_hand: Vec<usize> = people
            .iter()
            .map(|facts: &BTreeSet<u8>| people.iter().filter(|other| facts.is_subset(other)).count())
            .collect();
        prop_assert_eq!(sharing(&people), by_hand);
    }
}

#[test]
fn what_is_marked_narrows_a_person_down() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let all = project.indirect(None).expect("it is listed");
    let lines: Vec<String> = all
        .iter()
        .flat_map(|person| {
            person.spans.iter().map(move |span| format!("{} {}: {}", person.case, span.kind, span.words))
        })
        .collect();
    assert_eq!(lines, ["P1 trait: paramedic", "P1 place: Ostwick", "P1 age: 41", "P2 trait: paramedic"]);
    let k = |all: &[verbatim::project::IndirectPerson]| -> Vec<(usize, usize)> {
        all.iter().map(|person| (person.sharing_attributes, person.sharing_all)).collect()
    };
    assert_eq!(k(&all), [(2, 2), (2, 2)], "nothing is marked: the program claims nothing");
    let words = |words| WordsThere { words, occurrence: None };
    for place in ["anna:3", "ben:3"] {
        let passage = project.mention_at(place, words("paramedic")).expect("it is there");
        project.mark_telling(passage, IdentityKind::Trait, "ambulance crew").expect("it is marked");
    }
    assert_eq!(k(&project.indirect(None).expect("it is listed")), [(2, 2), (2, 2)], "both are");
    let passage = project.mention_at("anna:3", words("41")).expect("it is there");
    project.mark_telling(passage, IdentityKind::Age, "41").expect("it is marked");
    assert_eq!(k(&project.indirect(None).expect("it is listed")), [(2, 1), (2, 2)], "she alone is both");
    project.unmark_telling(passage).expect("it was marked");
    assert_eq!(k(&project.indirect(Some("P1")).expect("it is listed")), [(2, 2)]);
    assert!(project.settled_decisions().expect("they are read").is_empty(), "a mark hides nothing and keeps nothing");
}

/// What lists of words find stands beside the attributes, and of how many it is true.
#[test]
fn what_is_found_in_words_is_listed_with_its_sort() {
    let sandbox = study();
    let project = opened(&sandbox, "anna");
    let all = project.indirect(None).expect("it is listed");
    let found = |index: usize| -> Vec<String> {
        let of_person: &[(&'static str, String)] = &all[index].in_words;
        of_person.iter().map(|(sort, words)| format!("{sort} {words}")).collect()
    };
    assert_eq!(found(0), ["age 41", "occupation paramedic", "place ostwick"]);
    assert_eq!(found(1), ["occupation paramedic"]);
    assert_eq!(all.iter().map(|person| person.sharing_words).collect::<Vec<_>>(), [1, 2], "both say they were");
    assert_eq!(all[0].spans[0].sort.map(Trait::word), Some("occupation"));
    let told = sandbox.run("identities indirect P2");
    assert!(told.contains("found in words: occupation paramedic: 2 in all"), "{told}");
}

/// What somebody says is no trait of anyone is not listed, and what interviewers say is nobody's.
#[test]
fn what_is_no_trait_leaves_the_list() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let paramedic = ["paramedic".to_owned()];
    project
        .decide(&paramedic, Some(IdentityKind::Trait), &verbatim::project::Ruling::NotAName, false)
        .expect("it is decided");
    let all = project.indirect(None).expect("it is listed");
    assert_eq!(all.len(), 1);
    assert!(all[0].spans.iter().all(|span| span.words != "paramedic"));
}

#[test]
fn the_words_claim_nothing() {
    let sandbox = study();
    drop(opened(&sandbox, "anna"));
    sandbox.run("identities mark anna:3 --words paramedic --tells 'ambulance crew'");
    let told = sandbox.run("identities indirect");
    assert!(told.contains("marked: ambulance crew"), "{told}");
    assert!(told.contains("what is missing, is for you to say"), "{told}");
}
