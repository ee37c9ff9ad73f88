//! All numbers of all outputs as one system: what each is, what a reader knows of it, and which sums bind them.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::Suppressed;

/// A number's place in the system.
pub(super) type NumberIndex = usize;

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Count,
    /// The sum behind a mean.
    Sum,
    /// The sum of squares behind a spread.
    Squares,
    /// A median, which is in no sum.
    Median,
    /// The size of a group, in brackets in a title and nowhere else.
    Size,
    /// What lies between two numbers of which one is a part of the other, or how many a mean is of.
    /// Nobody prints it, and it is never negative.
    Gap,
}

/// One number, wherever and however often it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) sort: Sort,
    pub(super) value: i128,
    /// How many people stand behind it.
    pub(super) cases: u64,
    /// Between what anyone knows it to lie: above nothing, within the ends of its scale.
    pub(super) least: i128,
    pub(super) most: i128,
    /// Printed where nothing is withheld: a note, a table of the design. It cannot be hidden.
    pub(super) is_fixed: bool,
    /// The smallest size of a group that it is about, if that is too small to be shown.
    pub(super) of_few: Option<u64>,
    /// What `*` says of it, where it stands for this number: from, to.
    pub(super) starred: (i128, i128),
    /// What it is rounded to; 1 for not at all.
    pub(super) round_to: i128,
    /// The least number of people that is not shown as `*`.
    pub(super) least_shown: i128,
    /// How often it is printed.
    pub(super) places: u64,
    pub(super) is_total: bool,
    pub(super) mark: Option<Suppressed>,
}

/// A median, and how many gave each point of the scale, the lowest first.
#[derive(Debug)]
pub(super) struct Median {
    pub(super) number: NumberIndex,
    pub(super) points: Vec<(i128, NumberIndex)>,
}

/// Numbers that make nothing, each so many times: members and, less, their total.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum {
    pub(super) terms: Vec<(NumberIndex, i128)>,
}

#[derive(Debug, Default)]
pub(super) struct System {
    pub(super) numbers: Vec<Number>,
    pub(super) sums: Vec<Sum>,
    /// By number: the sums that it is in.
    pub(super) sums_of: Vec<Vec<usize>>,
    /// By number: the sums behind means and spreads that would be printed otherwise with another.
    pub(super) pins: BTreeMap<NumberIndex, Vec<NumberIndex>>,
    pub(super) medians: Vec<Median>,
    known: BTreeSet<Sum>,
    /// Parts and their whole, and whether it is said that they are enough: what several tables tell is noted once.
    known_parts: BTreeSet<(Vec<NumberIndex>, NumberIndex, bool)>,
}

/// Hiding a total costs more than hiding any cell.
const COST_OF_TOTAL: u64 = 1 << 40;
/// Hiding a zero takes away the little that is known for sure: only where nothing else helps.
const COST_OF_ZERO: u64 = 1 << 30;
/// A hidden number that is too small may stand as `†` instead of `*`: it says less, and hides nothing more.
const COST_OF_RELABEL: u64 = 2;

impl Number {
    pub(super) const fn new(sort: Sort, value: i128, cases: u64) -> Self {
        Self {
            sort,
            value,
            cases,
            least: if matches!(sort, Sort::Sum | Sort::Median) { i128::MIN } else { 0 },
            most: i128::MAX,
            is_fixed: false,
            of_few: None,
            starred: (0, i128::MAX),
            round_to: 1,
            least_shown: 1,
            places: 0,
            is_total: false,
            mark: None,
        }
    }

    /// Whether a reader could believe it to be that much greater, and what would have to be hidden for that.
    pub(super) fn cost_of(&self, step: i128) -> Option<u64> {
        let value = self.value + step;
        if value < self.least || value > self.most {
            return None;
        }
        match self.mark {
            _ if self.sort == Sort::Gap => Some(0),
            // That a group is so great is a fact of the design, which a reader may have from elsewhere.
            _ if self.sort == Sort::Size => None,
            Some(Suppressed::Secondary) => Some(0),
            Some(Suppressed::Small) if self.is_starred(value) => Some(0),
            Some(Suppressed::Small) => Some(COST_OF_RELABEL - u64::from(self.is_total)),
            None if self.rounds_to_the_same(value) => Some(0),
            None if self.is_fixed => None,
            None => Some(self.cost()),
        }
    }

    /// Whether the mark `*` leaves this value open.
    pub(super) const fn is_starred(&self, value: i128) -> bool {
        self.starred.0 <= value && value <= self.starred.1
    }

    /// Whether it would be printed alike.
    pub(super) fn rounds_to_the_same(&self, value: i128) -> bool {
        let rounded = |value: i128| (value + self.round_to / 2).div_euclid(self.round_to);
        self.round_to > 1
            && !self.is_fixed
            && rounded(value) == rounded(self.value)
            // What is printed as a number is not among those that `*` stands for.
            && (value == 0) == (self.value == 0)
            && (self.value == 0 || self.value != i128::from(self.cases) || value >= self.least_shown)
    }

    fn cost(&self) -> u64 {
        let of_kind = match self.cases {
            _ if self.is_total => COST_OF_TOTAL,
            0 => COST_OF_ZERO,
            _ => 0,
        };
        if self.sort == Sort::Squares {
            // A spread goes before anything else.
            return 1;
        }
        of_kind + (self.cases + 1).saturating_mul(self.places.max(1))
    }
}

impl Median {
    /// Twice the median, with these changes; nothing where nobody answered.
    pub(super) fn doubled(&self, system: &System, change: &BTreeMap<NumberIndex, i128>) -> Option<i128> {
        let counts = || {
            self.points.iter().map(|&(point, number)| {
                (point, system.numbers[number].value + change.get(&number).copied().unwrap_or_default())
            })
        };
        let all: i128 = counts().map(|(_, count)| count).sum();
        let at = |place: i128| {
            let mut before = 0;
            counts().find_map(|(point, count)| {
                before += count;
                (place < before).then_some(point)
            })
        };
        Some(at((all - 1).max(0) / 2)? + at(all / 2)?)
    }
}

impl System {
    /// What would have to be hidden for a number to be believed that much greater: it, and the means and spreads over it.
    pub(super) fn cost_of(&self, number: NumberIndex, step: i128) -> Option<u64> {
        let own = self.numbers[number].cost_of(step)?;
        let pinned = self.pins.get(&number).into_iter().flatten().map(|&pinned| &self.numbers[pinned]);
        pinned
            .filter(|pinned| pinned.mark.is_none())
            .try_fold(own, |cost, pinned| (!pinned.is_fixed).then(|| cost.saturating_add(pinned.cost())))
    }

    pub(super) fn add(&mut self, number: Number) -> NumberIndex {
        self.numbers.push(number);
        self.sums_of.push(Vec::new());
        self.numbers.len() - 1
    }

    /// Notes that the members make the total. What does not is noted all the same: a reader may believe the table.
    pub(super) fn add_sum(&mut self, members: &[NumberIndex], total: NumberIndex) {
        let mut terms: Vec<(NumberIndex, i128)> = members.iter().map(|&member| (member, 1)).collect();
        terms.push((total, -1));
        self.add_terms(terms);
    }

    /// Notes that numbers are together a part of another, so that they cannot be more than that.
    pub(super) fn add_part(&mut self, members: &[NumberIndex], whole: NumberIndex) {
        let gap = self.numbers[whole].value - self.total_of(members);
        if gap >= 0 && !members.contains(&whole) && self.is_new_part(members, whole, false) {
            let gap = self.add(Number::new(Sort::Gap, gap, 0));
            self.add_sum(&[members, &[gap]].concat(), whole);
        }
    }

    /// Notes that numbers, which may overlap, are together no less than another.
    pub(super) fn add_cover(&mut self, members: &[NumberIndex], whole: NumberIndex) {
        let gap = self.total_of(members) - self.numbers[whole].value;
        if gap >= 0 && self.is_new_part(members, whole, true) {
            let gap = self.add(Number::new(Sort::Gap, gap, 0));
            let mut terms: Vec<(NumberIndex, i128)> = members.iter().map(|&member| (member, 1)).collect();
            terms.extend([(whole, -1), (gap, -1)]);
            self.add_terms(terms);
        }
    }

    fn is_new_part(&mut self, members: &[NumberIndex], whole: NumberIndex, is_cover: bool) -> bool {
        let mut members = members.to_vec();
        members.sort_unstable();
        self.known_parts.insert((members, whole, is_cover))
    }

    pub(super) fn total_of(&self, members: &[NumberIndex]) -> i128 {
        members.iter().map(|&member| self.numbers[member].value).sum()
    }

    pub(super) fn add_terms(&mut self, mut terms: Vec<(NumberIndex, i128)>) {
        terms.sort_unstable();
        terms.dedup();
        let mentions_twice = terms.windows(2).any(|pair| pair[0].0 == pair[1].0);
        if terms.len() < 2 || mentions_twice {
            return;
        }
        let sum = Sum { terms };
        if self.known.insert(sum.clone()) {
            let index = self.sums.len();
            for &(number, _) in &sum.terms {
                self.sums_of[number].push(index);
            }
            self.sums.push(sum);
        }
    }
}
