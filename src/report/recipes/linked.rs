//! What is told of one person over all outputs: what they are called, and which attributes stand beside their words.
//!
//! Whoever is called the same in two outputs is known to be one person: what one of them tells adds to what the other
//! does. So attributes are weighed together, those of headings first, then in the order of the study file: one that would
//! leave too few people who share it and all before it is told nowhere.

use std::collections::BTreeMap;

use super::quotes::label;
use super::{Kitchen, RecipeKind};
use crate::analysis::Attribute;
use crate::model::CaseKind;
use crate::report::{QuotedAttribute, Recipe, letters};

/// How far a participant's label reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelScope {
    /// "Participant E" is the same person in all outputs.
    #[default]
    Study,
    /// In one output; another calls the same person otherwise.
    Output,
    /// Nobody has one: "interview participant".
    None,
}

/// What outputs may tell of one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Telling {
    pub labels: LabelScope,
    /// Attributes that outputs tell of people: see [`told_of_people`].
    pub linked: Vec<String>,
    /// At most so many of one person; all if there is no number.
    pub most_attributes: Option<usize>,
}

/// The attributes that these outputs tell of single people, each once: by headings, then beside words. What is for analysis
/// is not passed on.
pub fn told_of_people<'r>(recipes: impl Iterator<Item = &'r Recipe>) -> Vec<String> {
    let (mut headings, mut beside): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for recipe in recipes.filter(|recipe| !recipe.kind.is_for_analysis()) {
        match &recipe.kind {
            RecipeKind::Quotes(quotes) => {
                headings.extend(quotes.group_by.as_deref());
                beside.extend(quotes.attributes.iter().map(String::as_str));
            }
            RecipeKind::Framework(framework) => headings.extend(framework.group_by.as_deref()),
            RecipeKind::Cooccurrence(found) => beside.extend(found.attributes.iter().map(String::as_str)),
            RecipeKind::Matrix(matrix) => beside.extend(matrix.attributes.iter().map(String::as_str)),
            _ => {}
        }
    }
    let mut told: Vec<String> = Vec::new();
    for name in headings.into_iter().chain(beside) {
        if !told.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
            told.push(name.to_owned());
        }
    }
    told
}

impl Kitchen<'_> {
    /// What this output calls a case.
    pub(super) fn label(&self, case: u32) -> String {
        let cases = &self.columns.cases;
        let own = cases.label(case);
        match self.material.telling.labels {
            LabelScope::Study => label(own, cases.kind(case)),
            LabelScope::Output if self.is_labelled(case) => {
                let name = &self.recipe().name;
                let seed = name.bytes().fold(self.material.seed, |seed, byte| seed.rotate_left(8) ^ u64::from(byte));
                let place = |case: u32| cases.shuffled_order(case, seed);
                let before = (0..self.columns.case_count()).filter(|&other| self.is_labelled(other));
                format!("Participant {}", letters(before.filter(|&other| place(other) < place(case)).count()))
            }
            LabelScope::Output | LabelScope::None => label("", cases.kind(case)),
        }
    }

    /// Whether a case has a label of its own; respondents share theirs.
    fn is_labelled(&self, case: u32) -> bool {
        let cases = &self.columns.cases;
        cases.kind(case) == CaseKind::Participant && !cases.label(case).is_empty()
    }

    /// Whether other outputs call a case the same, and nobody else so.
    fn is_linked(&self, case: u32) -> bool {
        self.material.telling.labels == LabelScope::Study
            && self.is_labelled(case)
            && !self.recipe().kind.is_for_analysis()
    }

    /// Whether a heading may tell the value that a case has of this attribute: by consent, and whatever other outputs tell
    /// of it.
    pub(super) fn may_head(&self, case: u32, name: &str) -> bool {
        let least = self.least_sharing().max(1);
        if !self.columns.cases.consent(case).may_quote_beside(true) {
            return false;
        }
        self.linked_sizes(case).get(&name.to_lowercase()).is_none_or(|&size| size >= least)
    }

    /// The attributes that a case states, each with how many of its kind share it and those before it; of who is called the
    /// same in other outputs, and all that these tell.
    pub(super) fn attributes(&self, case: u32, beside: &[&Attribute]) -> Vec<QuotedAttribute> {
        if !self.columns.cases.consent(case).may_quote_beside(true) && !self.recipe().kind.is_for_analysis() {
            return Vec::new();
        }
        let linked = self.linked_sizes(case);
        let mut alike = self.of_kind(case);
        let mut attributes = Vec::with_capacity(beside.len());
        for attribute in beside {
            let Some(value) = attribute.value_of(case) else { continue };
            alike.retain(|&other| attribute.of_case[other as usize] == attribute.of_case[case as usize]);
            let over_all = linked.get(&attribute.name.to_lowercase()).copied().unwrap_or(u64::MAX);
            let (name, value) = (attribute.name.clone(), value.to_owned());
            attributes.push(QuotedAttribute { name, value, group_size: over_all.min(alike.len() as u64) });
        }
        let most = self.material.telling.most_attributes.filter(|_| !self.recipe().kind.is_for_analysis());
        attributes.truncate(most.unwrap_or(usize::MAX));
        attributes
    }

    /// By attribute, in lower case: how many share its value with a case, and all that is told of this case before it. What
    /// may be told no more, beyond the number of attributes, nobody shares.
    fn linked_sizes(&self, case: u32) -> BTreeMap<String, u64> {
        let mut sizes = BTreeMap::new();
        if !self.is_linked(case) {
            return sizes;
        }
        let telling = &self.material.telling;
        let least = self.least_sharing().max(1);
        let most = telling.most_attributes.unwrap_or(usize::MAX);
        let (mut alike, mut told) = (self.of_kind(case), 0);
        for attribute in telling.linked.iter().filter_map(|name| self.columns.attribute(name)) {
            if attribute.value_of(case).is_none() {
                continue;
            }
            let same = |&other: &u32| attribute.of_case[other as usize] == attribute.of_case[case as usize];
            let within: Vec<u32> = alike.iter().copied().filter(same).collect();
            let size = if told < most { within.len() as u64 } else { 0 };
            if size >= least {
                (alike, told) = (within, told + 1);
            }
            sizes.insert(attribute.name.to_lowercase(), size);
        }
        sizes
    }

    /// All kept cases of a case's kind: those whom its label may mean.
    fn of_kind(&self, case: u32) -> Vec<u32> {
        let cases = &self.columns.cases;
        (0..self.columns.case_count()).filter(|&other| cases.kind(other) == cases.kind(case)).collect()
    }
}
