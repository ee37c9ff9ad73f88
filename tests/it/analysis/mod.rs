//! Tests of the station `analysis`.

mod answers;
mod counting;
mod laws;
mod rule_test;
pub(crate) mod small;
mod store;
mod words;
