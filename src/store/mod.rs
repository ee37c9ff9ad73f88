//! The store: one SQLite file. SQL is written in this folder and nowhere else.
//!
//! WAL mode, one write transaction per researcher's action: a crash loses at most the action under way. CLI and server
//! may have it open at once. One file here answers one kind of question; each adds an `impl Store` block.

mod error;
mod lookup;
mod open;

pub use error::StoreError;
pub use lookup::{CaseName, Counting, NamedRow, SegmentDetails, SegmentRow, SpeakerRow, TextState};
pub use open::Store;
