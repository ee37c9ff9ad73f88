//! What goes in and what comes out.

use crate::model::Span;

/// One text, ready to be coded. An answer has one segment over all of it.
///
/// Its content is as import leaves it: NFC, with `\n` line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodableText<'t> {
    pub content: &'t str,
    /// The source's path in the study folder, for rules that are limited to some sources.
    pub source: &'t str,
    /// The code of the question that it answers.
    pub question: Option<&'t str>,
    /// In order, without overlap.
    pub segments: &'t [CodableSegment<'t>],
}

/// A turn, a paragraph or a whole answer. No coding reaches from one segment into the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodableSegment<'t> {
    pub span: Span,
    pub speaker: Option<&'t str>,
    /// Interviewers' words are never coded, nor are headings.
    pub interviewer: bool,
}

/// A coding that the rules propose: one code on one whole unit. The order is by code, then by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Found {
    /// Index into `Codebook::codes`.
    pub code_index: usize,
    pub span: Span,
    /// Index into the code's rules: the first that fired here.
    pub rule_index: usize,
    /// Index into the text's segments.
    pub segment_index: usize,
}
