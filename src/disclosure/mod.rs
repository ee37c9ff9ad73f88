//! What every report passes through on its way out: pseudonyms, suppression, and the gate.

mod clear;
mod policy;

pub use clear::{Cleared, clear};
pub use policy::Policy;
