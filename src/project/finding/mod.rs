//! Finding words: search, saved queries, results, words counted.

pub(super) mod completion;
pub(super) mod place_names;
pub(super) mod queries;
pub(super) mod results;
pub(super) mod search;
pub(super) mod words;
