//! The study's rule of disclosure, and what it is applied to: all outputs together.

mod account;
mod gate;
mod known_names;
mod own_words;
mod people;
mod policy;
mod settings;
mod together;
mod unheard;

pub use account::{WithheldAccount, WithheldFrom};
pub(in crate::project) use gate::{StudyGate, only_detected};
pub use people::{QuotedPeople, QuotedPerson};
pub use settings::DisclosureSettings;
