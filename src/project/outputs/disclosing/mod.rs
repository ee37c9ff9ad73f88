//! The study's rule of disclosure, and what it is applied to: all outputs together.

mod account;
mod people;
mod policy;
mod settings;
mod together;

pub use account::{WithheldAccount, WithheldFrom};
pub use people::{QuotedPeople, QuotedPerson};
pub use settings::DisclosureSettings;
