//! Secondary suppression: which other numbers go, so that a hidden one cannot be worked out.
//!
//! A hidden number is safe if all that is printed could be true of other people too: if some numbers can rise and others
//! fall so that every sum still holds, none that is shown would be printed in another way, no `*` leaves what it may
//! stand for, and this number is another. Such a change is the number's *witness*. It is sought from the number outwards:
//! it changes by one; each sum that this breaks is mended by changing another number in it, the cheapest way first; what
//! has to be hidden for that is hidden. As nothing that was hidden is ever shown again, a witness stays good while others
//! are found, and every number that changes in it is safe too.
//!
//! That search is quick and gives up early; the thorough one (`spread`) then goes on where many numbers have to move.
//!
//! So what is guaranteed is this: of every number that is hidden there are at least two values with which everything that
//! the system holds is true. The method is that of the "hypercube" (Giessing and Repsilber, 2002), whose changes are the
//! corners of a block in one table, taken from one table to any sums.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::spread;
use super::system::{Median, Number, NumberIndex, Sort, System};
use crate::report::Suppressed;

/// By how much each number changes.
pub(super) type Change = BTreeMap<NumberIndex, i128>;

/// How many half-made changes are gone on with before the search is given up.
const MOST_TRIES: usize = 3000;
/// How many numbers of a sum are tried to mend it: the cheapest.
const MOST_PARTNERS: usize = 40;
/// A witness changes no more numbers than this.
const LONGEST: usize = 48;

/// Hides further numbers until no hidden one can be worked out. Gives those of which that is not possible, because too
/// much about them is printed where nothing is ever withheld.
pub(super) fn protect(system: &mut System) -> Vec<NumberIndex> {
    let mut safe = vec![false; system.numbers.len()];
    let mut open = Vec::new();
    let mut at = 0;
    let mut todo: Vec<NumberIndex> = (0..system.numbers.len()).filter(|&number| is_hidden(system, number)).collect();
    while let Some(&number) = todo.get(at) {
        at += 1;
        if safe[number] {
            continue;
        }
        let quick = witness(system, number);
        let change = quick.or_else(|| spread::witness(system, number)).or_else(|| {
            // Nothing that may be hidden helps: then all that is bound to it goes.
            todo.extend(hide_around(system, number));
            witness(system, number)
        });
        match change {
            Some(change) => todo.extend(adopt(system, &change, &mut safe)),
            None => open.push(number),
        }
    }
    open
}

/// Whether a number is to be safe. Sizes of groups are not printed if they are too small, and yet may be known.
fn is_hidden(system: &System, number: NumberIndex) -> bool {
    let Number { mark, sort, .. } = &system.numbers[number];
    mark.is_some() && !matches!(sort, Sort::Size | Sort::Median)
}

/// Hides what a change moves, and notes what it makes safe. Means, spreads and medians that would be printed otherwise go
/// with it: gives those that have to be made safe in their turn.
fn adopt(system: &mut System, change: &Change, safe: &mut [bool]) -> Vec<NumberIndex> {
    let moves_median = |median: &&Median| {
        let before = median.doubled(system, &Change::new());
        median.points.iter().any(|(_, number)| change.contains_key(number)) && before != median.doubled(system, change)
    };
    let medians: Vec<NumberIndex> = system.medians.iter().filter(moves_median).map(|median| median.number).collect();
    let pinned = change.keys().filter_map(|number| system.pins.get(number)).flatten().copied();
    let others: Vec<NumberIndex> = pinned.filter(|pinned| !change.contains_key(pinned)).collect();
    for (&number, &step) in change {
        let moved = &mut system.numbers[number];
        let value = moved.value + step;
        match moved.mark {
            _ if moved.sort == Sort::Gap => continue,
            None if moved.rounds_to_the_same(value) => continue,
            None => moved.mark = Some(Suppressed::Secondary),
            Some(Suppressed::Small) if !moved.is_starred(value) => moved.mark = Some(Suppressed::Secondary),
            Some(_) => {}
        }
        safe[number] = true;
    }
    for &other in medians.iter().chain(&others) {
        system.numbers[other].mark.get_or_insert(Suppressed::Secondary);
    }
    others
}

/// Hides every number that is in a sum with this one or in a sum with one of those, but for what is fixed.
fn hide_around(system: &mut System, number: NumberIndex) -> Vec<NumberIndex> {
    let near = |numbers: &BTreeSet<NumberIndex>| -> BTreeSet<NumberIndex> {
        let sums = numbers.iter().flat_map(|&number| &system.sums_of[number]);
        sums.flat_map(|&sum| system.sums[sum].terms.iter().map(|&(other, _)| other)).collect()
    };
    let around = near(&near(&BTreeSet::from([number])));
    let mut hidden = Vec::new();
    for other in around {
        let other_number = &mut system.numbers[other];
        let is_printed = !matches!(other_number.sort, Sort::Gap | Sort::Size | Sort::Median);
        if other_number.mark.is_none() && !other_number.is_fixed && is_printed {
            other_number.mark = Some(Suppressed::Secondary);
            hidden.push(other);
        }
    }
    system.numbers[number].mark = Some(Suppressed::Secondary);
    hidden
}

/// A change that is under way: what it would hide, how many sums it breaks, and what changes.
#[derive(Debug, PartialEq, Eq)]
struct Trial {
    cost: u64,
    change: Change,
    /// By how much each sum is out.
    broken: BTreeMap<usize, i128>,
}

impl Ord for Trial {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |trial: &Self| (trial.cost, trial.broken.len(), trial.change.len());
        // The cheapest comes out of the heap first, and of those alike the same on every machine.
        key(other).cmp(&key(self)).then_with(|| other.change.cmp(&self.change))
    }
}

impl PartialOrd for Trial {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Trial {
    /// With one number more changed.
    fn and(&self, system: &System, number: NumberIndex, step: i128, cost: u64) -> Self {
        let mut broken = self.broken.clone();
        for &sum in &system.sums_of[number] {
            let terms = &system.sums[sum].terms;
            let times = terms.iter().find(|&&(member, _)| member == number).map_or(0, |&(_, times)| times);
            let out = broken.entry(sum).or_default();
            *out += times * step;
            if *out == 0 {
                broken.remove(&sum);
            }
        }
        let mut change = self.change.clone();
        change.insert(number, step);
        Self { cost: self.cost.saturating_add(cost), change, broken }
    }
}

/// The cheapest change of a number that leaves all that is printed as it is.
fn witness(system: &System, number: NumberIndex) -> Option<Change> {
    let mut trials = BinaryHeap::new();
    let start = Trial { cost: 0, change: Change::new(), broken: BTreeMap::new() };
    for step in [1, -1] {
        trials.extend(system.cost_of(number, step).map(|cost| start.and(system, number, step, cost)));
    }
    let mut seen: BTreeSet<Change> = BTreeSet::new();
    while let Some(trial) = trials.pop() {
        if trial.broken.is_empty() {
            return Some(trial.change);
        }
        if seen.len() >= MOST_TRIES {
            return None;
        }
        if trial.change.len() >= LONGEST || !seen.insert(trial.change.clone()) {
            continue;
        }
        trials.extend(mended(system, &trial));
    }
    None
}

/// The changes that mend one of the sums that a trial breaks: that which leaves the least choice.
fn mended(system: &System, trial: &Trial) -> Vec<Trial> {
    let narrowest = trial.broken.iter().min_by_key(|&(&sum, _)| (system.sums[sum].terms.len(), sum));
    let Some((&sum, &out)) = narrowest else { return Vec::new() };
    let mut partners: Vec<(u64, NumberIndex, i128)> = Vec::new();
    for &(member, times) in &system.sums[sum].terms {
        if trial.change.contains_key(&member) || out % times != 0 {
            continue;
        }
        let step = -out / times;
        partners.extend(system.cost_of(member, step).map(|cost| (cost, member, step)));
    }
    partners.sort_unstable();
    partners.truncate(MOST_PARTNERS);
    partners.into_iter().map(|(cost, member, step)| trial.and(system, member, step, cost)).collect()
}
