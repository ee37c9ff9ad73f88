//! What an analyst can note something on, or link with something else.

use super::{CaseId, Coder, QuestionId, SourceId, Span, TextId, words};

/// What a memo is on, or one end of a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Study,
    Source(SourceId),
    /// A transcript, or one answer, as a whole.
    Text(TextId),
    /// Some words of a text.
    Passage {
        text: TextId,
        span: Span,
    },
    Case(CaseId),
    Question(QuestionId),
    /// `Code::id`
    Code(String),
    /// `Theme::id`
    Theme(String),
    Coding(NamedCoding),
    /// A memo's number.
    Memo(i64),
    /// The number of a framework's cell.
    Cell(i64),
}

/// What tells a coding from all others. There need be none: rules may find it again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamedCoding {
    /// `Code::id`
    pub code: String,
    pub text: TextId,
    pub span: Span,
    /// Nothing where nobody knows: another tool's project did not say.
    pub coder: Option<Coder>,
}

/// The kinds of [`Subject`], by their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    Study,
    Theme,
    Code,
    Question,
    Case,
    Source,
    Text,
    Passage,
    Coding,
    Memo,
    Cell,
}

words!(SubjectKind {
    Study = "study",
    Theme = "theme",
    Code = "code",
    Question = "question",
    Case = "case",
    Source = "source",
    Text = "text",
    Passage = "passage",
    Coding = "coding",
    Memo = "memo",
    Cell = "cell",
});

impl Subject {
    pub const fn kind(&self) -> SubjectKind {
        match self {
            Self::Study => SubjectKind::Study,
            Self::Source(_) => SubjectKind::Source,
            Self::Text(_) => SubjectKind::Text,
            Self::Passage { .. } => SubjectKind::Passage,
            Self::Case(_) => SubjectKind::Case,
            Self::Question(_) => SubjectKind::Question,
            Self::Code(_) => SubjectKind::Code,
            Self::Theme(_) => SubjectKind::Theme,
            Self::Coding(_) => SubjectKind::Coding,
            Self::Memo(_) => SubjectKind::Memo,
            Self::Cell(_) => SubjectKind::Cell,
        }
    }

    /// Where it stands in a text, if it does.
    pub const fn place(&self) -> Option<(TextId, Span)> {
        match self {
            Self::Passage { text, span } => Some((*text, *span)),
            Self::Coding(coding) => Some((coding.text, coding.span)),
            _ => None,
        }
    }
}

/// A subject with the names it goes by inside the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub subject: Subject,
    /// The path of the source that it is, or stands in.
    pub source: Option<String>,
    /// The case that it is, or whose words it is on: its name, and its number.
    pub case: Option<String>,
    pub case_id: Option<CaseId>,
    /// The question that it is, or that it answers.
    pub question: Option<String>,
    /// The code that it is, or that was given.
    pub code: Option<String>,
    pub theme: Option<String>,
    /// The cell that it is: `framework/row/column`, or of a case's row `framework//column`.
    pub cell: Option<String>,
    /// The words that it stands on; empty for a whole.
    pub words: String,
    /// Its words have changed, and it waits for a decision (`verbatim review`). The place is that in the past text.
    pub waits: bool,
}

/// A note of an analyst on anything in the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memo {
    /// As people name it; never given twice.
    pub number: i64,
    pub on: Named,
    pub title: String,
    /// In people's own words: `method`, `theory`; may be empty.
    pub kind: String,
    pub author: String,
    /// RFC 3339; empty where nobody knows.
    pub written_at: String,
    /// RFC 3339, the last time; empty if never.
    pub edited_at: String,
    pub content: String,
}

/// That two things belong together, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As people name it; never given twice. Nothing for one that stands in a memo's text, as `[[code:funding]]`.
    pub number: Option<i64>,
    /// In people's own words: `explains`, `contradicts`; may be empty.
    pub kind: String,
    pub from: Named,
    pub to: Named,
    pub author: String,
    /// RFC 3339.
    pub made_at: String,
}
