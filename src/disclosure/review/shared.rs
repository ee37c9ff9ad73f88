//! How many people a description fits.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;

/// For each person, of how many in the sample everything is true that is true of them, themselves included: the *k* of
/// everything that is known of them together. Someone of whom nothing is known is one of all.
pub fn sharing<F: Ord>(people: &[BTreeSet<F>]) -> Vec<usize> {
    let mut having: BTreeMap<&F, FixedBitSet> = BTreeMap::new();
    for (index, facts) in people.iter().enumerate() {
        for fact in facts {
            having.entry(fact).or_insert_with(|| FixedBitSet::with_capacity(people.len())).insert(index);
        }
    }
    let sharing_of = |facts: &BTreeSet<F>| {
        let mut all = FixedBitSet::with_capacity(people.len());
        all.insert_range(..);
        for fact in facts {
            all.intersect_with(&having[fact]);
        }
        all.count_ones(..)
    };
    people.iter().map(sharing_of).collect()
}
