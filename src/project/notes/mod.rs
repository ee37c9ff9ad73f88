//! What analysts write: memos and links, and what they are on.

pub(super) mod error;
pub(super) mod memos;
pub(super) mod subjects;
