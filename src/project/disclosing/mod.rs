//! The study's rule of disclosure, and what it is applied to: all outputs together.

mod settings;
mod together;

pub use settings::DisclosureSettings;
