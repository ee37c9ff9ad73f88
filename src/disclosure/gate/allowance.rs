//! Decisions that let a finding pass. Each is about one form, by one person, for a reason.

use std::collections::BTreeMap;

use super::forms::comparable;

/// A recorded decision that one form may stand in outputs.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The form of the identity list, or the words that were found, exactly as they stand in the output but for letter
    /// case.
    pub form: String,
    /// Why it may stand there. Without a reason nothing is allowed.
    pub reason: String,
    /// Who decided. Without a name nothing is allowed.
    pub by: String,
}

/// The forms of valid decisions, as they are compared, with the index of each decision. There is no way to allow all.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowed {
    forms: BTreeMap<String, usize>,
}

impl Allowed {
    pub(super) fn of(allowances: &[Allowance]) -> Self {
        let is_valid = |allowance: &Allowance| !allowance.reason.trim().is_empty() && !allowance.by.trim().is_empty();
        let valid = allowances.iter().enumerate().rev().filter(|(_, allowance)| is_valid(allowance));
        Self { forms: valid.map(|(index, allowance)| (comparable(&allowance.form), index)).collect() }
    }

    /// The decision about these words, if there is one.
    pub(super) fn index_of(&self, form: &str) -> Option<usize> {
        if self.forms.is_empty() {
            return None;
        }
        let form = comparable(form);
        self.forms.get(&form).filter(|_| !form.is_empty()).copied()
    }
}
