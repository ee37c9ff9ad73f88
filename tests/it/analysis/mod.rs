//! Tests of the station `analysis`.

mod accumulation;
mod agreement;
mod answers;
mod case_matrix;
mod counting;
mod grim;
mod laws;
mod near;
mod rule_test;
pub(crate) mod small;
mod store;
mod surveys;
mod words;
