//! Theme × attribute over columns in memory: one million answers with three million codings, as a study of that size
//! has them once they are loaded, and loading them from a store. The budgets are 20 ms and 1.5 s (`DESIGN.md`,
//! section 7).

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use verbatim::analysis::Needs;
use verbatim::analysis::{
    Attribute, AttributeBuilder, Base, Cases, CodedBuilder, Columns, FoundCoding, KeptCase, Place, Segments, Selection,
    SourceColumn, cooccurrence, crosstab, frequency,
};
use verbatim::model::{
    CaseId, CaseKind, Code, Codebook, CodingStatus, Consent, Question, QuestionId, QuestionType, SegmentId,
    SourceFormat, SourceId, SourceKind,
};
use verbatim::store::{Event, NewCase, NewSource, NewText, RuleCoding, Store};

const CASES: u32 = 250_000;
const ANSWERS_EACH: u32 = 4;
const CODES: u32 = 25;
const CODINGS: u32 = 3_000_000;
const SECTORS: [&str; 6] = ["charity", "clinic", "helpline", "police", "school", "university"];

fn columns() -> Columns {
    let mut cases = Cases::default();
    let mut segments = Segments::default();
    let mut sector = AttributeBuilder::new("sector", CASES as usize);
    for case in 0..CASES {
        cases.push(KeptCase {
            id: CaseId(case),
            kind: CaseKind::Respondent,
            consent: Consent::Quote,
            source_index: Some(0),
            name: "",
            label: "survey participant",
            row_number: case,
        });
        let value = SECTORS[(case as usize * 7) % SECTORS.len()];
        sector.set(case, value).expect("there are few sectors");
        for answer in 0..ANSWERS_EACH {
            let question_index = u16::try_from(answer).ok();
            let place = Place { source_index: 0, case_index: case, question_index };
            segments.set(SegmentId(case * ANSWERS_EACH + answer), place);
        }
    }
    let mut builder = CodedBuilder::new(&segments);
    let each = CODINGS / CODES;
    let answers = CASES * ANSWERS_EACH;
    for code in 0..CODES {
        builder.next_code();
        for nth in 0..each {
            // Evenly over all answers, each code from a start of its own.
            let text =
                u32::try_from(u64::from(nth) * u64::from(answers) / u64::from(each)).expect("within the answers");
            let text = (text + code % 8).min(answers - 1);
            let status = CodingStatus::Proposed;
            let start = (nth % 8) * 20;
            builder.push(FoundCoding { text, start, end: start + 15, first_segment: text, last_segment: text, status });
        }
    }
    let coded = builder.finish();
    let source = SourceColumn { id: SourceId(1), path: "survey.csv".to_owned(), kind: SourceKind::Survey };
    Columns { sources: vec![source], cases, attributes: vec![sector.finish()], segments, coded, ..Columns::default() }
}

fn warm(criterion: &mut Criterion) {
    let columns = columns();
    let themes: Vec<Vec<usize>> = (0..5).map(|theme| (theme * 5..theme * 5 + 5).collect()).collect();
    let sector: &Attribute = &columns.attributes[0];
    let all = Selection::default();
    let mut group = criterion.benchmark_group("1 M answers, 3 M codings");
    group.sample_size(20);
    group.bench_function("theme × attribute", |bencher| {
        bencher.iter(|| crosstab(&columns, &themes, sector, &all, Base::Kept));
    });
    group.bench_function("frequencies of five themes", |bencher| {
        bencher.iter(|| themes.iter().map(|codes| frequency(&columns, codes, &all)).collect::<Vec<_>>());
    });
    group.bench_function("theme × theme", |bencher| bencher.iter(|| cooccurrence(&columns, &themes, &all)));
    group.finish();
}

fn event() -> Event {
    let (at, who, action) = ("2020-01-01T00:00:00Z".to_owned(), "bench".to_owned(), "import".to_owned());
    Event { at, who, action, detail: serde_json::Value::Null }
}

fn codebook() -> Codebook {
    let code = |number: u32| Code { id: format!("code-{number}"), ..Code::default() };
    Codebook { codes: (0..CODES).map(code).collect(), ..Codebook::default() }
}

/// The same study in a store.
fn store(path: &Path) -> Store {
    let mut store = Store::open(path).expect("a new store");
    let source = NewSource {
        path: "survey.csv",
        kind: SourceKind::Survey,
        format: SourceFormat::Csv,
        sha256: "",
        byte_count: 0,
        modified_ns: 0,
        settings: "",
        encoding: "UTF-8",
    };
    let mut importing = store.begin_import(&source).expect("it is new");
    let questions: Vec<QuestionId> = (0..ANSWERS_EACH)
        .map(|number| {
            let question = Question {
                id: QuestionId(0),
                code: format!("Q{number}"),
                wording: String::new(),
                kind: QuestionType::Open,
                options: Vec::new(),
                scale: None,
                shown_if: None,
                other_of: None,
            };
            importing.question(number as usize, &question).expect("it is new")
        })
        .collect();
    let content = "Staff ask for training every spring, and the rota is full until then. ".repeat(2);
    let mut texts = Vec::new();
    for case in 0..CASES {
        let name = format!("R_{case}");
        let (kind, consent, row_number) = (CaseKind::Respondent, Consent::Quote, Some(u64::from(case) + 1));
        let new = NewCase { name: &name, kind, label: "", reason: "", consent, row_number };
        let id = importing.respondent(&new, 0).expect("it is new");
        importing.attribute(id, "sector", SECTORS[(case as usize * 7) % SECTORS.len()]).expect("it is new");
        for &question in &questions {
            let (case, question) = (Some(id), Some(question));
            let text = NewText { case, question, content: &content, segment_count: 1, word_count: 26 };
            texts.push(importing.text(&text).expect("it is new").0);
        }
    }
    importing.finish(&serde_json::json!([]), &event()).expect("all is there");
    let mut codings = Vec::with_capacity(CODINGS as usize);
    for code in 0..CODES {
        let each = (CODINGS / CODES) as usize;
        codings.extend((0..each).map(|nth| {
            let text = texts[nth * texts.len() / each];
            let code_index = u16::try_from(code).expect("few codes");
            RuleCoding { code_index, rule_index: 0, text, span_start: 0, span_end: 69, segment: text }
        }));
    }
    store.replace_rule_codings(&codebook(), "", &codings, "", &event()).expect("all is there");
    store
}

fn cold(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    drop(store(&path));
    let needs =
        Needs { codes: (0..CODES as usize).collect(), attributes: vec!["sector".to_owned()], ..Needs::default() };
    let mut group = criterion.benchmark_group("1 M answers, 3 M codings");
    group.sample_size(10);
    group.bench_function("columns from a store just opened", |bencher| {
        bencher.iter(|| Store::open(&path).and_then(|store| store.columns(&needs, &codebook())).expect("it is sound"));
    });
    group.finish();
}

criterion_group!(benches, warm, cold);
criterion_main!(benches);
