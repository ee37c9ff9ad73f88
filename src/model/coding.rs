//! One code on one span of one text by one coder.

use super::{SegmentId, Span, TextId, words};

/// What a code is laid on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CodingUnit {
    #[default]
    Sentence,
    Paragraph,
    Turn,
    /// A whole answer to an open question.
    Answer,
}

words!(CodingUnit { Sentence = "sentence", Paragraph = "paragraph", Turn = "turn", Answer = "answer" });

/// What a table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitOfAnalysis {
    /// Coded stretches; those of one code that overlap are one.
    Segments,
    Answers,
    Sources,
    #[default]
    Cases,
}

words!(UnitOfAnalysis { Segments = "segments", Answers = "answers", Sources = "sources", Cases = "cases" });

/// Whether a coding stands. Rejected ones are kept, so that the rules do not propose them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodingStatus {
    Proposed,
    Accepted,
    Rejected,
}

words!(CodingStatus { Proposed = "proposed", Accepted = "accepted", Rejected = "rejected" });

/// Who made a coding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coder {
    /// The codebook's rules.
    Rules,
    Person(String),
}

/// One code on one span of one text by one coder. Codes are numbered as in the codebook they were made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    pub text: TextId,
    pub span: Span,
    pub first_segment: SegmentId,
    pub last_segment: SegmentId,
    /// Index into `Codebook::codes`.
    pub code_index: usize,
    /// Index into the code's rules, for codings that rules made.
    pub rule_index: Option<usize>,
    pub status: CodingStatus,
}
