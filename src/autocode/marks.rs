//! What a rule's words hit.

/// A hit of one word, phrase or fixed part of an expression, for one rule that asks for it.
///
/// Places are bytes from the start of the segment. The order brings a rule's marks together, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) rule: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) role: Role,
}

/// What a hit means to the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Any,
    /// Which word of `all` it is.
    All(u16),
    /// A fixed part of this expression of the rule: worth a closer look.
    Candidate(u16),
    None,
    Near,
}

impl Role {
    /// Whether the rule can fire where this was hit.
    pub(super) const fn is_positive(self) -> bool {
        matches!(self, Self::Any | Self::All(_) | Self::Candidate(_))
    }
}

/// A rule that asks for a word, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) rule: u32,
    pub(super) role: Role,
}
