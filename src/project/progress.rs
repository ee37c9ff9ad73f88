//! How long work tells how far it is.

/// Told of long work by the stations; drawn by the terminal or the page. Does nothing by itself.
pub trait Progress {
    /// A new stage begins: its name ("Indexing") and how many steps it has, where that is known.
    fn stage(&self, name: &str, step_count: Option<u64>);
    /// So many more steps are done.
    fn advance(&self, step_count: u64);
    /// The stage is over.
    fn finish(&self);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Quiet;

impl Progress for Quiet {
    fn stage(&self, _name: &str, _step_count: Option<u64>) {}
    fn advance(&self, _step_count: u64) {}
    fn finish(&self) {}
}
