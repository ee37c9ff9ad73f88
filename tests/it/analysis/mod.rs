//! Tests of the station `analysis`.

mod answers;
mod counting;
mod laws;
pub(crate) mod small;
mod store;
mod words;
