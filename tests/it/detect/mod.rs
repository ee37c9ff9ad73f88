//! The detector of identities: what it finds, that it is the same everywhere, and what strange files do to it.

mod casings;
mod chains;
mod finding;
mod rule_properties;
mod rules;
mod traits;
mod weights;
