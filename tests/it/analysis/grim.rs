//! The GRIM test, held against published values and against counting.

use proptest::prelude::*;
use verbatim::analysis::{Decimal, Grim, Rounding, grim};

use crate::report::reference;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn is_possible(mean: &str, n: u64, items: u64, rounding: Rounding) -> bool {
    !matches!(grim(decimal(mean), n, items, rounding), Grim::Impossible { .. })
}

#[track_caller]
fn check(mean: &str, n: u64, items: u64, expected: bool) {
    assert_eq!(is_possible(mean, n, items, Rounding::Any), expected, "{mean} over {n} × {items}");
}

/// Means from `first` on, a step of the last place apart.
#[track_caller]
fn check_run(first: i64, places: usize, n: u64, items: u64, expected: &str) {
    let scale = 10_i64.pow(u32::try_from(places).expect("few places"));
    let found: String = (0..)
        .zip(expected.chars())
        .map(|(step, _)| {
            let at = first + step;
            let mean = format!("{}.{:0places$}", at / scale, at % scale);
            if is_possible(&mean, n, items, Rounding::Any) { 'T' } else { 'F' }
        })
        .collect();
    assert_eq!(found, expected);
}

/// Brown and Heathers (2017): 28 answers cannot have a mean of 5.19; 5.18 (145 of 28) and 5.21 (146) are the nearest.
#[test]
fn the_papers_example() {
    check("5.19", 28, 1, false);
    let (below, above) = (decimal("5.18"), decimal("5.21"));
    assert_eq!(grim(decimal("5.19"), 28, 1, Rounding::Any), Grim::Impossible { below, above });
}

/// Jung's R package *scrutiny* (0.5), its tests and its vignette of the GRIM test.
#[test]
fn values_that_scrutiny_publishes() {
    check("5.27", 43, 1, false);
    check_run(519, 2, 28, 1, "FFTFFFTFFFTF");
    check_run(150, 3, 120, 3, "TFFTFFTFTF");
    check_run(80, 2, 28, 2, "TFTFTFTTTT");
    // Several items: half of these are impossible for one item, none for three.
    let scale = ["5.90", "5.71", "3.50", "3.82", "4.61", "5.24"];
    assert_eq!(scale.iter().filter(|mean| !is_possible(mean, 40, 1, Rounding::Any)).count(), 3);
    assert!(scale.iter().all(|mean| is_possible(mean, 40, 3, Rounding::Any)));
    // Rounding up and down say the opposite of the first two, and the same of the others.
    let by = |rounding| ["2.02", "2.03", "2.04", "2.05"].map(|mean| is_possible(mean, 80, 1, rounding));
    assert_eq!(by(Rounding::HalfUp), [false, true, true, true]);
    assert_eq!(by(Rounding::HalfDown), [true, false, true, true]);
    assert_eq!(by(Rounding::HalfEven), [true, false, true, true]);
    assert_eq!(by(Rounding::Any), [true; 4]);
}

/// Wikipedia's example: twenty throws of a die.
#[test]
fn twenty_throws_have_no_mean_of_3_48() {
    check("3.48", 20, 1, false);
    check("3.45", 20, 1, true);
    check("3.50", 20, 1, true);
}

#[test]
fn so_many_answers_that_any_mean_is_possible() {
    assert_eq!(grim(decimal("3.5"), 10, 1, Rounding::Any), Grim::AnyIsPossible);
    assert_eq!(grim(decimal("3.48"), 25, 4, Rounding::Any), Grim::AnyIsPossible);
    assert_eq!(grim(decimal("3"), 1, 1, Rounding::HalfEven), Grim::AnyIsPossible);
    assert_eq!(grim(decimal("3.48"), 99, 1, Rounding::Any), Grim::Possible);
}

#[test]
fn numbers_are_read_as_they_are_typed() {
    for (typed, read) in [("3.48", "3.48"), (" 3,40 ", "3.40"), ("-0.5", "-0.5"), ("−.25", "-0.25"), ("7", "7")] {
        assert_eq!(decimal(typed).to_string(), read);
    }
    for typed in ["", ".", "three", "1.2.3", "1e3", "5.", "+1", "1.0000000001"] {
        assert_eq!(typed.parse::<Decimal>().is_ok(), typed == "5.", "{typed}");
    }
}

/// Every mean in the reference study can be had with whole answers and the blanks that it lists.
#[test]
fn every_mean_of_the_reference_study_is_possible() {
    let Some(reference) = reference::reference() else { return };
    // One blank each: support for perpetrators in direct child protection, for perpetrators' families in public offender
    // management, public discussion in policing; and so one fewer in the totals of these.
    let blanks =
        [[("Direct", 1), ("Total", 1), ("Public", 3), ("Total", 3)], [("Policing", 2), ("Total", 2), ("", 9), ("", 9)]];
    let mut tested = 0;
    for (table, blanks) in reference::satisfaction(&reference).iter().zip(blanks) {
        for (title, means) in table {
            let size: u64 =
                title.rsplit_once('(').map_or(18, |(_, size)| size.trim_end_matches(')').parse().expect("a number"));
            for (item, mean) in means.iter().enumerate() {
                let is_blank =
                    blanks.iter().any(|(group, at)| !group.is_empty() && title.starts_with(group) && *at == item);
                let n = size - u64::from(is_blank);
                assert!(is_possible(mean, n, 1, Rounding::HalfUp), "{title}, item {}: {mean} over {n}", item + 1);
                tested += usize::from(grim(decimal(mean), n, 1, Rounding::HalfUp) == Grim::Possible);
            }
        }
    }
    assert_eq!(tested, 65, "all groups are small enough for the test to say something; totals of 18 are not");
    // Without its blanks: six whole answers have no mean of 2.4.
    assert!(!is_possible("2.4", 6, 1, Rounding::Any));
}

proptest! {
    /// A mean of real answers, printed to any place and rounded in any way, is never called impossible.
    #[test]
    fn a_true_mean_passes(answers in prop::collection::vec(-3..12_i64, 1..40), places in 0..4_usize) {
        let n = answers.len() as u64;
        let (sum, count) = (answers.iter().sum::<i64>(), i64::try_from(answers.len()).expect("few"));
        let unit = 10_i64.pow(u32::try_from(places).expect("few"));
        let half_up = (2 * sum.abs() * unit + count) / (2 * count);
        let sign = if sum < 0 { "-" } else { "" };
        let printed = if places == 0 {
            format!("{sign}{half_up}")
        } else {
            format!("{sign}{}.{:0places$}", half_up / unit, half_up % unit)
        };
        prop_assert!(is_possible(&printed, n, 1, Rounding::HalfUp), "{} over {}", printed, n);
        prop_assert!(is_possible(&printed, n, 1, Rounding::Any));
    }

    /// The same answer as trying every sum.
    #[test]
    fn it_agrees_with_trying_every_sum(tenths in 0..600_i64, n in 1..70_u64) {
        let mean = format!("{}.{:02}", tenths / 100, tenths % 100);
        let count = i64::try_from(n).expect("few");
        let any = (0..=count * 7).any(|sum| (2 * (sum * 100 - tenths * count)).abs() <= count);
        prop_assert_eq!(is_possible(&mean, n, 1, Rounding::Any), any);
    }
}
