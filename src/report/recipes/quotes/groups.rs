//! Groups of people whose quotations stand apart, where each is large enough that its heading singles nobody out.

use std::collections::BTreeSet;

use super::super::framework::OTHERS;
use super::super::{Kitchen, RecipeError};
use super::Quotes;
use crate::analysis::Attribute;
use crate::model::CaseKind;

/// A group of people, by what its heading says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heap {
    /// Nothing where nothing groups.
    pub(super) title: Option<String>,
    /// The attribute's name, and the number of its value; no number for all who stand in no other group.
    of: Option<(String, Option<usize>)>,
    /// Those who may stand under their group's heading: value and kind. Whose label is shared by few in a group would be
    /// told by it.
    shown: BTreeSet<(usize, CaseKind)>,
}

/// The groups in printed order, then everybody else; one without a title where nothing groups.
pub(super) fn heaps(choices: &Quotes, kitchen: &Kitchen<'_>) -> Result<Vec<Heap>, RecipeError> {
    let Some(attribute) = kitchen.optional_attribute(choices.group_by.as_deref())? else {
        return Ok(vec![Heap { title: None, of: None, shown: BTreeSet::new() }]);
    };
    let shown = large_enough(kitchen, attribute);
    let heap = |title: &str, value: Option<usize>| Heap {
        title: Some(title.to_owned()),
        of: Some((attribute.name.clone(), value)),
        shown: shown.clone(),
    };
    let groups = kitchen.groups(Some(attribute), &choices.values);
    let named = groups.iter().filter(|group| shown.iter().any(|(value, _)| *value == group.index));
    let mut heaps: Vec<Heap> = named.map(|group| heap(&group.name, Some(group.index))).collect();
    heaps.push(heap(OTHERS, None));
    Ok(heaps)
}

/// Values that enough people of a kind share.
fn large_enough(kitchen: &Kitchen<'_>, attribute: &Attribute) -> BTreeSet<(usize, CaseKind)> {
    let mut sizes = vec![[0_u64; 2]; attribute.values.len()];
    for case in 0..kitchen.columns.case_count() {
        if let Some(value) = attribute.group_of(case) {
            sizes[value][place(kitchen.columns.cases.kind(case))] += 1;
        }
    }
    let mut shown = BTreeSet::new();
    for (value, sizes) in sizes.iter().enumerate() {
        for kind in [CaseKind::Participant, CaseKind::Respondent] {
            if sizes[place(kind)] >= kitchen.least_sharing().max(1) {
                shown.insert((value, kind));
            }
        }
    }
    shown
}

const fn place(kind: CaseKind) -> usize {
    match kind {
        CaseKind::Participant => 0,
        CaseKind::Respondent => 1,
    }
}

impl Kitchen<'_> {
    /// Of fewer, a group is not told: the study's number, or the output's own, which is greater.
    pub(in super::super) fn least_sharing(&self) -> u64 {
        self.material.least_sharing.max(self.recipe().minimum_group.unwrap_or_default())
    }
}

impl Heap {
    /// Whether a case stands in this group. What nobody in particular said stands with everybody else.
    pub(super) fn has(&self, kitchen: &Kitchen<'_>, case: u32) -> bool {
        let Some((name, wanted)) = &self.of else { return true };
        let attribute = kitchen.columns.attribute(name).filter(|_| case < kitchen.columns.case_count());
        let value = attribute.and_then(|attribute| attribute.group_of(case));
        let shown = value.filter(|&value| {
            self.shown.contains(&(value, kitchen.columns.cases.kind(case))) && kitchen.may_head(case, name)
        });
        shown == *wanted
    }

    /// The attribute that the heading tells of everybody under it.
    pub(super) fn told(&self) -> Option<&str> {
        self.of.as_ref().filter(|(_, value)| value.is_some()).map(|(name, _)| name.as_str())
    }
}
