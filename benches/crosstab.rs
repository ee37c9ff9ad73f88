//! Theme × attribute over columns in memory: one million answers with three million codings, as a study of that size
//! has them once they are loaded. The budget is 20 ms (`DESIGN.md`, section 7).

use criterion::{Criterion, criterion_group, criterion_main};
use verbatim::analysis::{
    Attribute, AttributeBuilder, Base, Cases, CodedBuilder, Columns, FoundCoding, KeptCase, Place, Segments, Selection,
    SourceColumn, cooccurrence, crosstab, frequency,
};
use verbatim::model::{CaseId, CaseKind, CodingStatus, Consent, SegmentId, SourceId, SourceKind};

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

criterion_group!(benches, warm);
criterion_main!(benches);
