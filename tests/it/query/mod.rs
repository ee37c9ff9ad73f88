//! Tests of the station `query`.

mod concordance;
pub(crate) mod corpus;
mod errors;
mod facets;
mod hits;
mod printed;
mod scan;
