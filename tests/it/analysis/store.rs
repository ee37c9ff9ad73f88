//! Columns as they come from the store.

use std::collections::BTreeSet;
use std::path::Path;

use verbatim::analysis::{Answer, Contents, Frequency, Needs, Selection, frequency, sample_flow};
use verbatim::model::{
    CaseId, CaseKind, Condition, Consent, Question, QuestionId, QuestionType, SourceFormat, SourceKind, Span,
};
use verbatim::store::{
    Event, Importing, NewCase, NewSegment, NewSource, NewText, RegisterLeft, RuleCoding, Store, Withdrawal,
};

use super::small::codebook;

const INTERVIEW: &str = "What helps?\nTraining helps.";

fn event() -> Event {
    let (at, who, action) = ("2020-01-01T00:00:00Z".to_owned(), "test".to_owned(), "import".to_owned());
    Event { at, who, action, detail: serde_json::Value::Null }
}

fn source(path: &str, kind: SourceKind) -> NewSource<'_> {
    let format = SourceFormat::Text;
    NewSource { path, kind, format, sha256: "", byte_count: 0, modified_ns: 0, settings: "", encoding: "UTF-8" }
}

fn turn(span: Span, speaker: i64) -> NewSegment {
    NewSegment { span, speaker: Some(speaker), start_ms: None, heading: None }
}

fn case<'a>(name: &'a str, kind: CaseKind, reason: &'a str, row_number: Option<u64>) -> NewCase<'a> {
    NewCase { name, kind, label: "", reason, consent: Consent::Quote, row_number }
}

fn question(code: &str, kind: QuestionType, shown_if: Option<Condition>) -> Question {
    let wording = code.to_owned();
    Question {
        id: QuestionId(0),
        code: code.to_owned(),
        wording,
        kind,
        options: Vec::new(),
        scale: None,
        shown_if,
        other_of: None,
    }
}

fn answer(importing: &mut Importing<'_>, case: CaseId, question: QuestionId, content: &str) -> u32 {
    let text = NewText { case: Some(case), question: Some(question), content, segment_count: 1, word_count: 1 };
    importing.text(&text).expect("it is new").0
}

fn rule(code_index: u16, text: u32, segment: u32, span: (u32, u32)) -> RuleCoding {
    RuleCoding { code_index, rule_index: 0, text, span_start: span.0, span_end: span.1, segment }
}

/// An interview, and a survey of four of whom one is excluded, one withdrew and one was not asked Q2.
fn store(path: &Path) -> Store {
    let mut store = Store::open(path).expect("a new store");
    let mut importing = store.begin_import(&source("a.txt", SourceKind::Interview)).expect("it is new");
    let participant = importing.participant(&case("P1", CaseKind::Participant, "", None)).expect("it is new");
    importing.attribute(participant, "sector", "Policing").expect("it is new");
    let interviewer = importing.speaker("I", None, true).expect("it is new");
    let speaker = importing.speaker("P1", Some(participant), false).expect("it is new");
    let text = NewText { case: None, question: None, content: INTERVIEW, segment_count: 2, word_count: 4 };
    let interview = importing.text(&text).expect("it is new");
    importing.segment(interview, 0, &turn(Span::stored(0, 11), interviewer)).expect("it is new");
    importing.segment(interview, 1, &turn(Span::stored(12, 27), speaker)).expect("it is new");
    importing.finish(&serde_json::json!([]), &event()).expect("all is there");

    let mut importing = store.begin_import(&source("b.csv", SourceKind::Survey)).expect("it is new");
    let gate = importing.question(0, &question("Q1", QuestionType::Single, None)).expect("it is new");
    let shown_if = Condition {
        question: "Q1".to_owned(),
        is: vec!["Yes".to_owned()],
        is_not: Vec::new(),
        below: None,
        above: None,
    };
    let open = importing.question(1, &question("Q2", QuestionType::Open, Some(shown_if))).expect("it is new");
    let mut codings = vec![rule(1, interview.0, interview.0, (0, 11)), rule(1, interview.0, interview.0 + 1, (12, 27))];
    let people = [("R1", "", "Yes"), ("R2", "not a provider", "Yes"), ("R3", "", "No"), ("R4", "", "Yes")];
    for (row, (name, reason, gate_answer)) in people.into_iter().enumerate() {
        let respondent = case(name, CaseKind::Respondent, reason, Some(row as u64 + 1));
        let id = importing.respondent(&respondent, 0).expect("it is new");
        importing.responses(id, &[(gate, gate_answer)]).expect("it is new");
        importing.attribute(id, "sector", if row == 0 { "Policing" } else { "Charity" }).expect("it is new");
        if gate_answer == "Yes" {
            let text = answer(&mut importing, id, open, "training");
            codings.push(rule(1, text, text, (0, 8)));
        }
    }
    importing.exclusion(0, "without consent", 0).expect("it is new");
    importing.exclusion(1, "not a provider", 1).expect("it is new");
    importing.finish(&serde_json::json!([]), &event()).expect("all is there");
    codings.sort_unstable();
    store.replace_rule_codings(&codebook(), "", &codings, "", &event()).expect("all is there");
    store
}

#[test]
fn only_kept_cases_are_loaded_and_interviewers_do_not_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let mut store = store(&path);
    let connection = rusqlite::Connection::open(&path).expect("it is there");
    let r4 = "SELECT id FROM cases WHERE name = 'R4'";
    let r4: i64 = connection.query_row(r4, [], |row| row.get(0)).expect("R4 is there");
    drop(connection);
    let withdrawal = Withdrawal {
        case: CaseId(u32::try_from(r4).expect("ids are small")),
        reason: "asked",
        day: "2026-01-01",
        keys: &BTreeSet::new(),
        runs: &[],
        settings: &[],
        project_settings: &[],
        register: &RegisterLeft::default(),
        event: &event(),
    };
    store.withdraw(&withdrawal).expect("R4 is there");

    let needs = Needs { codes: vec![1], attributes: vec!["Sector".to_owned()], ..Needs::default() };
    let columns = store.columns(&needs, &codebook()).expect("it is sound");
    assert_eq!((columns.cases.len(), columns.sources.len()), (3, 2));
    let counted = frequency(&columns, &[1], &Selection::default());
    assert_eq!(counted, Frequency { segments: 2, answers: 1, sources: 2, cases: 2 });
    assert_eq!(columns.attributes[0].values, ["Charity", "Policing"]);
    assert_eq!(columns.attributes[0].group_sizes(), [1, 2, 0]);
    assert!(columns.questions.iter().all(|asked| asked.responses.is_none()), "no closed answer was needed");

    let survey = sample_flow(&columns.ledgers[0]);
    assert_eq!((survey.engaged, survey.kept), (4, 2));
    assert_eq!(survey.left, [("not a provider".to_owned(), 1), ("withdrew".to_owned(), 1)]);
    assert_eq!((columns.ledgers[1].source_index, columns.ledgers[1].kept), (None, 1));
}

#[test]
fn what_a_person_rejected_does_not_count_and_what_a_person_accepted_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let store = store(&path);
    let connection = rusqlite::Connection::open(&path).expect("it is there");
    connection
        .execute_batch(
            "INSERT INTO coders (name) VALUES ('Ana');
             INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment,
                 last_segment, rule_index, status, is_brought)
                 SELECT code_id, text_id, span_start + 1, span_end, (SELECT max(id) FROM coders),
                 first_segment, last_segment, NULL, 'rejected', 0 FROM codings WHERE text_id = 3;
             INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment,
                 last_segment, rule_index, status, is_brought)
                 SELECT code_id, text_id, span_start + 2, span_end, (SELECT max(id) FROM coders),
                 first_segment, last_segment, NULL, 'accepted', 0 FROM codings WHERE text_id = 5 AND span_start = 0;",
        )
        .expect("the tables are there");
    let columns = store.columns(&Needs { codes: vec![1], ..Needs::default() }, &codebook()).expect("it is sound");
    let texts: Vec<u32> = columns.coded.of_code(1).map(|segment| segment.text.0).collect();
    assert_eq!(texts, [1, 5]);
}

#[test]
fn who_was_asked_follows_from_the_condition() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(&folder.path().join("store.db"));
    let needs = Needs { segments: true, questions: vec!["Q2".to_owned()], ..Needs::default() };
    let columns = store.columns(&needs, &codebook()).expect("it is sound");
    let question = columns.questions_named("q2")[0];
    let asked = columns.asked(question);
    assert_eq!(asked.ones().collect::<Vec<_>>(), [1, 3], "R3 said no, and the participant had no survey");
    assert_eq!(columns.answer(question, 2, &asked), Answer::NotAsked);
    let answers: Vec<u32> = columns.segments.answers_to(question).map(|(case, _)| case).collect();
    assert_eq!(answers, [1, 3]);
}

#[test]
fn words_are_read_a_text_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(&folder.path().join("store.db"));
    let columns = store.columns(&Needs { codes: vec![1], ..Needs::default() }, &codebook()).expect("it is sound");
    let segment = columns.coded.of_code(1).next().expect("one was coded");
    assert_eq!(Contents::content(&store, segment.text).expect("it is there"), INTERVIEW);
    let span = store.segment_span(segment.text, segment.first_segment).expect("it can be read");
    assert_eq!(span.map(|span| span.of_text(INTERVIEW)), Some("Training helps."));
    let error = Contents::content(&store, verbatim::model::TextId(99)).expect_err("there is no such text");
    assert_eq!(error.to_string(), "cannot read the words of text 99");
}
