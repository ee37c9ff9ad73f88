//! What reviewers say of what may identify someone.

use super::{IdentityKind, Span, TextId, words};

/// What a reviewer says of a form, or of one mention of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It identifies someone, and is hidden as the register says.
    Hide,
    /// It identifies someone or something and stays, for a reason.
    Keep,
    /// It is an ordinary word.
    NotAName,
}

words!(Verdict { Hide = "hide", Keep = "keep", NotAName = "not-a-name" });

/// A reviewer's decision. It holds for every mention of the form, or for the one at its place, which goes before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// As it was written where it was found; compared without regard to letter case.
    pub form: String,
    pub kind: IdentityKind,
    /// The one mention that it is about; none: all of them.
    pub place: Option<(TextId, Span)>,
    pub verdict: Verdict,
    /// Never empty where a direct identifier is kept.
    pub reason: String,
    pub decided_by: String,
    /// RFC 3339, UTC.
    pub decided_at: String,
}
