//! Tests of the station `disclosure`.

mod aliases;
mod attacker;
mod attacks;
mod attacks_on_flow;
mod attacks_on_lists;
mod attacks_on_ratings;
mod clear;
pub(crate) mod files;
mod gate;
mod gate_rules;
mod hostile;
mod labels;
mod modes;
mod near;
mod pseudonymise;
mod refusals;
mod rules;
mod suppress;
mod thresholds;
mod trims;
mod unlisted;
mod unreviewed;

use verbatim::model::{Identity, IdentityKind};

fn identity(kind: IdentityKind, forms: &[&str], replacement: &str) -> Identity {
    Identity {
        kind,
        forms: forms.iter().map(|&form| form.to_owned()).collect(),
        replacement: replacement.to_owned(),
        ..Identity::default()
    }
}

/// An invented list with one of everything that is hard: accents, apostrophes, several words, signs, numbers.
fn identities() -> Vec<Identity> {
    use IdentityKind::{Contact, Organisation, Person, Place};
    vec![
        identity(Person, &["Philippa Ormskerry", "Philippa", "Ms Ormskerry", "Ormskerry"], ""),
        identity(Person, &["Jürgen O'Kesselmann", "Jürgen", "O'Kesselmann"], ""),
        identity(Person, &["Anna"], ""),
        identity(Place, &["Port Elvern"], "[town]"),
        identity(Organisation, &["Harrowmere Children's Fund", "Harrowmere", "HCF"], "[a charity]"),
        identity(Organisation, &["Review and Support Board"], ""),
        identity(Contact, &["@steadfern_talk"], "[social media account]"),
        identity(Contact, &["01632 960417"], "[number]"),
        identity(Contact, &["p.ormskerry@steadfern.example"], ""),
    ]
}
