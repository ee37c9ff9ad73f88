//! html: one page that holds all it needs. Nothing is fetched and nothing runs; its policy forbids both.
//!
//! The body is well-formed XML as well (no element without an end), so that the page can be checked and read by strict
//! readers. A participant's words are text of unknown direction: `dir="auto"` wherever they stand.

mod beside;
mod blocks;
mod leads;
mod page;
mod table;

pub use leads::Leads;
pub(super) use page::{fragment, html};
