//! Where curves lie when the units come in other orders.

use fixedbitset::FixedBitSet;
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
    let by_code = units.by_code();
    let chunks: Vec<u32> = (0..orders.div_ceil(CHUNK)).collect();
    let empty = || vec![vec![0_u32; distinct as usize + 1]; places.len()];
    let counts = chunks
        .into_par_iter()
        .map(|chunk| {
            let mut counts = empty();
            let mut draw = Draw::new(units, &by_code, seed ^ u64::from(chunk).wrapping_mul(0xd134_2543_de82_ef95));
            for _ in chunk * CHUNK..orders.min((chunk + 1) * CHUNK) {
                let first = draw.first_places();
                for (&place, counts) in places.iter().zip(&mut counts) {
                    counts[first.partition_point(|&at| at < place)] += 1;
                }
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

/// Draws orders, one after the other, and says where in each of them every code comes up for the first time.
///
/// An order is drawn unit by unit only until few units are left that could bring anything new. Those get the places that
/// they would have had among all that are left, at once: of 200,000 units no more than some thousands are looked at.
struct Draw<'u> {
    units: &'u CodedUnits,
    by_code: &'u [Vec<u32>],
    random: Random,
    /// Whatever order the last draw left, each is as likely to follow.
    order: Vec<u32>,
    /// The places that have been given; empty between two draws.
    taken: FixedBitSet,
}

impl<'u> Draw<'u> {
    fn new(units: &'u CodedUnits, by_code: &'u [Vec<u32>], seed: u64) -> Self {
        let order = (0..units.len()).map(|unit| u32::try_from(unit).unwrap_or(u32::MAX)).collect();
        let taken = FixedBitSet::with_capacity(units.len());
        Self { units, by_code, random: Random(seed), order, taken }
    }

    /// The places, from zero, at which new codes come up, one for each code, rising.
    fn first_places(&mut self) -> Vec<usize> {
        let mut seen = vec![0; self.units.width()];
        let mut first = Vec::new();
        let mut left: usize = self.by_code.iter().map(Vec::len).sum();
        let mut drawn = 0;
        // As soon as those that could bring anything are as few as have been drawn, and few of all that are left.
        while left > 0 && (left > drawn || left > (self.order.len() - drawn) / 2) {
            // Fisher and Yates.
            let other = drawn + self.random.below(self.order.len() - drawn);
            self.order.swap(drawn, other);
            let unit = self.order[drawn] as usize;
            let new = self.units.codes_of(unit).filter(|&code| !CodedUnits::has(&seen, code));
            left -= new.map(|code| self.by_code[code].len()).sum::<usize>();
            let new_count = self.units.add(unit, &mut seen) as usize;
            first.extend(std::iter::repeat_n(drawn, new_count));
            drawn += 1;
        }
        first.extend(self.rest(&seen, drawn));
        first.sort_unstable();
        first
    }

    /// The first places of the codes that the units drawn so far do not have.
    fn rest(&mut self, seen: &[u64], drawn: usize) -> Vec<usize> {
        let missing: Vec<usize> = (0..self.by_code.len())
            .filter(|&code| !CodedUnits::has(seen, code) && !self.by_code[code].is_empty())
            .collect();
        let mut candidates: Vec<u32> = missing.iter().flat_map(|&code| self.by_code[code].iter().copied()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut given = Vec::with_capacity(candidates.len());
        let mut first = vec![usize::MAX; self.by_code.len()];
        for unit in candidates {
            let place = loop {
                let place = drawn + self.random.below(self.order.len() - drawn);
                if !self.taken.put(place) {
                    break place;
                }
            };
            given.push(place);
            for code in self.units.codes_of(unit as usize) {
                first[code] = first[code].min(place);
            }
        }
        for place in given {
            self.taken.set(place, false);
        }
        missing.into_iter().map(|code| first[code]).collect()
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
