//! Decisions that let a finding pass. Each is about one form, by one person, for a reason.

use std::collections::BTreeSet;

use super::forms::comparable;

/// A recorded decision that one form may stand in outputs.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The form of the identity list, or the address, exactly as it stands in the output but for letter case.
    pub form: String,
    /// Why it may stand there. Without a reason nothing is allowed.
    pub reason: String,
    /// Who decided. Without a name nothing is allowed.
    pub by: String,
}

/// The forms of valid decisions, as they are compared. There is no way to allow all.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowed {
    forms: BTreeSet<String>,
}

impl Allowed {
    pub(super) fn of(allowances: &[Allowance]) -> Self {
        let is_valid = |allowance: &&Allowance| !allowance.reason.trim().is_empty() && !allowance.by.trim().is_empty();
        Self { forms: allowances.iter().filter(is_valid).map(|allowance| comparable(&allowance.form)).collect() }
    }

    pub(super) fn allows(&self, form: &str) -> bool {
        !self.forms.is_empty() && self.forms.contains(&comparable(form))
    }
}
