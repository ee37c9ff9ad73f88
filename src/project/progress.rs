//! How long work tells how far it is.

use super::ProjectError;

/// Told of long work by the stations; drawn by the terminal or the page. Does nothing by itself.
pub trait Progress {
    /// A new stage begins: its name ("Indexing") and how many steps it has, where that is known.
    fn stage(&self, name: &str, step_count: Option<u64>);
    /// So many more steps are done.
    fn advance(&self, step_count: u64);
    /// The stage is over.
    fn finish(&self);
    /// Whether whoever watches wants it to end: the stations then leave off where they can, with what is finished kept.
    fn is_cancelled(&self) -> bool {
        false
    }
}

impl dyn Progress + '_ {
    /// So many more steps are done; an error if that was wished to be all.
    pub(super) fn go_on(&self, step_count: u64) -> Result<(), ProjectError> {
        self.advance(step_count);
        if self.is_cancelled() { Err(ProjectError::Cancelled) } else { Ok(()) }
    }
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Quiet;

impl Progress for Quiet {
    fn stage(&self, _name: &str, _step_count: Option<u64>) {}
    fn advance(&self, _step_count: u64) {}
    fn finish(&self) {}
}
