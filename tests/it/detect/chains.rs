//! Likelihoods of labels in a chain, compared with adding up every possible row of labels.

use proptest::prelude::*;
use verbatim::detect::{Lattice, Transitions, exp};

/// How likely each label is at each place, by going through all rows of labels.
fn enumerated(scores: &[f32], transitions: &[f32], label_count: usize) -> Vec<f64> {
    let place_count = scores.len() / label_count;
    let mut sums = vec![0.0; scores.len()];
    let mut total = 0.0;
    for mut number in 0..label_count.pow(u32::try_from(place_count).expect("a few places")) {
        let mut labels = Vec::new();
        for _ in 0..place_count {
            labels.push(number % label_count);
            number /= label_count;
        }
        let mut score = 0.0;
        for (place, label) in labels.iter().enumerate() {
            score += f64::from(scores[place * label_count + label]);
            if place > 0 {
                score += f64::from(transitions[labels[place - 1] * label_count + label]);
            }
        }
        let weight = score.exp();
        total += weight;
        for (place, label) in labels.iter().enumerate() {
            sums[place * label_count + label] += weight;
        }
    }
    sums.into_iter().map(|sum| sum / total).collect()
}

proptest! {
    #[test]
    fn a_chain_is_as_likely_as_all_its_rows_together(
        label_count in 2_usize..5,
        numbers in prop::collection::vec(-6.0_f32..6.0, 36..60),
        place_count in 1_usize..6,
    ) {
        let transitions = &numbers[..label_count * label_count];
        let scores: Vec<f32> = numbers.iter().rev().copied().cycle().take(place_count * label_count).collect();
        let mut lattice = Lattice::default();
        lattice.run(&scores, &Transitions::of(label_count, transitions).expect("the weights are numbers"));
        let expected = enumerated(&scores, transitions, label_count);
        prop_assert_eq!(lattice.marginals.len(), expected.len());
        for (found, expected) in lattice.marginals.iter().zip(&expected) {
            prop_assert!((f64::from(*found) - expected).abs() < 1e-4, "{} and {}", found, expected);
        }
    }

    #[test]
    fn exp_is_what_the_machine_says(x in -80.0_f32..80.0) {
        let expected = f64::from(x).exp();
        prop_assert!((f64::from(exp(x)) / expected - 1.0).abs() < 1e-6);
    }
}

#[test]
fn very_steep_chains_stay_numbers() {
    let steep = Transitions::of(2, &[1e30, -1e30, -1e30, 1e30]).expect("the weights are numbers");
    let mut lattice = Lattice::default();
    lattice.run(&[0.0, 1e30, -1e30, 0.0, 5.0, f32::MAX], &steep);
    assert!(lattice.marginals.iter().all(|share| share.is_finite() && (0.0..=1.001).contains(share)));
    assert_eq!(Transitions::of(2, &[0.0; 3]), None);
    assert_eq!(Transitions::of(2, &[0.0, f32::NAN, 0.0, 0.0]), None);
}

#[test]
fn the_ends_of_exp() {
    for (x, expected) in [(0.0, 1.0), (f32::NEG_INFINITY, 0.0), (-88.0, 0.0)] {
        assert!((exp(x) - expected).abs() < 1e-9, "exp({x})");
    }
    assert!(exp(f32::INFINITY).is_finite());
}
