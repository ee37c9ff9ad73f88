//! A source comes in whole or not at all; what people decided outlives it.

use verbatim::model::{CaseKind, CaseStatus, Consent, Question, QuestionId, QuestionType, SourceFormat, SourceKind};
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

fn question() -> Question {
    Question {
        id: QuestionId(0),
        code: "Q1".to_owned(),
        wording: "What is missing?".to_owned(),
        kind: QuestionType::Open,
        options: Vec::new(),
        scale: None,
        shown_if: None,
        other_of: None,
    }
}

/// Brings in a survey of these respondents, each with one answer; stops without finishing if `finish` is false. With
/// another `wave`, everyone's row says something else.
fn import(store: &mut Store, names: &[&str], wave: i64, finish: bool) {
    let new = source("survey.csv");
    let mut importing = store.begin_import(&new).expect("an import begins");
    let question = importing.question(0, &question()).expect("a question comes in");
    let mut absent = importing.known_respondents().expect("respondents are read");
    for (number, name) in (1..).zip(names) {
        let known = importing.known_respondent(name).expect("respondents are looked up");
        absent.retain(|(other, _)| other != name);
        if let Some(known) = known.filter(|known| known.digest == Some(wave)) {
            importing.stands(&known, number).expect("a respondent stands");
            continue;
        }
        let case = NewCase {
            name,
            kind: CaseKind::Respondent,
            label: "survey participant",
            reason: "",
            consent: Consent::Quote,
            row_number: Some(number),
        };
        let case = importing.respondent(&case, wave).expect("a respondent comes in");
        importing.forget_closed(case).expect("attributes can be forgotten");
        importing.attribute(case, "site", "North").expect("an attribute comes in");
        if known.is_none() {
            let text = NewText {
                case: Some(case),
                question: Some(question),
                content: "Words.",
                segment_count: 1,
                word_count: 1,
            };
            importing.text(&text).expect("an answer comes in");
        }
    }
    for (_, known) in absent {
        importing.is_absent(known.case).expect("a respondent may be absent");
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
    import(&mut store, &["R1", "R2"], 1, false);
    assert_eq!(picture(&store), empty);

    import(&mut store, &["R1", "R2"], 1, true);
    let before = picture(&store);
    import(&mut store, &["R3"], 1, false);
    assert_eq!(picture(&store), before, "what an earlier import brought is still there");
}

#[test]
fn respondents_who_do_not_come_again_stay() {
    let sandbox = Sandbox::new();
    let mut store = new_store(&sandbox);
    import(&mut store, &["R1", "R2", "R3"], 1, true);
    let second = store.cases_named("R2").expect("names are looked up")[0].0;
    import(&mut store, &["R2", "R4"], 1, true);
    assert_eq!(names(&store), ["R1", "R3", "R2", "R4"], "those without a row stand first");
    assert_eq!(store.cases_named("R2").expect("names are looked up")[0].0, second, "the same person, the same number");
    let source = store.sources().expect("sources are read")[0].id;
    let details = store.source_details(source).expect("a source is described");
    assert_eq!((details.revision, details.absent), (2, vec!["R1".to_owned(), "R3".to_owned()]));
    assert_eq!(store.text_count().expect("texts are counted"), 4);
    assert!(store.integrity_problems().expect("the store is looked over").is_empty());
}

#[test]
fn what_a_person_decided_outlives_an_import() {
    let sandbox = Sandbox::new();
    let mut store = new_store(&sandbox);
    import(&mut store, &["R1", "R2", "R3"], 1, true);
    let case = store.cases_named("R2").expect("names are looked up")[0].0;
    store.set_case_status(&[case], CaseStatus::Excluded, "asked to leave", &event("exclude")).expect("R2 is left out");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let change = CaseChange { case, attributes: vec![pair("wave", "2"), pair("site", "")], consent: None };
    store.change_cases(&[change], &event("set")).expect("R2 is described");
    import(&mut store, &["R1", "R2"], 2, true);
    let cases = store.cases(&CaseFilter::default()).expect("cases are read");
    // R3, who has no row any more, stands first.
    assert_eq!(cases[1].attributes, [pair("site", "North")]);
    assert_eq!((cases[2].status, cases[2].reason.as_str()), (CaseStatus::Excluded, "asked to leave"));
    assert_eq!(cases[2].attributes, [pair("wave", "2")], "the site was taken away by hand");
    // And even if R2 does not come again, the decision is remembered.
    import(&mut store, &["R1"], 1, true);
    import(&mut store, &["R1", "R2"], 1, true);
    let again = store.cases_named("R2").expect("names are looked up");
    assert_eq!(again, [(case, Some("survey.csv".to_owned()))]);
}

#[test]
fn a_removed_source_takes_its_people_along() {
    let sandbox = Sandbox::new();
    let mut store = new_store(&sandbox);
    import(&mut store, &["R1"], 1, true);
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
