//! How far coders agree on the same units: the share on which they do, Cohen's kappa, and Krippendorff's alpha.
//!
//! All of nominal values: a unit has a code or not, or one of several. Numbers to be read with how many units there are
//! and how rare the code is; nothing here says which of them is good. Cohen, J. (1960). A coefficient of agreement for
//! nominal scales. *Educational and Psychological Measurement* 20(1), 37–46. Krippendorff, K. (2004). *Content Analysis*,
//! 2nd ed., chapter 11; (2011). *Computing Krippendorff's Alpha-Reliability*.

use std::collections::BTreeMap;

/// Whether two coders gave a code to the same units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    pub both: u64,
    pub only_first: u64,
    pub only_second: u64,
    pub neither: u64,
}

impl Agreement {
    /// How many units there are.
    pub const fn unit_count(&self) -> u64 {
        self.both + self.only_first + self.only_second + self.neither
    }

    /// On how many they differ.
    pub const fn differing(&self) -> u64 {
        self.only_first + self.only_second
    }

    /// The share of units on which they agree; nothing where there are none.
    pub fn observed(&self) -> Option<f64> {
        ratio(self.both + self.neither, self.unit_count())
    }

    /// Cohen's kappa. Not defined where both always say the same one thing: there is nothing by which chance could be told.
    pub fn kappa(&self) -> Option<f64> {
        kappa(&[&[self.both, self.only_first], &[self.only_second, self.neither]])
    }

    /// Krippendorff's alpha for nominal values. Not defined where nothing varies.
    pub fn alpha(&self) -> Option<f64> {
        alpha(&[
            (&[true, true], self.both),
            (&[true, false], self.only_first),
            (&[false, true], self.only_second),
            (&[false, false], self.neither),
        ])
    }
}

impl std::ops::AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.both += other.both;
        self.only_first += other.only_first;
        self.only_second += other.only_second;
        self.neither += other.neither;
    }
}

/// Cohen's kappa of a square table: `table[i][j]` is how many units the first coder gave the value `i` and the second the
/// value `j`. (Po − Pe) / (1 − Pe), where Pe is what would agree if each gave their values at random, as often as they do.
pub fn kappa(table: &[&[u64]]) -> Option<f64> {
    let units: u64 = table.iter().flat_map(|row| row.iter()).sum();
    let agreed: u64 = table.iter().enumerate().filter_map(|(index, row)| row.get(index)).sum();
    let by_first = |value: usize| table[value].iter().sum::<u64>();
    let by_second = |value: usize| table.iter().filter_map(|row| row.get(value)).sum::<u64>();
    let observed = ratio(agreed, units)?;
    let expected = (0..table.len())
        .map(|value| Some(ratio(by_first(value), units)? * ratio(by_second(value), units)?))
        .sum::<Option<f64>>()?;
    let room = 1.0 - expected;
    (room > f64::EPSILON).then(|| (observed - expected) / room)
}

/// Krippendorff's alpha for nominal values, any number of coders. Each pattern is the values that a unit was given, those
/// that are missing left out, and how many units have it. 1 − Do / De, from the matrix of coincidences; a unit with fewer
/// than two values says nothing.
pub fn alpha<V: Ord>(patterns: &[(&[V], u64)]) -> Option<f64> {
    let mut values: BTreeMap<&V, u64> = BTreeMap::new();
    let (mut observed, mut all) = (0.0, 0_u64);
    for (pattern, units) in patterns.iter().filter(|(pattern, _)| pattern.len() > 1) {
        let mut here: BTreeMap<&V, u64> = BTreeMap::new();
        for value in *pattern {
            *here.entry(value).or_default() += 1;
            *values.entry(value).or_default() += units;
        }
        let count = pattern.len() as u64;
        let alike: u64 = here.values().map(|times| times * (times - 1)).sum();
        let differing = count * (count - 1) - alike;
        observed += number(differing * units) / number(count - 1);
        all += count * units;
    }
    let expected: f64 = values.values().map(|times| number(*times) * number(all - times)).sum();
    (expected > 0.0).then(|| 1.0 - number(all - 1) * observed / expected)
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| number(part) / number(whole))
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^53 units")]
const fn number(count: u64) -> f64 {
    count as f64
}
