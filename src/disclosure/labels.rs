//! Labels of participants, in an order that follows nothing.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

pub use crate::report::letters;

/// A label for each name: "Participant A", "Participant B" … "Participant AA".
///
/// New names get the next free letters in the order of SHA-256(seed, name), so that a label says nothing of when someone
/// was interviewed or where they stand in a list. `taken` are the labels given before, as (name, label), also those of
/// people who have left: a name keeps its label, and nobody gets one that was another's.
pub fn assign(names: &[&str], seed: &str, taken: &[(&str, &str)]) -> Vec<String> {
    let used: BTreeSet<&str> = taken.iter().map(|&(_, label)| label).collect();
    let mut free =
        (0..).map(|index| format!("Participant {}", letters(index))).filter(|label| !used.contains(label.as_str()));
    let mut labels: BTreeMap<&str, String> = taken.iter().map(|&(name, label)| (name, label.to_owned())).collect();
    let mut new: Vec<&str> = names.iter().copied().filter(|name| !labels.contains_key(name)).collect();
    new.sort_by_cached_key(|name| (Sha256::digest([seed, "\0", name].concat()).to_vec(), *name));
    for name in new {
        // A name that stands twice in the list is one participant.
        labels.entry(name).or_insert_with(|| free.next().expect("there is always another letter"));
    }
    names.iter().map(|name| labels[name].clone()).collect()
}
