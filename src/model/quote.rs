//! Which quotations a person has chosen, and how they are to be printed: marks beside the text, which never changes.

use super::{Span, TextId, words};

/// What a mark on some words says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteMarkKind {
    /// Quote these before all others.
    Pin,
    /// They speak against a theme or code.
    Against,
    /// A quotation of any of these words begins and ends with them.
    Ends,
    /// […] is printed for them.
    LeaveOut,
    /// Other words, in brackets, are printed for them.
    Replace,
    /// Words in brackets are printed before them.
    Before,
    /// Words in brackets are printed after them.
    After,
    /// They begin with a small letter, in brackets.
    Lower,
    /// They begin with a capital letter, in brackets.
    Upper,
}

words!(QuoteMarkKind {
    Pin = "pin",
    Against = "against",
    Ends = "ends",
    LeaveOut = "leave out",
    Replace = "replace",
    Before = "add before",
    After = "add after",
    Lower = "lower",
    Upper = "upper",
});

impl QuoteMarkKind {
    /// Whether it says how words are printed, rather than which.
    pub const fn is_trim(self) -> bool {
        !matches!(self, Self::Pin | Self::Against)
    }
}

/// Under which headings a chosen quotation stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum QuoteHeading {
    /// Under each whose codes its words have.
    #[default]
    Any,
    /// `Theme::id`
    Theme(String),
    /// `Code::id`: under that code, and themes that gather it.
    Code(String),
    /// In the output of this name alone.
    Output(String),
}

/// A mark on some words, kept apart from the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteMark {
    /// As the store names it; never given twice.
    pub number: i64,
    pub kind: QuoteMarkKind,
    /// In the current text; where the words have changed, in the past one.
    pub text: TextId,
    pub span: Span,
    pub heading: QuoteHeading,
    /// Words put in; empty where none are.
    pub words: String,
    /// Of pins under one heading: which comes first, counted from one.
    pub position: u32,
    pub author: String,
    /// RFC 3339, UTC.
    pub made_at: String,
    /// The words have changed, and it waits for a decision (`verbatim review`).
    pub is_waiting: bool,
    /// Where it waits: the best guess in a current text, if there is any.
    pub guess: Option<(TextId, Span)>,
}

impl QuoteMark {
    /// The current words that it stands on, or perhaps does.
    pub fn place(&self) -> Option<(TextId, Span)> {
        if self.is_waiting { self.guess } else { Some((self.text, self.span)) }
    }
}
