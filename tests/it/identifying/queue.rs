//! The queue: what is in it, what leaves it, and what is said of it.

use insta::assert_snapshot;
use verbatim::detect::Reason;
use verbatim::model::IdentityKind;
use verbatim::project::{Project, QueueOptions, Quiet, Ruling};

use super::{Known, forms, opened, queue, study};

#[test]
fn names_stand_in_groups_with_reasons_and_the_budget_counts_just_them() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let queue = queue(&mut project);
    let lines: Vec<String> = queue
        .entries
        .iter()
        .flat_map(|entry| &entry.group.surfaces)
        .map(|surface| format!("{} ({}) {}: {}", surface.form, surface.kind, surface.mentions.len(), surface.why()))
        .collect();
    assert_snapshot!(lines.join("\n"), @r"
    Philippa Ormskerry (person) 1: given name; model 0.97
    Philippa (person) 3: given name; model 0.93
    Ms Ormskerry (person) 1: model 0.90; after a title (Mr, Ms, Dr …)
    Harrowmere Law Fund (organisation) 1: model 0.80
    HLF (other) 1: capital within a sentence, and no word that the lists know
    Ostwick (place) 1: name of a place; model 0.70
    Quenbury House (organisation) 1: model 0.40
    paramedic (trait) 2: written as what describes someone is
    41 (age) 1: written as an age is
    ");
    let forms: usize = queue.entries.iter().map(|entry| entry.group.surfaces.len()).sum();
    let mentions: usize = queue.entries.iter().map(|entry| entry.mentions().len()).sum();
    assert_eq!((queue.form_count(), queue.mention_count()), (forms, mentions));
    assert_snapshot!(queue.budget(), @"6 undecided (9 forms, 12 mentions), about 1 minute");
    assert_eq!(queue.unsettled_forms, forms, "one reader: what is unsettled is what is in the queue");
}

#[test]
fn kinds_and_probabilities_choose() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let options = QueueOptions { kinds: vec![IdentityKind::Organisation], ..QueueOptions::default() };
    let found = project.review_queue(&options, &Quiet).expect("it is made");
    assert_eq!(forms(&found), ["Harrowmere Law Fund", "Quenbury House"]);
    let options = QueueOptions { least_probability: 0.95, ..QueueOptions::default() };
    let found = project.review_queue(&options, &Quiet).expect("it is made");
    assert_eq!(forms(&found), ["Philippa Ormskerry", "paramedic", "41"]);
}

/// Only coded sentences of participants are quoted: what an interviewer says is printed nowhere.
#[test]
fn what_outputs_print_can_be_asked_for_alone() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let options = QueueOptions { printed: true, ..QueueOptions::default() };
    let printed = project.review_queue(&options, &Quiet).expect("it is made");
    let forms: Vec<String> = printed.entries.iter().flat_map(verbatim::project::QueueEntry::forms).collect();
    assert_eq!(forms, ["Philippa", "Ms Ormskerry", "Harrowmere Law Fund", "Quenbury House"]);
}

#[test]
fn what_the_register_covers_is_not_asked_about() {
    let sandbox = study();
    sandbox.run("identities add person 'Philippa Ormskerry' 'Ms Ormskerry' Philippa");
    let mut project = opened(&sandbox, "anna");
    let all = forms(&queue(&mut project)).join(" ");
    assert!(!all.contains("Philippa") && !all.contains("Ormskerry"), "{all}");
}

#[test]
fn texts_are_read_once_by_each_version() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let again = project.detect_with(&super::NAMES, &Quiet).expect("it runs");
    assert_eq!((again.texts, again.places), (0, 0));
    sandbox.append("transcripts/ben.txt", "\nBen: Ask Philippa Ormskerry.\n");
    drop(project);
    sandbox.run("import");
    let mut project = verbatim::project::Project::open(&sandbox.path("")).expect("the study opens");
    let again = project.detect_with(&super::NAMES, &Quiet).expect("it runs");
    assert_eq!(again.texts, 1, "the file that has changed, and no other");
}

#[test]
fn the_status_says_how_many_are_undecided() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let queue = queue(&mut project);
    let notice = project.undecided_notice().expect("it is counted").expect("some are undecided");
    assert!(notice.starts_with(&format!("{} forms", queue.form_count())), "{notice}");
    project.decide(&["41".to_owned()], None, &Ruling::NotAName, false).expect("it is decided");
    let notice = project.undecided_notice().expect("it is counted").expect("some are undecided");
    assert!(notice.starts_with(&format!("{} forms", queue.form_count() - 1)), "counted anew: {notice}");
}

/// With the detector that the program carries, on all that the shipped study says.
#[test]
fn every_form_of_the_shipped_study_has_a_reason_and_harm_comes_first() {
    let sandbox = crate::support::Sandbox::shipped();
    sandbox.run("import");
    let mut project = verbatim::project::Project::open(&sandbox.path("")).expect("the study opens");
    let detected = project.detect(&Quiet).expect("it runs");
    assert!(detected.texts > 300 && detected.places > 50, "{detected:?}");
    let queue = queue(&mut project);
    assert!(!queue.entries.is_empty());
    for surface in queue.entries.iter().flat_map(|entry| &entry.group.surfaces) {
        assert!(!surface.reasons.is_empty(), "{} has a reason", surface.form);
        assert!(!surface.mentions.is_empty(), "{} stands somewhere", surface.form);
    }
    let ranks: Vec<u8> = queue.entries.iter().map(|entry| entry.group.kind.harm_rank()).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    let all = forms(&queue).join(" + ").to_lowercase();
    for listed in ["philippa", "ormskerry", "tredgarth", "harrowmere"] {
        assert!(!all.contains(listed), "{listed} is in the study's list, and not asked about");
    }
}

/// A title tells of nobody by itself: with the name behind it hidden, it is not asked about. Elsewhere it is.
#[test]
fn a_title_before_a_listed_name_is_no_candidate() {
    const TITLES: Known = Known(&[
        ("PC", IdentityKind::Other, 0.1, &[Reason::Capitalised]),
        ("Mr", IdentityKind::Other, 0.1, &[Reason::Capitalised]),
        ("Det. Sgt", IdentityKind::Person, 0.4, &[Reason::Model]),
        ("Trellis", IdentityKind::Other, 0.1, &[Reason::Capitalised]),
    ]);
    let asked = |said: &str| {
        let sandbox = study();
        sandbox.file("transcripts/carys.txt", format!("Interviewer: Who came?\n\nCarys: {said}\n"));
        sandbox.ok("import");
        sandbox.ok("identities add person Wystanley");
        let mut project = Project::open(&sandbox.path("")).expect("the study opens");
        project.detect_with(&TITLES, &Quiet).expect("texts are read");
        forms(&queue(&mut project))
    };
    assert_eq!(asked("It was PC Wystanley, then Mr Wystanley, and Det. Sgt. Wystanley."), Vec::<String>::new());
    assert_eq!(asked("It was PC Trellis."), ["PC", "Trellis"]);
    assert_eq!(asked("I saw a PC. Wystanley did not."), Vec::<String>::new(), "one cannot tell");
    assert_eq!(asked("Wystanley has a PC"), ["PC"]);
}
