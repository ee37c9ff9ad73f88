//! What those who work on the study are called in print.

use std::collections::BTreeMap;

use super::Naming;

/// By name: what stands for it.
pub(super) struct People {
    called: BTreeMap<String, String>,
}

impl People {
    pub(super) fn new(naming: Naming, people: &[String]) -> Self {
        let initials = |name: &str| -> String {
            let parts = name.split([' ', '.', '_', '-']).filter_map(|part| part.chars().next());
            parts.flat_map(|letter| letter.to_uppercase().chain(['.'])).collect()
        };
        let mut called = BTreeMap::new();
        for (index, name) in people.iter().enumerate() {
            let shown = match naming {
                Naming::Names => name.clone(),
                Naming::Numbers => format!("Coder {}", index + 1),
                Naming::Initials => {
                    let own = initials(name);
                    let earlier = people[..index].iter().filter(|other| initials(other) == own).count();
                    if earlier == 0 { own } else { format!("{own} ({})", earlier + 1) }
                }
            };
            called.insert(name.clone(), shown);
        }
        Self { called }
    }

    pub(super) fn called(&self, name: &str) -> String {
        self.called.get(name).cloned().unwrap_or_default()
    }

    /// Those who are in some list, in the order of the records.
    pub(super) fn among<'n>(&self, names: &'n [String], is_there: impl Fn(&str) -> bool) -> Vec<&'n String> {
        names.iter().filter(|name| self.called.contains_key(*name) && is_there(name)).collect()
    }
}
