//! Case × code, by hand; and that it adds up to the frequencies.

use verbatim::analysis::{Frequency, Scope, Selection, coverage, segments_by_case, shared_stretches};

use super::small::{columns, words};

#[test]
fn segments_are_counted_for_the_case_who_said_them() {
    let columns = columns();
    let all = Selection::default();
    let rows: Vec<Vec<usize>> = vec![vec![0], vec![1], vec![2], vec![3], vec![0, 1]];
    let counted = segments_by_case(&columns, &rows, &all);
    assert_eq!(
        counted,
        [[1, 0, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0], [1, 0, 0, 0, 1, 0], [1, 0, 0, 0, 0, 0], [2, 1, 1, 0, 0, 0]]
    );
    for (codes, counts) in rows.iter().zip(&counted) {
        let with = Frequency::cases_coded(&columns, codes, &all);
        let present: Vec<usize> = (0..6).filter(|&case| counts[case] > 0).collect();
        assert_eq!(with.ones().collect::<Vec<_>>(), present);
    }
    let survey = Selection::new(&columns, Scope::Survey, &[], None);
    assert_eq!(segments_by_case(&columns, &rows[..2], &survey), [[0; 6], [0, 1, 1, 0, 0, 0]]);
}

/// The participant says 41 words; “Training. We were handed” are 4 of them. Respondent 3 wrote nothing.
#[test]
fn coverage_is_counted_in_words() {
    let columns = columns();
    let rows: Vec<Vec<usize>> = (0..4).map(|code| vec![code]).collect();
    let found = coverage(&columns, &rows, &Selection::default(), &words()).expect("the words are there");
    assert_eq!(found.words, [41, 3, 3, 0, 6, 2]);
    assert_eq!(found.coded, [[3, 0, 0, 0, 0, 0], [4, 3, 3, 0, 0, 0], [2, 0, 0, 0, 6, 0], [2, 0, 0, 0, 0, 0]]);
    let interviews = Selection::new(&columns, Scope::Interviews, &[], None);
    assert_eq!(coverage(&columns, &rows, &interviews, &words()).expect("they are there").words, [41, 0, 0, 0, 0, 0]);
}

#[test]
fn what_two_codes_share_is_the_stretch_of_both() {
    let columns = columns();
    let shared = shared_stretches(&columns, &[0, 1], &[1], &Selection::default());
    let places: Vec<(u32, std::ops::Range<usize>, u32)> =
        shared.iter().map(|stretch| (stretch.text.0, stretch.span.range(), stretch.case_index)).collect();
    let start = super::small::INTERVIEW[0].len() + 1;
    assert_eq!(places, [(1, start..start + 24, 0), (5, 0..20, 1), (6, 0..20, 2)]);
    assert_eq!(shared_stretches(&columns, &[2], &[3], &Selection::default()), []);
}
