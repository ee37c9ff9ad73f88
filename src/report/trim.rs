//! How a quotation is printed: words left out, put in or replaced, over a text that stays as it is.
//!
//! […] stands for words left out, [square brackets] around words put in. Replacements of names are composed here too, so
//! that no edge of a quotation, or of what is left out of it, ever parts a name: half of it would be printed.

use std::ops::Range;

use crate::model::{QuoteMark, QuoteMarkKind, Span};

/// What stands for words left out.
pub const LEFT_OUT: &str = "[…]";

/// Which part of a text is printed, and how. All spans are of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trim {
    pub ends: Span,
    pub edits: Vec<Edit>,
}

/// One edit over a stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub change: Change,
}

/// What is printed in the place of a stretch, or beside it. Words put in have no brackets of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    LeaveOut,
    Replace(String),
    Before(String),
    After(String),
    /// The first letter is a small one: `[t]he`.
    Lower,
    Upper,
}

/// A stretch that is printed as something else.
#[derive(Debug, Clone)]
struct Piece {
    range: Range<usize>,
    text: String,
    /// Index of the replacement that it is.
    replaced: Option<usize>,
}

impl Trim {
    /// All of a stretch, as it stands.
    pub const fn whole(ends: Span) -> Self {
        Self { ends, edits: Vec::new() }
    }

    /// The words as they are printed, and which of `replaced` are in them: stretches of the text, in order, that are
    /// printed as something else whatever the edits say.
    ///
    /// Ends and edges that lie within a replaced stretch move out of it. Where edits lie over each other, leaving out
    /// counts most. Words put in are printed wherever the word beside them is quoted, also if it is left out.
    pub fn printed(&self, text: &str, replaced: &[(Span, String)]) -> (String, Vec<usize>) {
        let ends = widened(self.ends.range(), replaced);
        let within = |range: Range<usize>| {
            let range = widened(range, replaced);
            range.start.max(ends.start)..range.end.min(ends.end)
        };
        let mut gone = self.left_out(text, within);
        let mut pieces = self.pieces(&mut gone, within);
        for (index, (span, printed)) in replaced.iter().enumerate() {
            if meets(&span.range(), &ends) && !pieces.iter().any(|piece| meets(&piece.range, &span.range())) {
                pieces.push(Piece { range: span.range(), text: printed.clone(), replaced: Some(index) });
            }
        }
        for edit in &self.edits {
            pieces.extend(letter(text, edit).filter(|letter| {
                let is_there = ends.start <= letter.range.start && letter.range.end <= ends.end;
                is_there && !pieces.iter().any(|piece| meets(&piece.range, &letter.range))
            }));
        }
        let printed = self.laid_out(text, &ends, &pieces);
        let mut used: Vec<usize> = pieces.iter().filter_map(|piece| piece.replaced).collect();
        used.sort_unstable();
        (printed, used)
    }

    /// What is left out, in order; stretches with no word between them are one.
    fn left_out(&self, text: &str, within: impl Fn(Range<usize>) -> Range<usize>) -> Vec<Range<usize>> {
        let stretches = self.edits.iter().filter(|edit| edit.change == Change::LeaveOut);
        let mut stretches: Vec<Range<usize>> =
            stretches.map(|edit| within(edit.span.range())).filter(|range| !range.is_empty()).collect();
        stretches.sort_by_key(|range| (range.start, range.end));
        let mut gone: Vec<Range<usize>> = Vec::new();
        for stretch in stretches {
            let says_nothing = |last: &Range<usize>| {
                !text.get(last.end..stretch.start).is_some_and(|it| it.contains(char::is_alphanumeric))
            };
            match gone.last_mut() {
                Some(last) if stretch.start <= last.end || says_nothing(last) => last.end = last.end.max(stretch.end),
                _ => gone.push(stretch),
            }
        }
        gone
    }

    /// What is left out and what is replaced by a person, none over another.
    fn pieces(&self, gone: &mut Vec<Range<usize>>, within: impl Fn(Range<usize>) -> Range<usize>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for edit in &self.edits {
            let Change::Replace(words) = &edit.change else { continue };
            let mut range = within(edit.span.range());
            gone.retain(|other| !(range.start <= other.start && other.end <= range.end && *other != range));
            for other in gone.iter().chain(pieces.iter().map(|piece| &piece.range)) {
                if other.start <= range.start && range.start < other.end {
                    range.start = other.end;
                }
                if other.start < range.end && range.start <= other.start {
                    range.end = other.start;
                }
            }
            if range.start < range.end {
                pieces.push(Piece { range, text: bracketed(words), replaced: None });
            }
        }
        pieces.extend(gone.iter().map(|range| Piece {
            range: range.clone(),
            text: LEFT_OUT.to_owned(),
            replaced: None,
        }));
        pieces
    }

    /// The text between the ends, with pieces in their places and words put in beside theirs.
    fn laid_out(&self, text: &str, ends: &Range<usize>, pieces: &[Piece]) -> String {
        // By place; at one place what comes after a word, then what comes before the next, then that.
        let mut events: Vec<(usize, u8, usize, String)> =
            pieces.iter().map(|piece| (piece.range.start, 2, piece.range.end, piece.text.clone())).collect();
        let around = |at: usize| pieces.iter().find(|piece| piece.range.start < at && at < piece.range.end);
        for edit in &self.edits {
            match &edit.change {
                Change::After(words) => {
                    let at = around(edit.span.end()).map_or(edit.span.end(), |piece| piece.range.end);
                    if ends.start < at && at <= ends.end {
                        events.push((at, 0, at, format!(" {}", bracketed(words))));
                    }
                }
                Change::Before(words) => {
                    let at = around(edit.span.start()).map_or(edit.span.start(), |piece| piece.range.start);
                    if ends.start <= at && at < ends.end {
                        events.push((at, 1, at, format!("{} ", bracketed(words))));
                    }
                }
                _ => {}
            }
        }
        events.sort_by_key(|(at, rank, end, _)| (*at, *rank, *end));
        let mut printed = String::new();
        let mut done = ends.start;
        for (at, _, end, words) in events {
            printed.push_str(text.get(done..at).unwrap_or_default());
            printed.push_str(&words);
            done = end;
        }
        printed.push_str(text.get(done..ends.end).unwrap_or_default());
        printed.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A turn's words, and which of them are printed how, by the marks on its text.
pub fn trimmed(marks: &[&QuoteMark], ends: Span, turn: Span, content: &str) -> (String, Trim) {
    let small = |at: usize| u32::try_from(at.clamp(turn.start(), turn.end()) - turn.start()).unwrap_or(u32::MAX);
    let within = |span: Span| Span::stored(small(span.start()), small(span.end()));
    let here = marks.iter().filter(|mark| mark.span.overlaps(ends));
    let edits = here.filter_map(|mark| Some(Edit { span: within(mark.span), change: change(mark)? })).collect();
    (turn.of_text(content).to_owned(), Trim { ends: within(ends), edits })
}

/// What an edit says; nothing for marks of another kind.
fn change(mark: &QuoteMark) -> Option<Change> {
    Some(match mark.kind {
        QuoteMarkKind::LeaveOut => Change::LeaveOut,
        QuoteMarkKind::Replace => Change::Replace(mark.words.clone()),
        QuoteMarkKind::Before => Change::Before(mark.words.clone()),
        QuoteMarkKind::After => Change::After(mark.words.clone()),
        QuoteMarkKind::Lower => Change::Lower,
        QuoteMarkKind::Upper => Change::Upper,
        QuoteMarkKind::Pin | QuoteMarkKind::Against | QuoteMarkKind::Ends => return None,
    })
}

/// Words put in, in brackets: theirs alone, so that a reader can tell where they end.
fn bracketed(words: &str) -> String {
    format!("[{}]", words.replace(['[', ']'], "").trim())
}

/// A range whose ends lie in no replaced stretch.
fn widened(range: Range<usize>, replaced: &[(Span, String)]) -> Range<usize> {
    let cut = |at: usize| replaced.iter().find(|(span, _)| span.start() < at && at < span.end());
    let start = cut(range.start).map_or(range.start, |(span, _)| span.start());
    let end = cut(range.end).map_or(range.end, |(span, _)| span.end());
    start..end
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The first letter of a stretch, as the edit wants it; nothing if it is so already.
fn letter(text: &str, edit: &Edit) -> Option<Piece> {
    let (offset, first) = edit.span.of_text(text).char_indices().find(|(_, character)| character.is_alphabetic())?;
    let wanted: String = match edit.change {
        Change::Lower => first.to_lowercase().collect(),
        Change::Upper => first.to_uppercase().collect(),
        _ => return None,
    };
    // A letter that has no single counterpart, as ß, stays.
    if wanted.chars().count() != 1 {
        return None;
    }
    let start = edit.span.start() + offset;
    let range = start..start + first.len_utf8();
    (wanted != first.to_string()).then(|| Piece { range, text: bracketed(&wanted), replaced: None })
}
