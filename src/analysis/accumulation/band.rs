//! Where curves lie when the units come in other orders.

use rayon::prelude::*;

use super::CodedUnits;

/// So many orders are drawn one after the other; the parts of the work are the same on any number of cores.
const CHUNK: u32 = 50;

/// The number of different codes at each place, over many orders drawn at random.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Band {
    /// 2.5 % of orders lie below; the smallest value that so many do not exceed.
    pub low: Vec<u32>,
    pub median: Vec<u32>,
    /// 97.5 % of orders lie at or below.
    pub high: Vec<u32>,
}

/// Draws `orders` orders of the units and reads each at `places`. The same `seed`, the same orders.
pub fn permutation_band(units: &CodedUnits, places: &[usize], orders: u32, seed: u64) -> Band {
    let distinct = units.distinct();
    let chunks: Vec<u32> = (0..orders.div_ceil(CHUNK)).collect();
    let empty = || vec![vec![0_u32; distinct as usize + 1]; places.len()];
    let counts = chunks
        .into_par_iter()
        .map(|chunk| {
            let mut counts = empty();
            let mut random = Random(seed ^ u64::from(chunk).wrapping_mul(0xd134_2543_de82_ef95));
            let mut order: Vec<u32> = (0..units.len()).map(|unit| u32::try_from(unit).unwrap_or(u32::MAX)).collect();
            for _ in chunk * CHUNK..orders.min((chunk + 1) * CHUNK) {
                read_one(units, places, distinct, &mut order, &mut random, &mut counts);
            }
            counts
        })
        .reduce(empty, |mut all, more| {
            for (all, more) in all.iter_mut().flatten().zip(more.into_iter().flatten()) {
                *all += more;
            }
            all
        });
    let quantile = |per_mille: u64| counts.iter().map(|counts| quantile(counts, orders, per_mille)).collect();
    Band { low: quantile(25), median: quantile(500), high: quantile(975) }
}

/// Draws one order, unit by unit, until all codes have come up: how the rest would come says nothing.
fn read_one(
    units: &CodedUnits,
    places: &[usize],
    distinct: u32,
    order: &mut [u32],
    random: &mut Random,
    counts: &mut [Vec<u32>],
) {
    let mut seen = vec![0; units.width()];
    let (mut found, mut unit) = (0, 0);
    for (&place, counts) in places.iter().zip(counts) {
        while unit < place && found < distinct {
            // Fisher and Yates: whatever order the last draw left, each is as likely to follow.
            let other = unit + random.below(order.len() - unit);
            order.swap(unit, other);
            found += units.add(order[unit] as usize, &mut seen);
            unit += 1;
        }
        counts[found as usize] += 1;
    }
}

/// The smallest value that at least so many of a thousand do not exceed.
fn quantile(counts: &[u32], orders: u32, per_mille: u64) -> u32 {
    let wanted = (u64::from(orders) * per_mille).div_ceil(1000);
    let mut below = 0;
    let at = counts.iter().position(|&count| {
        below += u64::from(count);
        below >= wanted.max(1)
    });
    u32::try_from(at.unwrap_or_default()).unwrap_or(u32::MAX)
}

/// `SplitMix64` (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    /// A whole number below `bound` (above zero), all as likely but for one part in 2^64 / `bound` (Lemire, 2019).
    #[expect(clippy::cast_possible_truncation, reason = "the upper half of the product is below the bound")]
    const fn below(&mut self, bound: usize) -> usize {
        ((self.next() as u128 * bound as u128) >> 64) as usize
    }
}
