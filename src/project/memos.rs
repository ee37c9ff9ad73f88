//! What people noted.

use super::{Project, ProjectError};
use crate::model::Memo;
use crate::store::MemoFilter;

impl Project {
    /// Memos with what they stand on. For work inside the study: no output holds them.
    pub fn memos(&self, filter: &MemoFilter) -> Result<Vec<Memo>, ProjectError> {
        Ok(self.store.memos(filter)?)
    }
}
