//! Walks in the terminal: coding, segment by segment, and deciding on names, form by form.
//!
//! Keys go into a `Walk`, a state without terminal, clock or store, which says what is to be done; `Session` does that
//! with the project, at once, so that nothing is lost whatever happens next; [`draw`](Session::draw) makes lines of what is
//! to be seen; and `screen` alone knows the terminal.

mod draw;
mod keys;
mod line;
mod names;
mod screen;
mod session;
mod state;
mod stretch;
mod wrap;

pub use keys::Key;
pub use line::{Line, Look};
pub use names::NameSession;
pub use session::Session;

pub(super) use screen::{is_there, run};
