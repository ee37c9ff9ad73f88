//! Coding in the terminal, segment by segment.
//!
//! Keys go into `Walk`, a state without terminal, clock or store, which says what is to be done; `Session` does that
//! with the project, at once, so that nothing is lost whatever happens next; [`draw`](Session::draw) makes lines of what is
//! to be seen; and `screen` alone knows the terminal.

mod draw;
mod keys;
mod line;
mod screen;
mod session;
mod state;
mod stretch;

pub use keys::Key;
pub use line::{Line, Look};
pub use session::Session;

pub(super) use screen::{is_there, run};
