//! Identities from several places, made one where they are one, and what they have in common where they are not.

use std::collections::BTreeMap;

use crate::model::{Identity, IdentityKind};
use crate::text::fold;

/// A form that two identities have which are printed otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// The one that has it: the earlier in the register.
    pub winner: usize,
    pub other: usize,
    /// Whether the form is written down for both, and follows from neither's other forms.
    pub is_written: bool,
}

/// Joins identities of one kind and one case that share a form, and people of one case; where only one says whose it is, or how it is printed, that
/// holds. The earlier one's words come first. What says otherwise of the same form stays apart.
pub fn unite(identities: Vec<Identity>) -> Vec<Identity> {
    let mut united: Vec<Identity> = Vec::new();
    let mut having: BTreeMap<(IdentityKind, String), Vec<usize>> = BTreeMap::new();
    for identity in identities {
        let mut keys: Vec<(IdentityKind, String)> =
            all_forms(&identity).map(|form| (identity.kind, fold(form))).collect();
        // A case is one person, whatever they are called.
        let is_person = identity.kind == IdentityKind::Person;
        keys.extend(identity.case.iter().filter(|_| is_person).map(|case| (identity.kind, format!("\0{case}"))));
        let same = keys.iter().flat_map(|key| having.get(key).into_iter().flatten().copied());
        let index = if let Some(index) = same.filter(|&index| are_one(&united[index], &identity)).min() {
            join(&mut united[index], identity);
            index
        } else {
            united.push(identity);
            united.len() - 1
        };
        for key in keys {
            let known = having.entry(key).or_default();
            if !known.contains(&index) {
                known.push(index);
            }
        }
    }
    united
}

fn all_forms(identity: &Identity) -> impl Iterator<Item = &str> {
    identity.forms.iter().map(String::as_str).chain(identity.derived.iter().map(|derived| derived.form.as_str()))
}

fn are_one(one: &Identity, other: &Identity) -> bool {
    let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
    // Two entries of nobody in particular were written apart by somebody.
    let is_same_case = match (&one.case, &other.case) {
        (Some(one), Some(other)) => one == other,
        (None, None) => false,
        _ => true,
    };
    is_same_case
        && agree(&one.replacement, &other.replacement)
        && agree(&one.wider, &other.wider)
        && (one.mode.is_none() || other.mode.is_none() || one.mode == other.mode)
}

fn join(one: &mut Identity, other: Identity) {
    for form in other.forms {
        if !one.forms.iter().any(|known| fold(known) == fold(&form)) {
            one.forms.push(form);
        }
    }
    one.derived.extend(other.derived);
    one.mode = one.mode.or(other.mode);
    one.case = one.case.take().or(other.case);
    one.derive &= other.derive;
    for (mine, theirs) in
        [(&mut one.replacement, other.replacement), (&mut one.wider, other.wider), (&mut one.reason, other.reason)]
    {
        if mine.is_empty() {
            *mine = theirs;
        }
    }
}

/// Forms that several identities have which are printed otherwise, once for each two of them, in the register's order.
/// What is written for one goes before what only follows from another's forms, and the earlier before the later.
pub fn shared(identities: &[Identity]) -> Vec<Shared> {
    let mut having: BTreeMap<String, Vec<(bool, usize)>> = BTreeMap::new();
    for (index, identity) in identities.iter().enumerate() {
        let written = identity.forms.iter().map(|form| (form, true));
        let derived = identity.derived.iter().map(|derived| (&derived.form, false));
        for (form, is_written) in written.chain(derived) {
            having.entry(fold(form)).or_default().push((is_written, index));
        }
    }
    let mut found: Vec<Shared> = Vec::new();
    for mut sharers in having.into_values().filter(|sharers| sharers.len() > 1) {
        sharers.sort_by_key(|&(is_written, index)| (!is_written, index));
        let (first_written, winner) = sharers[0];
        for &(is_written, other) in sharers.iter().skip(1) {
            let is_same = other == winner || identities[other].printed() == identities[winner].printed();
            let is_known = found.iter().any(|shared| (shared.winner, shared.other) == (winner, other));
            if !is_same && !is_known {
                found.push(Shared { winner, other, is_written: is_written && first_written });
            }
        }
    }
    found.sort_by_key(|shared| (shared.winner, shared.other));
    found
}
