//! What may tell who someone is: found by the detector, looked at by people, decided once for all mentions, and logged.
//!
//! Who and what is listed already is `people`'s register. What decisions come to, and in which order people look, is
//! `disclosure::review`'s.

mod contexts;
mod deciding;
mod decisions;
mod detecting;
mod error;
mod indirect;
mod log;
mod printed;
mod queue;
mod replaying;

pub use contexts::Context;
pub use deciding::{Decided, HiddenAs, Ruling};
pub use detecting::{CandidateFinder, Detected};
pub use error::ReviewError;
pub use indirect::{IndirectPerson, IndirectSpan};
pub use log::{IdentityLogFormat, IdentityLogLine};
pub use queue::{LikelyAlias, QueueEntry, QueueOptions, ReadersWord, ReviewQueue};
pub use replaying::Replayed;
