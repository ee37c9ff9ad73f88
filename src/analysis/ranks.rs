//! Rank orders: how often each item was put where.

use std::collections::BTreeMap;

use super::{Attribute, Columns, Standing};

/// One item's places in one group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RankedItem {
    /// How many people gave it each place, 1 the best.
    pub places: BTreeMap<u32, u64>,
}

impl RankedItem {
    /// How many people gave it a place.
    pub fn ranked(&self) -> u64 {
        self.places.values().sum()
    }

    /// How many put it first, second … up to this place.
    pub fn within(&self, place: u32) -> u64 {
        self.places.range(..=place).map(|(_, count)| count).sum()
    }

    /// The sum of its places, from which the mean over those who ranked it is printed.
    pub fn sum(&self) -> i64 {
        self.places.iter().map(|(&place, &count)| i64::from(place) * i64::try_from(count).unwrap_or(i64::MAX)).sum()
    }
}

/// The answers to a block of items. Groups are by the attribute's value; the last is of those that state none; one where
/// there is no attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranks {
    /// By item, then group.
    pub items: Vec<Vec<RankedItem>>,
    /// By group: who ranked at least one item and who did not.
    pub standings: Vec<Standing>,
    /// By how many items people ranked: how many people.
    pub ranked_items: BTreeMap<usize, u64>,
    /// People who gave one place to two items.
    pub ties: u64,
    /// Answers that are no place, such as 0 or words: not counted.
    pub unreadable: u64,
    /// Answers beyond the places that were asked for: not counted.
    pub beyond: u64,
}

/// Counts the places that kept cases gave to `items` (indices of questions); places beyond `most`, if it is given, are those
/// of options that nobody moved, and do not count.
pub fn ranks(columns: &Columns, items: &[usize], attribute: Option<&Attribute>, most: Option<u32>) -> Ranks {
    let none = attribute.map_or(0, |attribute| attribute.values.len());
    let mut found = Ranks {
        items: vec![vec![RankedItem::default(); none + 1]; items.len()],
        standings: columns.standings(items, attribute),
        ..Ranks::default()
    };
    for case in columns.stands(items).answered.ones() {
        let case = u32::try_from(case).expect("case ids are 32-bit numbers");
        let group = attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none);
        let mut places = Vec::new();
        for (item, &question) in items.iter().enumerate() {
            let responses = columns.questions[question].responses.as_ref();
            let Some(value) = responses.and_then(|responses| responses.of_case(case)) else { continue };
            match value.parse::<u32>() {
                Ok(place) if place > 0 && most.is_none_or(|most| place <= most) => {
                    *found.items[item][group].places.entry(place).or_default() += 1;
                    places.push(place);
                }
                Ok(place) if place > 0 => found.beyond += 1,
                _ => found.unreadable += 1,
            }
        }
        *found.ranked_items.entry(places.len()).or_default() += 1;
        places.sort_unstable();
        found.ties += u64::from(places.windows(2).any(|pair| pair[0] == pair[1]));
    }
    found
}

impl Ranks {
    /// An item over all groups: over people, not over groups.
    pub fn total(&self, item: usize) -> RankedItem {
        let mut total = RankedItem::default();
        for (&place, &count) in self.items[item].iter().flat_map(|group| &group.places) {
            *total.places.entry(place).or_default() += count;
        }
        total
    }
}
