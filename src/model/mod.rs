//! What there is: sources, texts, cases, questions, codes, codings, memos. Plain values and what is always true of them.
//!
//! Nothing here reads a file, a database or a clock. The store's tables (`store/migrations`) mirror these types.

mod case;
mod checklist;
mod code;
mod coding;
mod decision;
mod framework;
mod guide;
mod identity;
mod question;
mod questionnaire;
mod quote;
mod review;
mod service;
mod source;
mod span;
mod subject;

pub use case::{Case, CaseId, CaseKind, CaseStatus, Consent};
pub use checklist::ItemAnswer;
pub use code::{Code, CodeStatus, Codebook, MERGED_INTO, Near, Rule, Theme};
pub use coding::{Coder, Coding, CodingStatus, CodingUnit, UnitOfAnalysis};
pub use decision::{Decision, Verdict, form_key};
pub use framework::{
    Behind, CellKey, CellLink, Drift, Framework, FrameworkCell, FrameworkColumn, FrameworkRow, RowKey,
};
pub use guide::{Guide, GuidePart, GuideQuestion};
pub use identity::{Derived, Identity, IdentityKind, Mode, Origin};
pub use question::{Condition, Question, QuestionId, QuestionType, Unanswered};
pub use questionnaire::{Questionnaire, QuestionnaireItem};
pub use quote::{QuoteHeading, QuoteMark, QuoteMarkKind};
pub use review::Doubt;
pub use service::Service;
pub use source::{SegmentId, Source, SourceFormat, SourceId, SourceKind, TextId};
pub use span::Span;
pub use subject::{Link, Memo, Named, NamedCoding, Subject, SubjectKind};

/// Gives an enum of plain words its spelling in files, the store and on screen, one list for all three.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order in which people expect to see them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in files, in the store and on screen.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value whose word this is.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use words;
