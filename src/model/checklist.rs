//! What researchers say to an item of a reporting checklist.

/// An answer, and where the paper reports it; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemAnswer {
    pub answer: String,
    pub page: String,
}
