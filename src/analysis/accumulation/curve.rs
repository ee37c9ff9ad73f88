//! The curve itself: as the material came, and as it would on average.

use super::CodedUnits;

/// At most so many places are on a curve, where nothing else is said.
const MOST_PLACES: usize = 50;

/// The places at which a curve of `unit_count` units is read: after each `batch` of them, and at the end. Without a
/// batch, the smallest of 1, 2, 5, 10, 20 … that makes no more than 50 places.
pub fn places(unit_count: usize, batch: Option<usize>) -> Vec<usize> {
    let steps =
        (0..).flat_map(|power| [1, 2, 5].map(|step: usize| step.saturating_mul(10_usize.saturating_pow(power))));
    let batch = batch.unwrap_or_else(|| {
        let fits = |step: &usize| unit_count.div_ceil(*step) <= MOST_PLACES;
        steps.into_iter().find(fits).expect("a step as great as the number of units makes one place")
    });
    let batch = batch.max(1);
    let mut places: Vec<usize> = (1..=unit_count / batch).map(|count| count * batch).collect();
    if places.last().copied().unwrap_or_default() < unit_count {
        places.push(unit_count);
    }
    places
}

/// How many different codes have come up by each place, the units in their own order.
pub fn observed(units: &CodedUnits, places: &[usize]) -> Vec<u32> {
    let mut seen = vec![0; units.width()];
    let mut distinct = 0;
    let mut unit = 0;
    let mut until = |place: usize| {
        while unit < place {
            distinct += units.add(unit, &mut seen);
            unit += 1;
        }
        distinct
    };
    places.iter().map(|&place| until(place)).collect()
}

/// How many would have come up on average over all orders of the units: for each code one less the chance that none of
/// the first *n* of *N* units is among the *f* that have it, C(N−f, n) / C(N, n).
///
/// The exact species accumulation curve: Ugland, Gray and Ellingsen (2003), *Journal of Animal Ecology* 72:888–897;
/// Colwell, Mao and Chang (2004), *Ecology* 85:2717–2727.
pub fn expected(units: &CodedUnits, places: &[usize]) -> Vec<f64> {
    let mut means = vec![0.0; places.len()];
    for frequency in units.frequencies().into_iter().filter(|&frequency| frequency > 0) {
        let (mut missing, mut drawn) = (1.0, 0);
        for (mean, &place) in means.iter_mut().zip(places) {
            while drawn < place && missing > 0.0 {
                let left = units.len() - drawn;
                missing *= number(left.saturating_sub(frequency)) / number(left);
                drawn += 1;
            }
            *mean += 1.0 - missing;
        }
    }
    means
}

#[expect(clippy::cast_precision_loss, reason = "no study has more than 2^53 units")]
const fn number(count: usize) -> f64 {
    count as f64
}
