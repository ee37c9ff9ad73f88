//! Agreement of coders, held against values that were published.

use verbatim::analysis::{Agreement, alpha, kappa};

/// As many digits as the sources print.
fn near(value: Option<f64>, expected: f64) {
    let value = value.expect("it is defined");
    assert!((value - expected).abs() < 0.0006, "{value} is not {expected}");
}

/// A unit's values as letters, one a coder, `.` where one is missing.
fn units(columns: &[&str]) -> Option<f64> {
    let length = columns[0].len();
    let patterns: Vec<Vec<u8>> = (0..length)
        .map(|unit| columns.iter().map(|column| column.as_bytes()[unit]).filter(|value| *value != b'.').collect())
        .collect();
    let patterns: Vec<(&[u8], u64)> = patterns.iter().map(|pattern| (pattern.as_slice(), 1)).collect();
    alpha(&patterns)
}

/// Cohen (1960), page 45: kappa .492, and page 37, where Po is .29 and Pe .35.
#[test]
fn kappa_of_cohen() {
    near(kappa(&[&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]]), 0.492);
    near(kappa(&[&[25, 12, 3], &[13, 2, 15], &[12, 16, 2]]), (0.29 - 0.35) / (1.0 - 0.35));
}

/// Artstein & Poesio (2008), pages 558 and 568: kappa .348 and .801, alpha .800.
#[test]
fn kappa_and_alpha_of_artstein_and_poesio() {
    let two = Agreement { both: 20, only_first: 10, only_second: 20, neither: 50 };
    near(two.observed(), 0.70);
    near(two.kappa(), 0.348);
    near(kappa(&[&[46, 0, 0], &[6, 32, 6], &[0, 0, 10]]), 0.801);
    let patterns: [(&[u8], u64); 5] = [(b"aa", 46), (b"ba", 6), (b"bb", 32), (b"bc", 6), (b"cc", 10)];
    near(alpha(&patterns), 0.800);
}

/// Krippendorff (2004): two coders and ten units with two values, alpha .095; page 227, two coders and twelve units, .734;
/// (2011), section B: .692; page 230, four coders, some of whose values are missing: .743.
#[test]
fn alpha_of_krippendorff() {
    near(units(&["0100000010", "1110010000"]), 0.095);
    near(units(&["aabbbbbccccc", "abbbbbcccccc"]), 0.734);
    near(units(&["aabbdcccedda", "babbbccceddd"]), 0.692);
    near(units(&["123321412...", "1233224125.3", ".3332342251.", "12332441251."]), 0.743);
}

/// The binary form is the general one with two values.
#[test]
fn two_values_are_a_case_of_many() {
    let agreement = Agreement { both: 1, only_first: 1, only_second: 3, neither: 5 };
    near(agreement.alpha(), 0.095);
    assert_eq!(agreement.kappa(), kappa(&[&[1, 1], &[3, 5]]));
    assert_eq!((agreement.unit_count(), agreement.differing()), (10, 4));
}

/// Where both always say the same one thing there is nothing to tell chance by: neither one nor nought.
#[test]
fn what_never_varies_has_no_figure() {
    let all = Agreement { both: 12, ..Agreement::default() };
    assert_eq!((all.observed(), all.kappa(), all.alpha()), (Some(1.0), None, None));
    let none = Agreement::default();
    assert_eq!((none.observed(), none.kappa(), none.alpha()), (None, None, None));
    // One of them varies: chance explains all of it.
    let one_sided = Agreement { only_first: 3, neither: 9, ..Agreement::default() };
    assert_eq!(one_sided.kappa(), Some(0.0));
    assert!(one_sided.alpha().is_some_and(|alpha| alpha < 0.0));
}
