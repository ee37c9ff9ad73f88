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

impl Verdict {
    /// `is hidden`, `stay as they are`, `is no name`: what was decided, of one or several.
    pub const fn done(self, is_one: bool) -> &'static str {
        match (self, is_one) {
            (Self::Hide, true) => "is hidden",
            (Self::Hide, false) => "are hidden",
            (Self::Keep, true) => "stays as it is",
            (Self::Keep, false) => "stay as they are",
            (Self::NotAName, true) => "is no name",
            (Self::NotAName, false) => "are no names",
        }
    }
}

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

/// A form as decisions are compared: in small letters, with single spaces, and without a possessive at its end.
pub fn form_key(form: &str) -> String {
    let mut key = String::with_capacity(form.len());
    for word in form.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(|letter| if letter == '’' { '\'' } else { letter }).flat_map(char::to_lowercase));
    }
    let edges = |letter: char| !letter.is_alphanumeric() && letter != '+' && letter != '@' && letter != '#';
    let bare = key.trim_matches(edges);
    bare.strip_suffix("'s").unwrap_or(bare).to_owned()
}

impl IdentityKind {
    /// Whether it says by itself who someone is. To keep such a thing needs a reason.
    pub const fn is_direct(self) -> bool {
        matches!(self, Self::Person | Self::Contact | Self::Number)
    }

    /// How much harm its printing does, 0 the most: what names someone, then what narrows down, then what describes.
    pub const fn harm_rank(self) -> u8 {
        match self {
            Self::Person | Self::Contact | Self::Number => 0,
            Self::Place | Self::Organisation => 1,
            Self::Date | Self::Age | Self::Trait => 2,
            Self::Other => 3,
        }
    }
}
