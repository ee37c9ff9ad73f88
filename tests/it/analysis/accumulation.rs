//! Code accumulation: by hand, and against every order there is.

use proptest::prelude::*;
use verbatim::analysis::{
    CodedUnits, Scope, Selection, coded_units, expected, observed, permutation_band, places, runs,
};
use verbatim::model::UnitOfAnalysis;

use super::small::columns;

/// Units by the codes they have.
fn units(sets: &[&[usize]], code_count: usize) -> CodedUnits {
    let mut units = CodedUnits::new(sets.len(), code_count);
    for (unit, codes) in sets.iter().enumerate() {
        for &code in *codes {
            units.set(unit, code);
        }
    }
    units
}

/// Different codes after each unit.
#[track_caller]
fn check(unit: UnitOfAnalysis, selection: &Selection, curve: &[u32]) {
    let rows: Vec<Vec<usize>> = (0..4).map(|code| vec![code]).collect();
    let units = coded_units(&columns(), &rows, unit, selection);
    assert_eq!(observed(&units, &places(units.len(), Some(1))), curve);
}

#[test]
fn codes_add_up_over_cases_sources_and_answers() {
    let all = Selection::default();
    // The interview has all four, so nothing is new after it; whoever said nothing is no unit.
    check(UnitOfAnalysis::Cases, &all, &[4, 4, 4, 4, 4]);
    check(UnitOfAnalysis::Sources, &all, &[4, 4]);
    check(UnitOfAnalysis::Answers, &all, &[1, 1, 2, 2]);
    check(UnitOfAnalysis::Cases, &Selection::new(&columns(), Scope::Survey, &[], None), &[1, 1, 2, 2]);
    check(UnitOfAnalysis::Segments, &all, &[]);
}

/// N = 5; the codes are in 1, 3, 2 and 1 of the units. 7/5; 4/10 + 9/10 + 7/10 + 4/10; and so on.
#[test]
fn the_mean_of_all_orders_is_exact() {
    let rows: Vec<Vec<usize>> = (0..4).map(|code| vec![code]).collect();
    let units = coded_units(&columns(), &rows, UnitOfAnalysis::Cases, &Selection::default());
    assert_eq!(units.frequencies(), [1, 3, 2, 1]);
    let means: Vec<String> = expected(&units, &[1, 2, 3, 4, 5]).iter().map(|mean| format!("{mean:.6}")).collect();
    assert_eq!(means, ["1.400000", "2.400000", "3.100000", "3.600000", "4.000000"]);
}

#[test]
fn a_curve_has_no_more_places_than_can_be_read() {
    let check = |unit_count, batch, first: &[usize], count, last| {
        let places = places(unit_count, batch);
        assert_eq!((&places[..first.len()], places.len(), places.last()), (first, count, last), "{unit_count}");
    };
    check(0, None, &[], 0, None);
    check(43, None, &[1, 2, 3], 43, Some(&43));
    check(60, None, &[2, 4], 30, Some(&60));
    check(200_000, None, &[5_000, 10_000], 40, Some(&200_000));
    check(7, Some(3), &[3, 6, 7], 3, Some(&7));
    check(2, Some(10), &[2], 1, Some(&2));
}

/// The base is fixed; runs slide by one.
#[test]
fn new_information_is_a_share_of_the_base() {
    let curve = [20, 31, 36, 40, 43, 44, 45, 46, 46, 46];
    let found = |base, length| {
        let (codes, runs) = runs(&curve, base, length);
        (codes, runs.iter().map(|run| (run.after, run.new)).collect::<Vec<_>>())
    };
    assert_eq!(found(4, 2), (40, vec![(4, 4), (5, 2), (6, 2), (7, 1), (8, 0)]));
    assert_eq!(found(6, 3), (44, vec![(6, 2), (7, 1)]));
    assert_eq!(found(9, 2), (46, vec![]));
    assert_eq!(found(11, 1), (0, vec![]));
    assert_eq!(runs(&[], 4, 2), (0, vec![]));
}

#[test]
fn the_same_seed_draws_the_same_orders() {
    // Every unit has a code of its own and of its neighbours, so that few orders make uneven numbers.
    let sets: Vec<Vec<usize>> = (0..40).map(|unit| vec![unit, unit / 2, unit / 3]).collect();
    let sets: Vec<&[usize]> = sets.iter().map(Vec::as_slice).collect();
    let units = units(&sets, 40);
    let places = places(40, None);
    let band = permutation_band(&units, &places, 110, 7);
    assert_eq!(band, permutation_band(&units, &places, 110, 7));
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    assert_eq!(band, one_core.install(|| permutation_band(&units, &places, 110, 7)));
    assert_ne!(band, permutation_band(&units, &places, 110, 8));
}

/// Two codes of one unit among a thousand come together, and by place *n* in *n* of a thousand orders.
#[test]
fn orders_are_drawn_evenly() {
    let mut units = CodedUnits::new(1000, 70);
    units.set(700, 1);
    units.set(700, 69);
    let band = permutation_band(&units, &[10, 50, 470, 530, 950, 990, 1000], 4000, 5);
    assert_eq!(band.high, [0, 2, 2, 2, 2, 2, 2]);
    assert_eq!(band.median, [0, 0, 0, 2, 2, 2, 2]);
    assert_eq!(band.low, [0, 0, 0, 0, 0, 2, 2]);
    // Beside a code that half of them have.
    for unit in 0..500 {
        units.set(2 * unit, 7);
    }
    let band = permutation_band(&units, &[0, 50, 470, 530, 950, 990, 1000], 4000, 6);
    assert_eq!(band.high, [0, 3, 3, 3, 3, 3, 3]);
    assert_eq!(band.median, [0, 1, 1, 3, 3, 3, 3]);
    assert_eq!(band.low, [0, 1, 1, 1, 1, 3, 3]);
}

fn every_order(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = every_order(count - 1);
    let with_last = |order: &Vec<usize>| {
        (0..count).map(|at| [&order[..at], &[count - 1], &order[at..]].concat()).collect::<Vec<_>>()
    };
    shorter.iter().flat_map(with_last).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Against the curve of every order of a few units.
    #[test]
    fn mean_and_band_are_those_of_all_orders(
        sets in prop::collection::vec(prop::collection::vec(0..6_usize, 0..4), 1..6),
        seed in any::<u64>(),
    ) {
        let in_order = |order: &[usize]| {
            let sets: Vec<&[usize]> = order.iter().map(|&unit| sets[unit].as_slice()).collect();
            units(&sets, 6)
        };
        let at = places(sets.len(), Some(1));
        let curves: Vec<Vec<u32>> = every_order(sets.len()).iter().map(|order| observed(&in_order(order), &at)).collect();
        let own: Vec<usize> = (0..sets.len()).collect();
        let means = expected(&in_order(&own), &at);
        let band = permutation_band(&in_order(&own), &at, 500, seed);
        for place in 0..at.len() {
            let values: Vec<u32> = curves.iter().map(|curve| curve[place]).collect();
            let orders = u32::try_from(values.len()).expect("few orders");
            let mean = f64::from(values.iter().sum::<u32>()) / f64::from(orders);
            prop_assert!((means[place] - mean).abs() < 1e-9, "{} is {mean}", means[place]);
            prop_assert!(values.contains(&band.low[place]) && values.contains(&band.high[place]));
            prop_assert!(band.low[place] <= band.median[place] && band.median[place] <= band.high[place]);
            // To the whole code: with six of them, 2.5 % of orders cannot move the mean by one.
            prop_assert!(f64::from(band.low[place]) <= mean.ceil() && mean.floor() <= f64::from(band.high[place]));
        }
    }

    #[test]
    fn a_curve_rises_and_ends_at_all_codes(
        sets in prop::collection::vec(prop::collection::vec(0..130_usize, 0..6), 0..60),
        batch in prop::option::of(1..9_usize),
    ) {
        let all: std::collections::BTreeSet<usize> = sets.iter().flatten().copied().collect();
        let sets: Vec<&[usize]> = sets.iter().map(Vec::as_slice).collect();
        let units = units(&sets, 130);
        let at = places(units.len(), batch);
        let curve = observed(&units, &at);
        let band = permutation_band(&units, &at, 60, 1);
        for curve in [&curve, &band.low, &band.median, &band.high] {
            prop_assert!(curve.is_sorted());
            prop_assert_eq!(curve.last().copied().unwrap_or_default() as usize, all.len());
        }
        let means = expected(&units, &at);
        prop_assert!(means.is_sorted_by(|a, b| a <= &(b + 1e-9)));
        let distinct = f64::from(u32::try_from(all.len()).expect("few codes"));
        prop_assert!(means.last().is_none_or(|last| (last - distinct).abs() < 1e-9));
        prop_assert_eq!(units.distinct() as usize, all.len());
    }
}
