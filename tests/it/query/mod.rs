//! Tests of the station `query`.

pub(crate) mod corpus;
mod errors;
mod hits;
mod printed;
mod scan;
