//! The groups that an attribute makes, in printed order.

use super::Kitchen;
use crate::analysis::Attribute;

/// The title of those who state no value.
const NOT_STATED: &str = "Not stated";
/// The title of the one group where nothing groups.
const ALL: &str = "All";

/// One group: where its numbers stand in what `analysis` gives, its name, and how many kept cases are in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) size: u64,
}

impl Group {
    /// "Policing (6)"
    pub(super) fn title(&self, count: u64) -> String {
        format!("{} ({count})", self.name)
    }
}

impl Kitchen<'_> {
    /// The groups in the order that the recipe gives, else in that of the options of the question that the attribute
    /// comes from, else in the attribute's own; those who state no value come last. Without an attribute, all are one.
    pub(super) fn groups(&self, attribute: Option<&Attribute>, order: &[String]) -> Vec<Group> {
        let Some(attribute) = attribute else {
            return vec![Group { index: 0, name: ALL.to_owned(), size: u64::from(self.columns.case_count()) }];
        };
        let order = if order.is_empty() { self.options_behind(attribute) } else { order };
        let place = |value: &str| {
            let wanted = value.to_lowercase();
            order.iter().position(|listed| listed.trim().to_lowercase() == wanted).unwrap_or(order.len())
        };
        let sizes = attribute.group_sizes();
        let mut indices: Vec<usize> = (0..attribute.values.len()).collect();
        indices.sort_by_key(|&index| place(&attribute.values[index]));
        indices.push(attribute.values.len());
        let name = |index: usize| attribute.values.get(index).map_or(NOT_STATED, String::as_str).to_owned();
        indices.into_iter().map(|index| Group { index, name: name(index), size: sizes[index] }).collect()
    }

    /// The options of the question named like the attribute, or of the only one that has all of its values.
    fn options_behind(&self, attribute: &Attribute) -> &[String] {
        let name = attribute.name.to_lowercase();
        let questions = || self.columns.questions.iter().map(|asked| &asked.question);
        if let Some(question) = questions().find(|question| question.code.to_lowercase() == name) {
            return &question.options;
        }
        let has_all =
            |options: &[String]| attribute.values.iter().all(|value| options.iter().any(|option| option == value));
        let mut fitting = questions().filter(|question| has_all(&question.options));
        match (fitting.next(), fitting.next()) {
            (Some(question), None) => &question.options,
            _ => &[],
        }
    }
}

/// A name as the title of a column: its first letter a capital.
pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
