//! How a quotation is printed: where it begins and ends, and what is left out of it, put in or replaced.

use serde_json::json;

use super::QuoteError;
use crate::model::{QuoteHeading, QuoteMark, QuoteMarkKind, Span};
use crate::project::coding::places::{Passage, WordsThere};
use crate::project::{Project, ProjectError};
use crate::store::QuoteChange;

/// An edit of how words are printed wherever they are quoted. The text stays as it is.
#[derive(Debug, Clone, Copy)]
pub enum NewTrim<'w> {
    LeaveOut(WordsThere<'w>),
    Replace {
        words: WordsThere<'w>,
        with: &'w str,
    },
    Before {
        words: WordsThere<'w>,
        add: &'w str,
    },
    After {
        words: WordsThere<'w>,
        add: &'w str,
    },
    /// The first letter of these words is a small one.
    Lower(WordsThere<'w>),
    Upper(WordsThere<'w>),
    /// A quotation of these words begins, and ends, with these; where one is not said it stays where it is.
    Ends {
        from: Option<WordsThere<'w>>,
        to: Option<WordsThere<'w>>,
    },
}

/// What came of trimming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trimmed {
    pub added: usize,
    /// Edits that were so already.
    pub same: usize,
    /// Earlier edits whose place the new ones took.
    pub replaced: usize,
}

impl Project {
    /// Trims what is quoted at a place, as one action.
    pub fn trim_quote(&mut self, place: &str, trims: &[NewTrim<'_>]) -> Result<Trimmed, ProjectError> {
        let marks = self.store.quote_marks()?;
        let marks: Vec<&QuoteMark> = marks.iter().filter(|mark| mark.kind.is_trim() && !mark.is_waiting).collect();
        let mut trimmed = Trimmed::default();
        let mut changes: Vec<QuoteChange> = Vec::new();
        for trim in trims {
            let (kind, passage, words) = self.edit(place, *trim, &marks)?;
            let here = || marks.iter().filter(|mark| mark.text == passage.text);
            if here().any(|mark| mark.kind == kind && mark.span == passage.span && mark.words == words) {
                trimmed.same += 1;
                continue;
            }
            for mark in here().filter(|mark| gives_way(mark, kind, passage.span)) {
                let change = QuoteChange::Remove { number: mark.number };
                if !changes.contains(&change) {
                    changes.push(change);
                    trimmed.replaced += 1;
                }
            }
            let (text, span) = (passage.text, passage.span);
            changes.push(QuoteChange::Add { kind, text, span, heading: QuoteHeading::Any, words, position: 0 });
            trimmed.added += 1;
        }
        if !changes.is_empty() {
            let event = self.event("quotes trim", json!({ "edits": trimmed.added }));
            self.store.change_quote_marks(&changes, &event)?;
        }
        Ok(trimmed)
    }

    /// Takes every edit away that touches a passage: its words are printed as they stand. Gives how many there were.
    pub fn restore_quote(&mut self, place: &str, passage: Passage) -> Result<usize, ProjectError> {
        let numbers = self.marks_at(passage, |mark| mark.kind.is_trim())?;
        if numbers.is_empty() {
            return Err(QuoteError::NotTrimmed { place: place.to_owned() }.into());
        }
        self.remove_marks(&numbers, "quotes restore")?;
        Ok(numbers.len())
    }

    /// What an edit is, on which words, and which it puts in.
    fn edit(
        &self,
        place: &str,
        trim: NewTrim<'_>,
        marks: &[&QuoteMark],
    ) -> Result<(QuoteMarkKind, Passage, String), ProjectError> {
        let at = |words: WordsThere<'_>| -> Result<(Passage, Span), ProjectError> {
            let passage = self.passage_at(place, Some(words))?;
            let text = self.needed_text(passage.text)?;
            let (turn, _) = Self::turn_of(&text, passage.span, place)?;
            Ok((passage, turn))
        };
        Ok(match trim {
            NewTrim::LeaveOut(words) => (QuoteMarkKind::LeaveOut, at(words)?.0, String::new()),
            NewTrim::Lower(words) => (QuoteMarkKind::Lower, at(words)?.0, String::new()),
            NewTrim::Upper(words) => (QuoteMarkKind::Upper, at(words)?.0, String::new()),
            NewTrim::Replace { words, with } => (QuoteMarkKind::Replace, at(words)?.0, put_in(with)?),
            NewTrim::Before { words, add } => (QuoteMarkKind::Before, at(words)?.0, put_in(add)?),
            NewTrim::After { words, add } => (QuoteMarkKind::After, at(words)?.0, put_in(add)?),
            NewTrim::Ends { from, to } => {
                let (from, to) = (from.map(at).transpose()?, to.map(at).transpose()?);
                let Some((named, turn)) = from.or(to) else {
                    return Err(QuoteError::NothingLeft { place: place.to_owned() }.into());
                };
                if to.is_some_and(|(to, its)| to.text != named.text || its != turn) {
                    return Err(QuoteError::SeveralTurns { place: place.to_owned() }.into());
                }
                let text = self.needed_text(named.text)?;
                let is_it = |mark: &&&QuoteMark| {
                    mark.kind == QuoteMarkKind::Ends && mark.text == named.text && turn.contains(mark.span)
                };
                let now = marks.iter().filter(is_it).find(|mark| mark.span.overlaps(named.span));
                let now = now.map_or(turn, |mark| mark.span);
                let start = from.map_or(now.start(), |(from, _)| from.span.start());
                let end = to.map_or(now.end(), |(to, _)| to.span.end());
                let nothing = || QuoteError::NothingLeft { place: place.to_owned() };
                let span = Span::of(&text.content, start..end).filter(|span| !span.is_empty()).ok_or_else(nothing)?;
                (QuoteMarkKind::Ends, Passage { text: named.text, span }, String::new())
            }
        })
    }
}

/// Whether an earlier edit makes room for a new one.
fn gives_way(mark: &QuoteMark, kind: QuoteMarkKind, span: Span) -> bool {
    use QuoteMarkKind::{After, Before, Ends, LeaveOut, Lower, Replace, Upper};
    match (kind, mark.kind) {
        (LeaveOut, LeaveOut) => span.contains(mark.span),
        (Ends, Ends) | (Replace, LeaveOut | Replace) | (LeaveOut, Replace) | (Lower | Upper, Lower | Upper) => {
            mark.span.overlaps(span)
        }
        (Before, Before) => mark.span.start() == span.start(),
        (After, After) => mark.span.end() == span.end(),
        _ => false,
    }
}

/// Words put in, without the brackets that are printed around them.
fn put_in(words: &str) -> Result<String, QuoteError> {
    let words = words.trim();
    let bare = words.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(words).trim();
    let is_plain = !bare.contains(['[', ']']) && !bare.contains(char::is_control);
    if is_plain && bare.chars().any(char::is_alphanumeric) { Ok(bare.to_owned()) } else { Err(QuoteError::PutIn) }
}
