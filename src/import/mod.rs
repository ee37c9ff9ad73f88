//! Files from outside, as plain values.
//!
//! A reader takes bytes and gives an [`Imported`] transcript or a stream of survey rows; it knows no store, no clock and
//! no other format. What a reader cannot make sense of is an [`ImportError`] with file and place, never a panic.

mod error;
mod imported;

pub use error::{ImportError, Place};
pub use imported::{Imported, Turn, Warning};
