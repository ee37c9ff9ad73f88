//! Themes or codes by an attribute: in how many cases of each group does each occur?

use fixedbitset::FixedBitSet;

use super::frequency::{each_case, ones};
use super::{Attribute, Base, Columns, Selection};

/// Cases by row and group. The group after the attribute's values is of those that state none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Crosstab {
    /// The base: how many cases each group has.
    pub group_sizes: Vec<u64>,
    /// By row, then group: cases of the group with the row's codes.
    pub counts: Vec<Vec<u64>>,
    /// By row: cases of all groups.
    pub totals: Vec<u64>,
    /// All cases of the base.
    pub total_size: u64,
}

/// Counts the cases with each row's codes (a theme's, or one code's) in each group of `attribute`, among `base`.
pub fn crosstab(
    columns: &Columns,
    rows: &[Vec<usize>],
    attribute: &Attribute,
    selection: &Selection,
    base: Base,
) -> Crosstab {
    let none = attribute.values.len();
    let group = |case: u32| usize::from(attribute.of_case[case as usize]).min(none);
    let mut table = Crosstab { group_sizes: vec![0; none + 1], ..Crosstab::default() };
    let base = selection.base(columns, base);
    for case in base.ones() {
        table.group_sizes[group(u32::try_from(case).expect("case ids are 32-bit numbers"))] += 1;
    }
    table.total_size = ones(&base);
    let mut seen = FixedBitSet::with_capacity(columns.cases.len());
    for codes in rows {
        let mut counts = vec![0; none + 1];
        seen.clear();
        each_case(columns, codes, selection, |case| {
            if !seen.put(case as usize) && base.contains(case as usize) {
                counts[group(case)] += 1;
            }
        });
        table.totals.push(counts.iter().sum());
        table.counts.push(counts);
    }
    table
}
