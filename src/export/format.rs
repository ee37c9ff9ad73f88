//! The file formats a report can be written in.

pub use crate::report::Format;
