//! Figures that can be counted by hand.

use fixedbitset::FixedBitSet;
use verbatim::analysis::{Base, Frequency, Scope, Selection, cooccurrence, crosstab, frequency, sample_flow, scale};

use super::small::columns;

const STAFF: usize = 0;
const TRAINING: usize = 1;
const RESEARCH: usize = 2;
const ROOMS: usize = 3;

#[track_caller]
fn check(codes: &[usize], selection: &Selection, [segments, answers, sources, cases]: [u64; 4]) {
    assert_eq!(frequency(&columns(), codes, selection), Frequency { segments, answers, sources, cases });
}

#[test]
fn overlapping_codings_are_one_segment_and_only_those_who_count_are_counted() {
    let all = Selection::default();
    check(&[STAFF], &all, [1, 0, 1, 1]);
    check(&[TRAINING], &all, [3, 2, 2, 3]);
    check(&[STAFF, TRAINING], &all, [4, 2, 2, 3]);
    check(&[RESEARCH], &all, [2, 1, 2, 2]);
    check(&[], &all, [0, 0, 0, 0]);
    check(&[99], &all, [0, 0, 0, 0]);
}

#[test]
fn a_part_of_the_study_is_counted_alone() {
    let columns = columns();
    check(&[TRAINING], &Selection::new(&columns, Scope::Survey, &[], None), [2, 2, 1, 2]);
    check(&[TRAINING], &Selection::new(&columns, Scope::Interviews, &[], None), [1, 0, 1, 1]);
    check(&[TRAINING], &Selection::new(&columns, Scope::All, &[1], None), [2, 2, 1, 2]);
    let mut hits = FixedBitSet::with_capacity(11);
    hits.insert(6);
    check(&[TRAINING], &Selection::new(&columns, Scope::All, &[], Some(&hits)), [1, 1, 1, 1]);
}

#[test]
fn each_base_is_who_it_says() {
    let columns = columns();
    let check = |scope, questions: &[usize], base, expected: &[usize]| {
        let selection = Selection::new(&columns, scope, questions, None);
        assert_eq!(selection.base(&columns, base).ones().collect::<Vec<_>>(), expected, "{scope:?} {base:?}");
    };
    check(Scope::All, &[], Base::Kept, &[0, 1, 2, 3, 4, 5]);
    check(Scope::Survey, &[], Base::Kept, &[1, 2, 3, 4, 5]);
    check(Scope::All, &[], Base::Answered, &[0, 1, 2, 4, 5]);
    check(Scope::All, &[], Base::Coded, &[0, 1, 2, 4]);
    check(Scope::All, &[2], Base::Asked, &[1, 2, 5]);
    check(Scope::All, &[2], Base::Answered, &[1, 2]);
}

#[test]
fn a_crosstab_counts_cases_of_each_group() {
    let columns = columns();
    let sector = columns.attribute("Sector").expect("it was loaded");
    assert_eq!(sector.values, ["Charity", "Policing"]);
    let rows = [vec![STAFF, TRAINING], vec![RESEARCH]];
    let table = crosstab(&columns, &rows, sector, &Selection::default(), Base::Kept);
    assert_eq!(table.group_sizes, [2, 3, 1]);
    assert_eq!(table.counts, [[1, 2, 0], [0, 2, 0]]);
    assert_eq!((table.totals, table.total_size), (vec![3, 2], 6));
}

#[test]
fn what_occurs_together_in_cases_and_in_segments() {
    let columns = columns();
    let rows = [vec![STAFF, TRAINING], vec![TRAINING], vec![RESEARCH], vec![ROOMS]];
    let table = cooccurrence(&columns, &rows, &Selection::default());
    assert_eq!(table.of(0, 0).segments, 4);
    assert_eq!((table.of(0, 1).segments, table.of(0, 1).cases, table.of(0, 1).cases_overlapping), (3, 3, 3));
    assert_eq!((table.of(2, 3).segments, table.of(2, 3).cases), (0, 1));
    assert_eq!(table.of(3, 2), table.of(2, 3));
}

#[test]
fn scales_are_summed_over_those_who_answered_and_blank_is_not_the_same_as_not_asked() {
    let columns = columns();
    let items = columns.questions_named("q3");
    assert_eq!(items, [2, 3]);
    let sector = columns.attribute("sector");
    let summary = scale(&columns, &items, sector);
    assert_eq!((summary.asked, summary.all_blank, summary.unreadable), (5, 2, 0));
    let policing = &summary.groups[1];
    assert_eq!((policing.respondents, policing.items[0].sum, policing.items[1].sum), (1, 1, 4));
    let charity = &summary.groups[0];
    assert_eq!(charity.respondents, 2);
    assert_eq!(
        (charity.items[0].sum, charity.items[0].n, charity.items[0].blank, charity.items[0].not_asked),
        (2, 1, 0, 1)
    );
    assert_eq!(
        (charity.items[1].sum, charity.items[1].n, charity.items[1].blank, charity.items[1].not_asked),
        (7, 1, 1, 0)
    );
    assert_eq!((summary.total.respondents, summary.total.items[1].sum, summary.total.items[1].n), (3, 11, 2));
}

#[test]
fn the_sample_flow_adds_up() {
    let flow = sample_flow(&columns().ledgers[0]);
    assert_eq!((flow.engaged, flow.lost(), flow.kept), (8, 3, 5));
    assert_eq!(flow.left, [("without consent".to_owned(), 2), ("withdrew".to_owned(), 1)]);
}

#[test]
fn numbers_among_an_attributes_values_come_in_order_of_size() {
    let mut builder = verbatim::analysis::AttributeBuilder::new("band", 4);
    for (case, value) in [(0, "10"), (1, "9"), (2, " unknown "), (3, "")] {
        builder.set(case, value).expect("few values");
    }
    let band = builder.finish();
    assert_eq!(band.values, ["9", "10", "unknown"]);
    assert_eq!(band.value_of(2), Some("unknown"));
    assert_eq!(band.group_sizes(), [1, 1, 1, 1]);
}
