//! Deciding on names in the terminal: one group of forms after the other, by keyboard alone.

mod draw;
mod session;
mod state;

pub use session::NameSession;
