//! Marking words of a segment: a place that goes from word to word or from sentence to sentence, and where it began.

use crate::model::Span;
use crate::text::{sentences, words};

/// What is being marked, in words or sentences of one segment. Spans are of the segment's own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    units: Vec<Span>,
    /// Each sentence, and the first of its units.
    sentences: Vec<(Span, usize)>,
    /// Where marking began; nothing while only the place goes.
    anchor: Option<usize>,
    head: usize,
}

impl Stretch {
    /// Word by word; nothing if there are none.
    pub(super) fn of_words(content: &str) -> Option<Self> {
        Self::of(content, words(content).map(|word| word.span).collect())
    }

    /// Sentence by sentence.
    pub(super) fn of_sentences(content: &str) -> Option<Self> {
        Self::of(content, sentences(content))
    }

    fn of(content: &str, units: Vec<Span>) -> Option<Self> {
        let first_unit = |sentence: Span| units.partition_point(|unit| unit.end() <= sentence.start());
        let mut sentences: Vec<(Span, usize)> =
            sentences(content).into_iter().map(|sentence| (sentence, first_unit(sentence))).collect();
        // A sentence without a word is none to go to.
        sentences.retain(|(sentence, first)| units.get(*first).is_some_and(|unit| sentence.overlaps(*unit)));
        (!units.is_empty()).then_some(Self { units, sentences, anchor: None, head: 0 })
    }

    /// What is marked now. All words of a sentence are the sentence, with the marks at its ends, as rules have it.
    pub(super) fn span(&self) -> Span {
        let anchor = self.anchor.unwrap_or(self.head);
        let (first, last) = (anchor.min(self.head), anchor.max(self.head));
        let begins = self.sentences.iter().find(|(_, start)| *start == first);
        let next = |at: usize| self.sentences.get(at + 1).map_or(self.units.len(), |(_, start)| *start);
        let ends = (0..self.sentences.len()).find(|&at| next(at) == last + 1);
        let (start, end) = match (begins, ends.and_then(|at| self.sentences.get(at))) {
            (Some((first, _)), Some((last, _))) => (first.start(), last.end()),
            _ => (self.units[first].start(), self.units[last].end()),
        };
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::stored(small(start), small(end))
    }

    pub(super) const fn has_begun(&self) -> bool {
        self.anchor.is_some()
    }

    pub(super) fn head(&self) -> Span {
        self.units[self.head]
    }

    /// Marking begins here, or is given up.
    pub(super) fn begin(&mut self) {
        self.anchor = if self.anchor.is_some() { None } else { Some(self.head) };
    }

    /// The other end goes from now on.
    pub(super) fn turn(&mut self) {
        if let Some(anchor) = &mut self.anchor {
            std::mem::swap(anchor, &mut self.head);
        }
    }

    pub(super) fn left(&mut self) {
        self.head = self.head.saturating_sub(1);
    }

    pub(super) fn right(&mut self) {
        self.head = (self.head + 1).min(self.units.len() - 1);
    }

    /// To where a sentence begins.
    pub(super) fn up(&mut self) {
        let before = self.sentences.iter().rev().map(|(_, start)| *start).find(|&start| start < self.head);
        self.head = before.unwrap_or(0);
    }

    /// To where the next sentence begins; while marking, to where a sentence ends.
    pub(super) fn down(&mut self) {
        let back = usize::from(self.has_begun());
        let behind = self.sentences.iter().map(|(_, start)| start.saturating_sub(back)).find(|&at| at > self.head);
        self.head = behind.unwrap_or(self.units.len() - 1);
    }

    pub(super) fn first(&mut self) {
        self.head = 0;
    }

    pub(super) fn last(&mut self) {
        self.head = self.units.len() - 1;
    }
}
