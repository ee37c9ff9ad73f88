//! The study's rules of disclosure.

use super::modes::{Anchors, Modes};
use super::review::Reviewed;
use super::{Pseudonymiser, Thresholds};
use crate::model::{Decision, Identity};

/// What `[disclosure]` in `study.toml` and the identity list say.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    pub thresholds: Thresholds,
    pub identities: Vec<Identity>,
    /// What reviewers, or the list, say of what looks like a name.
    pub decisions: Vec<Decision>,
    /// Who decided, as outputs tell it.
    pub reviewed: Reviewed,
    /// How identities are printed that do not say it themselves.
    pub modes: Modes,
    /// From what each person's dates are counted.
    pub anchors: Anchors,
}

impl Policy {
    /// What replaces the study's identities, in the study's ways.
    pub fn pseudonymiser(&self) -> Pseudonymiser {
        Pseudonymiser::new(&self.identities).with_age_band(self.modes.age_band)
    }
}
