//! Columns as they come from the store.
