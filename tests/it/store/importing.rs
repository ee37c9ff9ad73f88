//! A source comes in whole or not at all; what people decided outlives it.

use verbatim::model::{CaseKind, CaseStatus, Consent, SourceFormat, SourceKind};
use verbatim::store::{CaseChange, CaseFilter, Event, NewCase, NewSource, NewText, Store};

use crate::small;
use crate::support::Sandbox;

fn event(action: &str) -> Event {
    let (at, who) = ("2026-01-01T00:00:00Z".to_owned(), "tester".to_owned());
    Event { at, who, action: action.to_owned(), detail: serde_json::json!({}) }
}

fn source(path: &str) -> NewSource<'_> {
    NewSource {
        path,
        kind: SourceKind::Survey,
        format: SourceFormat::Csv,
        sha256: "",
        byte_count: 1,
        modified_ns: 1,
        settings: "",
        encoding: "UTF-8",
    }
}

/// Brings in a survey of these respondents, each with one answer; stops without finishing if `finish` is false.
fn import(store: &mut Store, names: &[&str], finish: bool) {
    let new = source("survey.csv");
    let mut importing = store.begin_import(&new).expect("an import begins");
    for (number, name) in (1..).zip(names) {
        let case = NewCase {
            name,
            kind: CaseKind::Respondent,
            label: "survey participant",
            reason: "",
            consent: Consent::Quote,
            row_number: Some(number),
        };
        let case = importing.respondent(&case).expect("a respondent comes in");
        importing.attribute(case, "site", "North").expect("an attribute comes in");
        let text = NewText { case: Some(case), question: None, content: "Words.", segment_count: 1, word_count: 1 };
        importing.text(&text).expect("an answer comes in");
    }
    if finish {
        importing.finish(&serde_json::json!([]), &event("import")).expect("the import is finished");
    }
}

/// Everything that tells whether something happened.
fn picture(store: &Store) -> String {
    format!(
        "{:?}\n{:?}\n{} texts, change {}, texts' change {}, {} events",
        store.sources().expect("sources are read"),
        store.cases(&CaseFilter::default()).expect("cases are read"),
        store.text_count().expect("texts are counted"),
        store.change_number().expect("there is a change number"),
        store.text_change_number().expect("there is one of the texts"),
        store.events(100).expect("events are read").len(),
    )
}

fn new_store(sandbox: &Sandbox) -> Store {
    Store::open(&sandbox.path("store.db")).expect("a store can be made")
}

fn names(store: &Store) -> Vec<String> {
    let cases = store.cases(&CaseFilter::default()).expect("cases are read");
    cases.into_iter().map(|case| case.name).collect()
}

#[test]
fn an_import_that_is_not_finished_never_was() {
    let sandbox = Sandbox::new();
    let mut store = new_store(&sandbox);
    let empty = picture(&store);
    import(&mut store, &["R1", "R2"], false);
    assert_eq!(picture(&store), empty);

    import(&mut store, &["R1", "R2"], true);
    let before = picture(&store);
    import(&mut store, &["R3"], false);
    assert_eq!(picture(&store), before, "what an earlier import brought is still there");
}

#[test]
fn respondents_who_do_not_come_again_go() {
    let sandbox = Sandbox::new();
    let mut store = new_store(&sandbox);
    import(&mut store, &["R1", "R2", "R3"], true);
    let second = store.cases_named("R2").expect("names are looked up")[0].0;
    import(&mut store, &["R2", "R4"], true);
    assert_eq!(names(&store), ["R2", "R4"]);
    assert_eq!(store.cases_named("R2").expect("names are looked up")[0].0, second, "the same person, the same number");
    assert_eq!(store.text_count().expect("texts are counted"), 2);
    assert!(store.integrity_problems().expect("the store is looked over").is_empty());
}

#[test]
fn what_a_person_decided_outlives_an_import() {
    let sandbox = Sandbox::new();
    let mut store = new_store(&sandbox);
    import(&mut store, &["R1", "R2", "R3"], true);
    let case = store.cases_named("R2").expect("names are looked up")[0].0;
    store.set_case_status(&[case], CaseStatus::Excluded, "asked to leave", &event("exclude")).expect("R2 is left out");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let change = CaseChange { case, attributes: vec![pair("wave", "2"), pair("site", "")], consent: None };
    store.change_cases(&[change], &event("set")).expect("R2 is described");
    import(&mut store, &["R1", "R2"], true);
    let cases = store.cases(&CaseFilter::default()).expect("cases are read");
    assert_eq!(cases[0].attributes, [pair("site", "North")]);
    assert_eq!((cases[1].status, cases[1].reason.as_str()), (CaseStatus::Excluded, "asked to leave"));
    assert_eq!(cases[1].attributes, [pair("wave", "2")], "the site was taken away by hand");
    // And even if R2 does not come again, the decision is remembered.
    import(&mut store, &["R1"], true);
    import(&mut store, &["R1", "R2"], true);
    let again = store.cases_named("R2").expect("names are looked up");
    assert_eq!(again, [(case, Some("survey.csv".to_owned()))]);
}

#[test]
fn a_removed_source_takes_its_people_along() {
    let sandbox = Sandbox::new();
    let mut store = new_store(&sandbox);
    import(&mut store, &["R1"], true);
    let source = store.sources().expect("sources are read")[0].id;
    store.remove_source(source, &event("remove")).expect("the source is removed");
    assert!(names(&store).is_empty());
    assert_eq!(store.text_count().expect("texts are counted"), 0);
}

/// The same through the front door, with participants and their letters.
#[test]
fn letters_and_decisions_stay_when_files_change() {
    let sandbox = Sandbox::small();
    sandbox.file("transcripts/dina.txt", "Interviewer: Well?\n\nDina: A grant.\n\nInterviewer: And?\n\nDina: Posts.\n");
    sandbox.ok("build -q");
    let labels = |sandbox: &Sandbox| -> Vec<String> {
        let csv = sandbox.ok("cases --status all --format csv");
        csv.lines().map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect()
    };
    sandbox.ok("cases exclude R5 --reason 'asked to leave'");
    let before = labels(&sandbox);

    sandbox.append("transcripts/ben.txt", "\nBen: One more post.\n");
    sandbox.append("transcripts/survey.csv", "R8,Yes,Schools,A grant.,3\n");
    sandbox.ok("build -q");
    let after = labels(&sandbox);
    assert_eq!(after[..before.len() - 1], before[..before.len() - 1], "labels and decisions are as they were");
    assert!(after.iter().any(|line| line.starts_with("R8,")));

    sandbox.remove("transcripts/ben.txt");
    sandbox.ok("build -q");
    let rest = labels(&sandbox);
    assert!(!rest.iter().any(|line| line.starts_with("B,")), "{rest:?}");
    let of = |lines: &[String], name: &str| lines.iter().find(|line| line.starts_with(name)).cloned();
    assert_eq!(of(&rest, "C,"), of(&before, "C,"), "the others keep their letters");

    let ben = small::FILES.iter().find(|(name, _)| *name == "transcripts/ben.txt").expect("he is in the study").1;
    sandbox.file("transcripts/ben.txt", ben);
    sandbox.ok("build -q");
    let letters = |lines: &[String]| {
        let mut letters: Vec<String> =
            lines.iter().filter(|line| line.contains("participant,Participant")).cloned().collect();
        letters.sort();
        letters
    };
    let again = labels(&sandbox);
    let mut distinct: Vec<String> =
        letters(&again).iter().map(|line| line.split(',').nth(2).unwrap_or_default().to_owned()).collect();
    distinct.dedup();
    assert_eq!(distinct.len(), 3, "no two people share a letter: {again:?}");
}
