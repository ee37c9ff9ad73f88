//! A stretch of one text.

use std::ops::Range;

/// A stretch of one text, in UTF-8 bytes, the end not included.
///
/// A span is only made against the text it belongs to, so it never cuts a character in two. A text does not change (a
/// corrected file makes a new one): a span read years later still points at the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end` of `text`, or nothing if that is no stretch of whole characters of it.
    pub fn of(text: &str, range: Range<usize>) -> Option<Self> {
        text.get(range.clone())?;
        Some(Self { start: u32::try_from(range.start).ok()?, end: u32::try_from(range.end).ok()? })
    }

    /// The span of a whole text. Texts longer than 4 GiB are refused at import.
    pub fn whole(text: &str) -> Self {
        Self { start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) }
    }

    /// A span that was made against a text earlier and comes back from the store.
    pub const fn stored(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    pub const fn start(self) -> usize {
        self.start as usize
    }

    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words of `text` that this span covers; empty if the span was made against another text.
    pub fn of_text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The same stretch of a text that has `by` bytes more in front: from a place in a segment to one in its text.
    #[must_use]
    pub fn moved(self, by: usize) -> Self {
        let by = u32::try_from(by).expect("texts longer than 4 GiB are refused at import");
        Self { start: self.start + by, end: self.end + by }
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
