//! From recipes to files past the gate; what was built before, and what is different since.

pub(super) mod build;
pub(super) mod checking;
pub(super) mod disclosing;
pub(super) mod documents;
pub(super) mod drafts;
pub(super) mod export;
pub(super) mod findings;
pub(super) mod house;
pub(super) mod means;
pub(super) mod page;
pub mod shown;
pub(super) mod tables;
pub(super) mod watching;
