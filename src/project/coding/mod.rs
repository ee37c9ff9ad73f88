//! Coding: by rules and by hand, looked at, explained and tested.

pub(super) mod agreement;
pub(super) mod by_hand;
pub(super) mod code;
mod coders;
pub(super) mod codings;
pub(super) mod disagreements;
pub(super) mod error;
pub(super) mod explanations;
pub(super) mod matches;
pub(super) mod places;
pub(super) mod reading;
pub(super) mod rule_suggestions;
pub(super) mod rule_testing;
pub(super) mod walking;
