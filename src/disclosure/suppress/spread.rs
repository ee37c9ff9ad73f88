//! The thorough search for a witness, where the quick one gives up: ranges are narrowed by every sum before anything is
//! tried, so that what cannot be is seen at once.
//!
//! Each number may change within a range: one that is hidden within what its mark leaves open, one that is printed not at
//! all, or, if nothing else helps, so that it has to be hidden too. The least change that the ranges allow is taken; where
//! a sum does not hold with it, the cheapest number in it is moved one further, or, on the way back, kept from moving.

use super::system::{NumberIndex, Sort, Sum, System};
use super::witness::Change;

/// From, to.
type Range = (i128, i128);

/// How far a number is moved at the most.
const FURTHEST: i128 = 4;
/// How often something is tried before the search is given up.
const MOST_TRIES: usize = 1500;

/// What may change beside what is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Allowed {
    Hidden,
    /// Numbers that are shown, but for totals.
    Shown,
    Totals,
}

/// A change of a number that leaves all that is printed as it is, hiding as little as it can.
pub(super) fn witness(system: &System, number: NumberIndex) -> Option<Change> {
    [Allowed::Hidden, Allowed::Shown, Allowed::Totals].into_iter().find_map(|allowed| {
        let ranges: Vec<Range> = (0..system.numbers.len()).map(|number| range(system, number, allowed)).collect();
        [1, -1].into_iter().find_map(|step| {
            let mut search = Search { system, tries: MOST_TRIES };
            let mut ranges = ranges.clone();
            if step < ranges[number].0 || step > ranges[number].1 {
                return None;
            }
            // That far or further.
            ranges[number] = if step > 0 { (1, ranges[number].1) } else { (ranges[number].0, -1) };
            search.narrow(&mut ranges, system.sums_of[number].clone()).then(|| search.from(&ranges)).flatten()
        })
    })
}

fn range(system: &System, number: NumberIndex, allowed: Allowed) -> Range {
    let found = &system.numbers[number];
    // Of what nobody prints, and of sums of many answers, much is possible.
    let furthest = match found.sort {
        Sort::Gap | Sort::Sum | Sort::Squares => 16 * FURTHEST,
        Sort::Count | Sort::Size | Sort::Median => FURTHEST,
    };
    if found.sort == Sort::Gap && !system.pins.contains_key(&number) {
        return (-found.value, furthest);
    }
    let is_open = |step: &i128| {
        system.cost_of(number, *step).is_some_and(|cost| {
            let is_printed = found.mark.is_none() && cost > 0;
            !is_printed || allowed == Allowed::Totals || allowed == Allowed::Shown && !found.is_total && found.cases > 0
        })
    };
    let reach = |sign: i128| (1..=furthest).map(|step| step * sign).take_while(is_open).last().unwrap_or(0);
    (reach(-1), reach(1))
}

struct Search<'s> {
    system: &'s System,
    tries: usize,
}

impl Search<'_> {
    /// Tries what the ranges leave open.
    fn from(&mut self, ranges: &[Range]) -> Option<Change> {
        self.tries = self.tries.checked_sub(1)?;
        let Some(movable) = self.broken(ranges) else {
            let nearest = ranges.iter().map(|range| nearest(*range)).enumerate();
            return Some(nearest.filter(|(_, change)| *change != 0).collect());
        };
        let (_, number, step) = movable.into_iter().min()?;
        let at = nearest(ranges[number]);
        for further in [true, false] {
            let mut tried = ranges.to_vec();
            let range = &mut tried[number];
            match (step > 0, further) {
                (true, true) => range.0 = at + 1,
                (true, false) => range.1 = at,
                (false, true) => range.1 = at - 1,
                (false, false) => range.0 = at,
            }
            if self.narrow(&mut tried, self.system.sums_of[number].clone())
                && let Some(change) = self.from(&tried)
            {
                return Some(change);
            }
        }
        None
    }

    /// Of the sums that do not hold, the numbers of that which leaves the least choice: which of them could be moved to
    /// mend it, in which direction, at what cost. Nothing where all sums hold.
    fn broken(&self, ranges: &[Range]) -> Option<Vec<(u64, NumberIndex, i128)>> {
        let movable = |sum: &Sum| -> Option<Vec<(u64, NumberIndex, i128)>> {
            let out: i128 = sum.terms.iter().map(|&(number, times)| times * nearest(ranges[number])).sum();
            let numbers = sum.terms.iter().filter_map(|&(number, times)| {
                let step = if (out > 0) == (times > 0) { -1 } else { 1 };
                let to = nearest(ranges[number]) + step;
                let can = (ranges[number].0..=ranges[number].1).contains(&to);
                can.then(|| (self.system.cost_of(number, to).unwrap_or(0), number, step))
            });
            (out != 0).then(|| numbers.collect())
        };
        self.system.sums.iter().filter_map(movable).min_by_key(Vec::len)
    }

    /// Narrows ranges by these sums and all that follows; false where nothing is left.
    fn narrow(&self, ranges: &mut [Range], mut queue: Vec<usize>) -> bool {
        while let Some(sum) = queue.pop() {
            let terms = &self.system.sums[sum].terms;
            let ends = |range: Range, times: i128| {
                if times > 0 { (range.0 * times, range.1 * times) } else { (range.1 * times, range.0 * times) }
            };
            let (mut low, mut high) = (0, 0);
            for &(number, times) in terms {
                let (least, most) = ends(ranges[number], times);
                (low, high) = (low + least, high + most);
            }
            if low > 0 || high < 0 {
                return false;
            }
            for &(number, times) in terms {
                let (least, most) = ends(ranges[number], times);
                // What the others leave for this one.
                let (from, to) = (-(high - most), -(low - least));
                let known = ranges[number];
                let (from, to) = if times > 0 {
                    (-(-from).div_euclid(times), to.div_euclid(times))
                } else {
                    (-to.div_euclid(-times), (-from).div_euclid(-times))
                };
                let now = (known.0.max(from), known.1.min(to));
                if now != known {
                    if now.0 > now.1 {
                        return false;
                    }
                    ranges[number] = now;
                    let (now_least, now_most) = ends(now, times);
                    (low, high) = (low - least + now_least, high - most + now_most);
                    for &other in &self.system.sums_of[number] {
                        if !queue.contains(&other) {
                            queue.push(other);
                        }
                    }
                }
            }
        }
        true
    }
}

/// The least change in a range.
fn nearest(range: Range) -> i128 {
    0.clamp(range.0, range.1)
}
