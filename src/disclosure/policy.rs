//! The study's rules of disclosure.

use super::Thresholds;
use super::review::Reviewed;
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
}
