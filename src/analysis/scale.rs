//! Rating scales: how often each point was given, by group; means, spread and median follow from that.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use super::{Answer, Attribute, Columns};

/// One item's answers in one group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemSummary {
    /// How often each number was given.
    pub points: BTreeMap<i64, u64>,
    pub sum: i64,
    /// How many answered.
    pub n: u64,
    /// Respondents to the block who were asked this item and left it blank.
    pub blank: u64,
    /// Respondents to the block who said that this item does not apply to them.
    pub not_applicable: u64,
    /// Respondents to the block who were not asked this item.
    pub not_asked: u64,
}

impl ItemSummary {
    /// The standard deviation of the sample in hundredths, half up: the root of Σ(x − mean)² / (n − 1). Worked out in whole
    /// numbers, so it is the same everywhere; nothing for fewer than two answers, or for numbers too big for it.
    pub fn spread_hundredths(&self) -> Option<u64> {
        let n = i128::from(self.n);
        let square = |&point: &i64| i128::from(point).checked_mul(i128::from(point));
        let squares = self
            .points
            .iter()
            .try_fold(0_i128, |sum, (point, &count)| sum.checked_add(square(point)?.checked_mul(i128::from(count))?))?;
        let sum = i128::from(self.sum);
        let numerator = n.checked_mul(squares)?.checked_sub(sum.checked_mul(sum)?)?;
        let denominator = n.checked_mul(n - 1).filter(|denominator| *denominator > 0)?;
        // 200 · spread, cut to a whole number, tells on which side of a half it lies.
        let doubled = numerator.checked_mul(40_000)?.checked_div(denominator)?.isqrt();
        u64::try_from((doubled + 1) / 2).ok()
    }

    /// Twice the median: the middle answer, or half-way between the two middle ones; nothing where nobody answered.
    pub fn median_doubled(&self) -> Option<i64> {
        let at = |place: u64| {
            let mut before = 0;
            self.points.iter().find_map(|(&point, &count)| {
                before += count;
                (place < before).then_some(point)
            })
        };
        at(self.n.checked_sub(1)? / 2)?.checked_add(at(self.n / 2)?)
    }

    /// How many answers lie between two numbers, both included.
    pub fn within(&self, low: i64, high: i64) -> u64 {
        if low > high { 0 } else { self.points.range(low..=high).map(|(_, count)| count).sum() }
    }
}

/// One group's answers to a block of items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaleGroup {
    /// How many answered at least one item of the block.
    pub respondents: u64,
    pub items: Vec<ItemSummary>,
}

/// A block of items by group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaleSummary {
    /// By the attribute's value; the last is of those that state none. One group where there is no attribute.
    pub groups: Vec<ScaleGroup>,
    /// Over respondents, not over groups.
    pub total: ScaleGroup,
    /// Kept cases who were asked any item, or answered one.
    pub asked: u64,
    /// Kept cases who were asked and answered no item, nor said that any does not apply.
    pub all_blank: u64,
    /// Kept cases who answered no item and said of some that they do not apply.
    pub not_applicable: u64,
    /// Answers that are no whole number: not counted.
    pub unreadable: u64,
}

/// Counts the answers of the kept cases to `items` (indices of questions), by `attribute`.
pub fn scale(columns: &Columns, items: &[usize], attribute: Option<&Attribute>) -> ScaleSummary {
    let none = attribute.map_or(0, |attribute| attribute.values.len());
    let empty = ScaleGroup { respondents: 0, items: vec![ItemSummary::default(); items.len()] };
    let mut summary = ScaleSummary { groups: vec![empty.clone(); none + 1], total: empty, ..ScaleSummary::default() };
    let asked: Vec<FixedBitSet> = items.iter().map(|&item| columns.asked(item)).collect();
    let mut answers: Vec<Rated> = Vec::with_capacity(items.len());
    for case in 0..columns.case_count() {
        answers.clear();
        for (&item, asked) in items.iter().zip(&asked) {
            answers.push(match columns.answer(item, case, asked) {
                Answer::Given(value) => {
                    let number = value.parse::<i64>().ok();
                    summary.unreadable += u64::from(number.is_none());
                    number.map_or(Rated::Blank, Rated::Given)
                }
                Answer::NotApplicable => Rated::NotApplicable,
                Answer::Blank => Rated::Blank,
                Answer::NotAsked => Rated::NotAsked,
            });
        }
        let was_asked = answers.iter().any(|answer| *answer != Rated::NotAsked);
        summary.asked += u64::from(was_asked);
        if !answers.iter().any(|answer| matches!(answer, Rated::Given(_))) {
            let says_so = answers.contains(&Rated::NotApplicable);
            summary.not_applicable += u64::from(says_so);
            summary.all_blank += u64::from(was_asked && !says_so);
            continue;
        }
        let group = attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none);
        add(&mut summary.groups[group], &answers);
        add(&mut summary.total, &answers);
    }
    summary
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rated {
    Given(i64),
    Blank,
    NotApplicable,
    NotAsked,
}

fn add(group: &mut ScaleGroup, answers: &[Rated]) {
    group.respondents += 1;
    for (item, answer) in group.items.iter_mut().zip(answers) {
        match answer {
            Rated::Given(value) => {
                *item.points.entry(*value).or_default() += 1;
                item.sum = item.sum.saturating_add(*value);
                item.n += 1;
            }
            Rated::Blank => item.blank += 1,
            Rated::NotApplicable => item.not_applicable += 1,
            Rated::NotAsked => item.not_asked += 1,
        }
    }
}
