//! One coding by hand, and one undo, each on the disk before it is over, in a study with many codings. The budget of each
//! is 5 ms (`DESIGN.md`, section 7).

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use verbatim::model::{
    CaseKind, CodingStatus, Consent, Question, QuestionId, QuestionType, SourceFormat, SourceKind, Span, TextId,
};
use verbatim::store::{Direction, Event, NewCase, NewSource, NewText, PersonCoding, Store};

const ANSWERS: u32 = 100_000;
const CODINGS: u32 = 20_000;
const ANSWER: &str = "More training for new staff, and longer funding.";

fn event(action: &str) -> Event {
    let (at, who) = ("2026-01-01T00:00:00Z".to_owned(), "anna".to_owned());
    Event { at, who, action: action.to_owned(), detail: serde_json::json!({}) }
}

fn filled(store: &mut Store) {
    let new = NewSource {
        path: "survey.csv",
        kind: SourceKind::Survey,
        format: SourceFormat::Csv,
        sha256: "",
        byte_count: 1,
        modified_ns: 1,
        settings: "",
        encoding: "UTF-8",
    };
    let mut importing = store.begin_import(&new).expect("an import begins");
    let question = Question {
        id: QuestionId(0),
        code: "Q1".to_owned(),
        wording: "What is missing?".to_owned(),
        kind: QuestionType::Open,
        options: Vec::new(),
        scale: None,
        shown_if: None,
        other_of: None,
    };
    let question = importing.question(0, &question).expect("a question comes in");
    for number in 0..ANSWERS {
        let name = format!("R{number}");
        let case = NewCase {
            name: &name,
            kind: CaseKind::Respondent,
            label: "survey participant",
            reason: "",
            consent: Consent::Quote,
            row_number: Some(u64::from(number)),
        };
        let case = importing.respondent(&case, 0).expect("a respondent comes in");
        let text =
            NewText { case: Some(case), question: Some(question), content: ANSWER, segment_count: 1, word_count: 8 };
        importing.text(&text).expect("an answer comes in");
    }
    importing.finish(&serde_json::json!([]), &event("import")).expect("the import ends");
}

fn code(store: &mut Store, text: u32, code: &str) {
    let span = Span::of(ANSWER, 5..13).expect("it is a word");
    let coding = PersonCoding { code, text: TextId(text), span, coder: "anna", status: CodingStatus::Accepted };
    store.add_coding(&coding, &event("codings add")).expect("a coding is added");
}

fn history(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let mut store = Store::open(&folder.path().join("store.db")).expect("the store opens");
    filled(&mut store);
    for number in 0..CODINGS {
        code(&mut store, 1 + number % ANSWERS, "training");
    }
    let mut next = 0;
    criterion.bench_function("one coding by hand", |bencher| {
        bencher.iter(|| {
            next += 1;
            code(&mut store, 1 + next % ANSWERS, "staff");
        });
    });
    criterion.bench_function("one undo", |bencher| {
        let store = std::cell::RefCell::new(&mut store);
        bencher.iter_batched(
            || {
                next += 1;
                code(&mut store.borrow_mut(), 1 + next % ANSWERS, "posts");
            },
            |()| {
                let mut store = store.borrow_mut();
                let step = store.next_steps(Direction::Undo, Some("anna"), 1).expect("steps are listed")[0][0].number;
                store.flip(Direction::Undo, &[step], folder.path(), &event("undo")).expect("it is taken back");
            },
            BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, history);
criterion_main!(benches);
