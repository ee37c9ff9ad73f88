//! What every report passes through on its way out: pseudonyms, suppression, and the gate.
//!
//! [`clear`] replaces identities and hides small groups in a report, before it is written. The [`Gate`] reads the
//! finished bytes afterwards. It shares the list of identities with the replacer and no code, so that a mistake in one
//! does not hide in the other. Names that nobody listed are found by neither: a detector and a reviewer's decisions
//! join here as a second source of spans for [`Pseudonymiser`] and of findings for [`Gate`].

mod aliases;
mod clear;
mod gate;
mod generalise;
mod labels;
mod modes;
mod person_names;
mod policy;
mod pseudonymise;
mod pseudonyms;
mod register;
pub mod review;
mod suppress;
mod thresholds;
mod unreviewed;

pub use crate::detect::Rule;
pub use aliases::derived;
pub(crate) use aliases::takes_capital;
pub use clear::{Account, Cleared, clear, clear_all, clear_with};
pub use gate::{
    Allowance, Finding, Gate, GateError, Inspected, Likeness, Passed, Place, RUN, Runs, Sureness, What, Whose, describe,
};
pub use generalise::{Anchor, SaidDate, age_band};
pub use labels::{assign, letters};
pub use modes::{Anchors, Modes, settle};
pub use person_names::{NameLists, persons_name};
pub use policy::Policy;
pub use pseudonymise::{Pseudonymised, Pseudonymiser, Replaced, Replacement, Unlisted, Whereabouts};
pub use pseudonyms::{assign as assign_pseudonyms, candidates as pseudonym_candidates};
pub use register::{Shared, shared, unite};
pub use suppress::{Withheld, Withholding, suppress};
pub use thresholds::{Asked, Preset, Thresholds};
pub use unreviewed::{Suspect, Undecided, Unreviewed, sentence_heads};
