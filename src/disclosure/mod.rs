//! What every report passes through on its way out: pseudonyms, suppression, and the gate.

mod clear;
mod policy;
mod standin;
pub use standin::*;

pub use clear::{Cleared, clear};
pub use policy::Policy;
