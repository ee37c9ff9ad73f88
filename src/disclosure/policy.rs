//! The study's rules of disclosure.

use crate::model::Identity;

/// What `[disclosure]` in `study.toml` and the identity list say.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Cells, means and quoted attributes about fewer people are not shown. 0 and 1 show all.
    pub minimum_group: u64,
    pub identities: Vec<Identity>,
}
