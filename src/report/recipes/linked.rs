//! What is told of one person over all outputs: what they are called, and which attributes stand beside their words.
//!
//! Whoever is called the same in two outputs is known to be one person: what one of them tells adds to what the other
//! does. So attributes are weighed together, those of headings first, then in the order of the study file: one that would
//! leave too few people who share it and all before it is told nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::quotes::label;
use super::{CellQuotes, Kitchen, RecipeKind};
use crate::analysis::Attribute;
use crate::model::{CaseId, CaseKind, RowKey};
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
    /// What outputs tell of people: see [`told_of_people`].
    pub linked: Vec<Told>,
    /// At most so many of one person; all if there is no number.
    pub most_attributes: Option<usize>,
}

/// Something that outputs tell of single people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// The value of the attribute of this name.
    Attribute(String),
    /// In which row of the framework of this name their words stand, where its rows are groups.
    Row(String),
}

impl Told {
    /// The same however the attribute's name is written.
    fn folded(&self) -> Self {
        match self {
            Self::Attribute(name) => Self::Attribute(name.to_lowercase()),
            Self::Row(framework) => Self::Row(framework.clone()),
        }
    }

    /// The attribute's name, if it is one.
    pub fn attribute(&self) -> Option<&str> {
        match self {
            Self::Attribute(name) => Some(name),
            Self::Row(_) => None,
        }
    }
}

/// What these outputs tell of single people, each once: by headings, then beside words. What is for analysis is not passed
/// on.
pub fn told_of_people<'r>(recipes: impl Iterator<Item = &'r Recipe>) -> Vec<Told> {
    let (mut headings, mut beside): (Vec<Told>, Vec<Told>) = (Vec::new(), Vec::new());
    let attributes = |names: &[String]| names.iter().cloned().map(Told::Attribute).collect::<Vec<_>>();
    for recipe in recipes.filter(|recipe| !recipe.kind.is_for_analysis()) {
        match &recipe.kind {
            RecipeKind::Quotes(quotes) => {
                headings.extend(quotes.group_by.clone().map(Told::Attribute));
                beside.extend(attributes(&quotes.attributes));
            }
            RecipeKind::Framework(framework) => {
                headings.extend(framework.group_by.clone().map(Told::Attribute));
                let quotes = framework.quotes != CellQuotes::None;
                headings.extend(quotes.then(|| Told::Row(framework.framework.clone())));
            }
            RecipeKind::Cooccurrence(found) => beside.extend(attributes(&found.attributes)),
            RecipeKind::Matrix(matrix) => beside.extend(attributes(&matrix.attributes)),
            _ => {}
        }
    }
    let mut told: Vec<Told> = Vec::new();
    for one in headings.into_iter().chain(beside) {
        if !told.iter().any(|other| other.folded() == one.folded()) {
            told.push(one);
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

    /// What a case is called where its own label would tell too much.
    pub(super) fn bare_label(&self, case: u32) -> String {
        label("", self.columns.cases.kind(case))
    }

    /// Whether a heading may tell the value that a case has of this attribute: by consent, and whatever other outputs tell
    /// of it.
    pub(super) fn may_head(&self, case: u32, name: &str) -> bool {
        self.columns.cases.consent(case).may_quote_beside(true)
            && self.may_tell(case, &Told::Attribute(name.to_owned()))
    }

    /// Whether this may be told beside a case's label, whatever other outputs tell of it.
    pub(super) fn may_tell(&self, case: u32, told: &Told) -> bool {
        let least = self.least_sharing().max(1);
        self.linked_sizes(case).get(&told.folded()).is_none_or(|&size| size >= least)
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
            let told = Told::Attribute(attribute.name.clone()).folded();
            let over_all = linked.get(&told).copied().unwrap_or(u64::MAX);
            let (name, value) = (attribute.name.clone(), value.to_owned());
            attributes.push(QuotedAttribute { name, value, group_size: over_all.min(alike.len() as u64) });
        }
        let most = self.material.telling.most_attributes.filter(|_| !self.recipe().kind.is_for_analysis());
        attributes.truncate(most.unwrap_or(usize::MAX));
        attributes
    }

    /// By what is told: how many share it with a case, and all that is told of this case before it. What may be told no
    /// more, beyond the number of attributes, nobody shares.
    fn linked_sizes(&self, case: u32) -> BTreeMap<Told, u64> {
        let mut sizes = BTreeMap::new();
        if !self.is_linked(case) {
            return sizes;
        }
        let telling = &self.material.telling;
        let least = self.least_sharing().max(1);
        let most = telling.most_attributes.unwrap_or(usize::MAX);
        let (mut alike, mut count) = (self.of_kind(case), 0);
        for told in &telling.linked {
            let Some(within) = self.sharing(case, told, &alike) else { continue };
            let size = if count < most { within.len() as u64 } else { 0 };
            if size >= least {
                (alike, count) = (within, count + 1);
            }
            sizes.insert(told.folded(), size);
        }
        sizes
    }

    /// Those of `alike` of whom the same would be told as of this case; nothing where nothing is told of it.
    fn sharing(&self, case: u32, told: &Told, alike: &[u32]) -> Option<Vec<u32>> {
        match told {
            Told::Attribute(name) => {
                let attribute = self.columns.attribute(name)?;
                attribute.value_of(case)?;
                let same = |&other: &u32| attribute.of_case[other as usize] == attribute.of_case[case as usize];
                Some(alike.iter().copied().filter(same).collect())
            }
            Told::Row(name) => {
                let id = |case: u32| self.columns.cases.id(case);
                let named = self.material.frameworks.iter().find(|framework| framework.name == *name)?;
                let framework = named.found.as_ref()?.as_ref().ok()?;
                let groups = framework.rows.iter().filter(|row| matches!(row.key, RowKey::Group(_)));
                let row: BTreeSet<CaseId> =
                    groups.map(|row| &row.cases).find(|cases| cases.contains(&id(case)))?.iter().copied().collect();
                Some(alike.iter().copied().filter(|&other| row.contains(&id(other))).collect())
            }
        }
    }

    /// All kept cases of a case's kind: those whom its label may mean.
    fn of_kind(&self, case: u32) -> Vec<u32> {
        let cases = &self.columns.cases;
        (0..self.columns.case_count()).filter(|&other| cases.kind(other) == cases.kind(case)).collect()
    }
}
