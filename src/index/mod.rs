//! The full-text index: made from the store, may be deleted at any time.
//!
//! One entry a segment: its words with their positions, and the numbers that never change of it (source, respondent,
//! speaker, question). Codings, attributes and the status of cases change all the time and are not in it: a query reads
//! them from the store and joins them by segment, case or speaker number. No text is kept here, only words.
//!
//! [`catch_up`] compares what the index was made of with the store, adds what is new, and makes the index again when it
//! is missing, damaged, of an older program or of another study.

mod catch_up;
mod common_words;
mod error;
mod fields;
mod filter;
mod found;
mod known_stems;
mod languages;
mod near;
mod numbers;
mod open;
mod patterns;
mod postings;
mod removing;
mod sets;
mod stamp;
mod tokens;
mod words_query;

pub use catch_up::{CaughtUp, catch_up};
pub use error::IndexError;
pub use languages::Languages;
pub use open::Index;
pub use patterns::{WordPattern, edit_distance_within};
pub use tokens::Tokens;

pub(crate) use fields::{Column, Columns, Values};
pub(crate) use filter::Filter;
pub(crate) use near::occurrences;
pub(crate) use numbers::Numbers;
pub(crate) use words_query::WordsQuery;
