//! How words are fetched: one text at a time, when a report prints them.

use crate::model::{SegmentId, Span, TextId};

/// A text's words could not be had.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the words of text {}", text.0)]
pub struct ContentsError {
    pub text: TextId,
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// Where the words are kept.
pub trait Contents {
    /// All words of a text.
    fn content(&self, text: TextId) -> Result<String, ContentsError>;

    /// The stretch of its text that a segment covers; nothing for an answer, which its only segment covers whole.
    fn segment_span(&self, text: TextId, segment: SegmentId) -> Result<Option<Span>, ContentsError>;
}
