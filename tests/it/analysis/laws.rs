//! What always holds, whatever is coded.

use proptest::prelude::*;
use verbatim::analysis::{
    AttributeBuilder, Base, Cases, CodedBuilder, Columns, FoundCoding, Frequency, KeptCase, Place, Segments, Selection,
    SourceColumn, cooccurrence, crosstab, frequency, segments_by_case,
};
use verbatim::model::{CaseId, CaseKind, CodingStatus, Consent, SegmentId, SourceId, SourceKind};

const CODES: usize = 4;
const TEXTS: u32 = 12;

/// Codings by code: text, start, length.
fn any_codings() -> impl Strategy<Value = Vec<Vec<(u32, u32, u32)>>> {
    let coding = (0..TEXTS, 0..40_u32, 1..20_u32);
    prop::collection::vec(prop::collection::vec(coding, 0..20), CODES)
}

fn study(codings: &[Vec<(u32, u32, u32)>]) -> Columns {
    let mut cases = Cases::default();
    let mut segments = Segments::default();
    let mut group = AttributeBuilder::new("group", TEXTS as usize / 2);
    for text in 0..TEXTS {
        let case = text / 2;
        if text % 2 == 0 {
            let (id, name) = (CaseId(case), format!("R{case}"));
            let kept = KeptCase {
                id,
                kind: CaseKind::Respondent,
                consent: Consent::Quote,
                source_index: Some(0),
                name: &name,
                label: "",
                row_number: case,
            };
            cases.push(kept);
            group.set(case, ["a", "b", ""][case as usize % 3]).expect("few values");
        }
        segments.set(SegmentId(text), Place { source_index: 0, case_index: case, question_index: Some(0) });
    }
    let mut builder = CodedBuilder::new(&segments);
    for codings in codings {
        builder.next_code();
        let mut sorted = codings.clone();
        sorted.sort_unstable();
        for (text, start, length) in sorted {
            let end = start + length;
            let status = CodingStatus::Proposed;
            builder.push(FoundCoding { text, start, end, first_segment: text, last_segment: text, status });
        }
    }
    let coded = builder.finish();
    let source = SourceColumn { id: SourceId(1), path: "a.csv".to_owned(), kind: SourceKind::Survey };
    Columns { sources: vec![source], cases, attributes: vec![group.finish()], segments, coded, ..Columns::default() }
}

proptest! {
    #[test]
    fn a_union_counts_no_more_than_its_parts_and_no_less_than_the_greatest(codings in any_codings()) {
        let columns = study(&codings);
        let all = Selection::default();
        let parts: Vec<_> = (0..CODES).map(|code| frequency(&columns, &[code], &all)).collect();
        let union = frequency(&columns, &(0..CODES).collect::<Vec<_>>(), &all);
        prop_assert!(union.segments <= parts.iter().map(|part| part.segments).sum());
        prop_assert!(union.cases <= parts.iter().map(|part| part.cases).sum());
        prop_assert!(parts.iter().all(|part| part.cases <= union.cases && part.answers <= union.answers));
        prop_assert!(union.cases <= union.answers && union.answers <= union.segments);
    }

    #[test]
    fn coding_twice_adds_nothing(codings in any_codings()) {
        let twice: Vec<_> = codings.iter().map(|codings| [codings.as_slice(), codings].concat()).collect();
        let (once, again) = (study(&codings), study(&twice));
        for code in 0..CODES {
            let all = Selection::default();
            prop_assert_eq!(frequency(&once, &[code], &all), frequency(&again, &[code], &all));
        }
    }

    #[test]
    fn cooccurrence_is_symmetric_and_within_both(codings in any_codings()) {
        let columns = study(&codings);
        let rows: Vec<Vec<usize>> = vec![vec![0], vec![1], vec![2, 3], vec![0, 1, 2, 3]];
        let table = cooccurrence(&columns, &rows, &Selection::default());
        for row in 0..rows.len() {
            for column in 0..rows.len() {
                let cell = table.of(row, column);
                prop_assert_eq!(cell, table.of(column, row));
                prop_assert!(cell.cases <= table.of(row, row).cases.min(table.of(column, column).cases));
                prop_assert!(cell.cases_overlapping <= cell.cases);
                prop_assert!(cell.segments <= table.of(row, row).segments + table.of(column, column).segments);
            }
        }
        prop_assert_eq!(table.of(0, 3).cases, table.of(0, 0).cases);
    }

    /// Rows and columns of the matrix are counted by other ways, too.
    #[test]
    fn a_matrix_adds_up_to_the_frequencies(codings in any_codings()) {
        let columns = study(&codings);
        let all = Selection::default();
        let rows: Vec<Vec<usize>> = vec![vec![0], vec![1], vec![2, 3], vec![0, 1, 2, 3]];
        let matrix = segments_by_case(&columns, &rows, &all);
        for (codes, counts) in rows.iter().zip(&matrix) {
            let found = frequency(&columns, codes, &all);
            prop_assert_eq!(counts.iter().sum::<u64>(), found.segments);
            prop_assert_eq!(counts.iter().filter(|count| **count > 0).count() as u64, found.cases);
        }
        for case in 0..columns.cases.len() {
            let has = |codes: &Vec<usize>| Frequency::cases_coded(&columns, codes, &all).contains(case);
            let row = matrix.iter().filter(|counts| counts[case] > 0).count();
            prop_assert_eq!(row, rows.iter().filter(|codes| has(codes)).count());
        }
    }

    #[test]
    fn a_crosstabs_groups_add_up_to_the_frequency(codings in any_codings()) {
        let columns = study(&codings);
        let rows: Vec<Vec<usize>> = vec![vec![0], vec![1, 2]];
        let table = crosstab(&columns, &rows, &columns.attributes[0], &Selection::default(), Base::Kept);
        for (row, codes) in rows.iter().enumerate() {
            prop_assert_eq!(table.totals[row], frequency(&columns, codes, &Selection::default()).cases);
            prop_assert_eq!(table.counts[row].iter().sum::<u64>(), table.totals[row]);
            prop_assert!(table.counts[row].iter().zip(&table.group_sizes).all(|(count, size)| count <= size));
        }
        prop_assert_eq!(table.group_sizes.iter().sum::<u64>(), table.total_size);
    }
}
