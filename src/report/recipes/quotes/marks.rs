//! What people have chosen: which quotations come first, which speak against a theme, and how words are printed.

use std::collections::BTreeMap;

use super::super::Material;
use crate::analysis::{ContentsError, NO_CASE, OUT};
use crate::model::{QuoteHeading, QuoteMark, QuoteMarkKind, SegmentId, SourceKind, Span, TextId};
use crate::report::{Trim, trimmed};

/// The study's marks, by what they say.
#[derive(Debug)]
pub(in super::super) struct Marks<'a> {
    chosen: Vec<&'a QuoteMark>,
    /// How words of a text are printed, in the order in which it was said.
    trims: BTreeMap<TextId, Vec<&'a QuoteMark>>,
    /// Words on which an edit may stand that waits for a decision: what it would leave out must not be printed.
    held: Vec<(TextId, Span)>,
}

/// Words as they are printed, but for names; and the turn they are part of, if they are not all that is printed of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Set {
    pub(in super::super) words: String,
    pub(in super::super) within: Option<(String, Trim)>,
}

/// Who said some words, and the turn, or answer, that they are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Turn {
    pub(in super::super) segment: SegmentId,
    /// Index of the case, or [`NO_CASE`].
    pub(in super::super) case_index: u32,
    pub(in super::super) span: Span,
}

impl<'a> Marks<'a> {
    pub(in super::super) fn of(material: &Material<'a>) -> Self {
        let mut marks = Self { chosen: Vec::new(), trims: BTreeMap::new(), held: Vec::new() };
        for mark in material.quote_marks {
            match (mark.kind.is_trim(), mark.is_waiting) {
                (true, true) => marks.held.extend(mark.guess),
                (true, false) => marks.trims.entry(mark.text).or_default().push(mark),
                (false, false) => marks.chosen.push(mark),
                (false, true) => {}
            }
        }
        for trims in marks.trims.values_mut() {
            trims.sort_by_key(|mark| mark.number);
        }
        marks
    }

    /// What is pinned under a heading, in order: for this output alone, for its theme, its codes, for any.
    pub(in super::super) fn pins(&self, output: &str, is_under: impl Fn(&QuoteHeading) -> bool) -> Vec<&'a QuoteMark> {
        let rank = |mark: &&&QuoteMark| match &mark.heading {
            QuoteHeading::Output(_) => (0, mark.position),
            QuoteHeading::Theme(_) => (1, mark.position),
            QuoteHeading::Code(_) => (2, mark.position),
            QuoteHeading::Any => (3, mark.position),
        };
        let is_here = |mark: &&&QuoteMark| {
            mark.kind == QuoteMarkKind::Pin
                && match &mark.heading {
                    QuoteHeading::Any => true,
                    QuoteHeading::Output(name) => name == output,
                    heading => is_under(heading),
                }
        };
        let mut pins: Vec<&&QuoteMark> = self.chosen.iter().filter(is_here).collect();
        pins.sort_by_key(rank);
        pins.into_iter().copied().collect()
    }

    /// What speaks against a heading.
    pub(in super::super) fn against(&self, is_under: impl Fn(&QuoteHeading) -> bool) -> Vec<&'a QuoteMark> {
        let marks = self.chosen.iter().copied();
        marks.filter(|mark| mark.kind == QuoteMarkKind::Against && is_under(&mark.heading)).collect()
    }

    /// Whether nobody may quote these words before a review is decided.
    pub(in super::super) fn is_held(&self, text: TextId, span: Span) -> bool {
        self.held.iter().any(|(held, over)| *held == text && over.overlaps(span))
    }

    /// The ends that somebody chose for a quotation of these words, within their turn.
    pub(in super::super) fn ends(&self, text: TextId, said: Span, turn: Span) -> Option<Span> {
        let ends = self.trims.get(&text)?.iter().rev().filter(|mark| mark.kind == QuoteMarkKind::Ends);
        ends.map(|mark| mark.span).find(|ends| ends.overlaps(said) && turn.contains(*ends))
    }

    /// Some words of a turn as they are printed. Those whose ends somebody chose are given with the turn, so that no name
    /// is parted.
    pub(in super::super) fn set(&self, text: TextId, span: Span, turn: Span, content: &str, is_chosen: bool) -> Set {
        let marks = self.trims.get(&text).map_or(&[][..], Vec::as_slice);
        let (said, trim) = trimmed(marks, span, turn, content);
        if is_chosen || !trim.edits.is_empty() {
            return Set { words: trim.printed(&said, &[]).0, within: Some((said, trim)) };
        }
        Set { words: span.of_text(content).split_whitespace().collect::<Vec<_>>().join(" "), within: None }
    }
}

/// The turn in which all of some words stand; nothing where they are of several.
pub(in super::super) fn turn_of(
    material: &Material<'_>,
    text: TextId,
    span: Span,
    content: &str,
) -> Result<Option<Turn>, ContentsError> {
    let segments = &material.columns.segments;
    let mut segment = text.first_segment();
    while segments.source(segment.0) == segments.source(text.0) {
        let found = match material.contents.segment_span(text, segment)? {
            Some(turn) if turn.start() >= span.end() => break,
            Some(turn) => turn,
            // An answer, which is one segment; beyond a transcript's last turn there is nothing to quote.
            None if segment == text.first_segment() => Span::whole(content),
            None => break,
        };
        if found.contains(span) {
            return Ok(Some(Turn { segment, case_index: segments.case(segment.0), span: found }));
        }
        segment = SegmentId(segment.0 + 1);
    }
    Ok(None)
}

/// Whether what a case said may be quoted. Documents speak for themselves; a speaker of whom nothing is known was not
/// asked for consent.
pub(in super::super) fn may_quote(material: &Material<'_>, case_index: u32, segment: SegmentId) -> bool {
    let columns = material.columns;
    match case_index {
        NO_CASE => {
            let source = columns.segments.source(segment.0).map(|source| columns.sources[source as usize].kind);
            matches!(source, Some(SourceKind::Document | SourceKind::FieldNote))
        }
        OUT => false,
        case => columns.cases.consent(case).may_quote(),
    }
}
