//! Tests of the station `query`.

mod codings;
mod concordance;
pub(crate) mod corpus;
mod errors;
mod facets;
mod hits;
mod languages;
mod printed;
mod saved;
mod scan;
mod together;
