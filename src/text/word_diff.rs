//! Two forms of one text, compared word by word.
//!
//! Lines are compared first and words only in lines that differ, so that the work stays small: two texts of 200 KB take
//! well under a second whatever stands in them. Blanks and line ends make no difference; punctuation does.

use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner};

use super::words;
use crate::model::Span;

/// Up to this many pieces are compared with an eye to what is rare in them, which reads best. Its work grows with the
/// square of the number; above it, the work is kept near the number itself.
const FEW: usize = 4096;

/// Lists above that in which each piece stands this often, on average, are no language: nothing in them can be told apart,
/// and comparing them takes longest of all.
const OFTEN: usize = 64;

/// Texts of more pieces than this are not compared: no transcript is so long.
const MOST: usize = 1 << 20;

/// Which words of the old text are which words of the new one.
#[derive(Debug)]
pub struct WordDiff {
    pub(super) old: Vec<Piecelet>,
    pub(super) new: Vec<Piecelet>,
    /// By piece of the old text: the piece of the new one that it is now. Ascending.
    pub(super) partners: Vec<Option<u32>>,
}

/// A word, or one character that is neither part of a word nor blank; equal ones have equal numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piecelet {
    pub(super) span: Span,
    pub(super) number: u32,
}

/// A stretch of both texts that is the same, or that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    Same {
        old: Span,
        new: Span,
    },
    /// One of the two may be empty: then words were added or taken out there.
    Changed {
        old: Span,
        new: Span,
    },
}

impl WordDiff {
    /// Compared the other way round, the same words are the same: what a correction does, its reverse undoes.
    pub fn of(old: &str, new: &str) -> Self {
        if (new.len(), new) < (old.len(), old) { Self::compare(new, old).reversed() } else { Self::compare(old, new) }
    }

    fn compare(old: &str, new: &str) -> Self {
        let mut numbers = Interner::new(old.len() / 5);
        let old_pieces = pieces(old, &mut numbers);
        let new_pieces = pieces(new, &mut numbers);
        let mut partners = vec![None; old_pieces.len()];
        if old_pieces.len() <= MOST && new_pieces.len() <= MOST {
            pair(&lines(old, &old_pieces), &lines(new, &new_pieces), &old_pieces, &new_pieces, &mut partners);
        }
        Self { old: old_pieces, new: new_pieces, partners }
    }

    fn reversed(self) -> Self {
        let mut partners = vec![None; self.new.len()];
        for (old, new) in self.partners.iter().enumerate() {
            if let Some(new) = new {
                partners[*new as usize] = Some(small(old));
            }
        }
        Self { old: self.new, new: self.old, partners }
    }

    /// Both texts from beginning to end, as stretches that are the same and stretches that differ, in turn. Blanks
    /// between two stretches belong to neither.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let (mut old, mut new) = (0, 0);
        while old < self.old.len() || new < self.new.len() {
            let same = self.run_from(old, new);
            if same > 0 {
                pieces.push(Piece::Same {
                    old: covering(&self.old, old..old + same),
                    new: covering(&self.new, new..new + same),
                });
                (old, new) = (old + same, new + same);
                continue;
            }
            let next = (old..self.old.len()).find_map(|at| self.partners[at].map(|partner| (at, partner as usize)));
            let (old_end, new_end) = next.unwrap_or((self.old.len(), self.new.len()));
            pieces.push(Piece::Changed {
                old: covering(&self.old, old..old_end),
                new: covering(&self.new, new..new_end),
            });
            (old, new) = (old_end, new_end);
        }
        pieces
    }

    /// How many pieces from here on stand side by side in both texts.
    pub(super) fn run_from(&self, old: usize, new: usize) -> usize {
        let is_next = |&step: &usize| {
            self.partners.get(old + step).copied().flatten().is_some_and(|partner| partner as usize == new + step)
        };
        (0..self.partners.len()).take_while(is_next).count()
    }
}

/// The stretch from the first to the last of these pieces; empty, where the pieces stop, if there are none.
pub(super) fn covering(pieces: &[Piecelet], range: Range<usize>) -> Span {
    let start_of = |at: usize| pieces.get(at).map_or(0, |piece| small(piece.span.start()));
    if let Some([first, .., last] | [first @ last]) = pieces.get(range.clone()) {
        return Span::stored(small(first.span.start()), small(last.span.end()));
    }
    let before = range.start.checked_sub(1).and_then(|at| pieces.get(at));
    let at = before.map_or_else(|| start_of(range.start), |piece| small(piece.span.end()));
    Span::stored(at, at)
}

pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a text is shorter than 4 GiB")
}

fn pieces<'t>(text: &'t str, numbers: &mut Interner<&'t str>) -> Vec<Piecelet> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |start: usize, end: usize| {
        if let Some(span) = Span::of(text, start..end) {
            pieces.push(Piecelet { span, number: numbers.intern(span.of_text(text)).0 });
        }
    };
    let end = Span::stored(small(text.len()), small(text.len()));
    for span in words(text).map(|word| word.span).chain([end]) {
        let between = text.get(at..span.start()).unwrap_or_default();
        for (offset, character) in between.char_indices().filter(|(_, character)| !character.is_whitespace()) {
            push(at + offset, at + offset + character.len_utf8());
        }
        if !span.is_empty() {
            push(span.start(), span.end());
        }
        at = span.end();
    }
    pieces
}

/// The pieces of each line that has any.
fn lines(text: &str, pieces: &[Piecelet]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in 1..pieces.len() {
        let between = text.get(pieces[at - 1].span.end()..pieces[at].span.start()).unwrap_or_default();
        if between.contains('\n') {
            lines.push(start..at);
            start = at;
        }
    }
    if start < pieces.len() {
        lines.push(start..pieces.len());
    }
    lines
}

fn pair(
    old_lines: &[Range<usize>],
    new_lines: &[Range<usize>],
    old: &[Piecelet],
    new: &[Piecelet],
    partners: &mut [Option<u32>],
) {
    let numbers = |pieces: &[Piecelet]| pieces.iter().map(|piece| piece.number).collect::<Vec<_>>();
    let (old_numbers, new_numbers) = (numbers(old), numbers(new));
    let line = |numbers: &'_ [u32], range: &Range<usize>| numbers[range.clone()].to_vec();
    let old_words: Vec<Vec<u32>> = old_lines.iter().map(|range| line(&old_numbers, range)).collect();
    let new_words: Vec<Vec<u32>> = new_lines.iter().map(|range| line(&new_numbers, range)).collect();
    for stretch in compare(&old_words, &new_words) {
        let before = reach(old_lines, &stretch.old, old.len());
        let after = reach(new_lines, &stretch.new, new.len());
        if stretch.is_same {
            join(partners, before.start, after.start, before.len());
            continue;
        }
        for inner in compare(&old_numbers[before.clone()], &new_numbers[after.clone()]) {
            if inner.is_same {
                join(partners, before.start + inner.old.start, after.start + inner.new.start, inner.old.len());
            }
        }
    }
}

fn join(partners: &mut [Option<u32>], old: usize, new: usize, count: usize) {
    for step in 0..count {
        partners[old + step] = Some(small(new + step));
    }
}

/// The pieces of some lines.
fn reach(lines: &[Range<usize>], some: &Range<usize>, end: usize) -> Range<usize> {
    let start = |at: usize| lines.get(at).map_or(end, |line| line.start);
    start(some.start)..start(some.end)
}

/// A stretch of two lists that is the same or differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub old: Range<usize>,
    pub new: Range<usize>,
    pub is_same: bool,
}

/// Two lists from beginning to end, as stretches that are the same and stretches that differ, in turn.
pub fn compare<T: Hash + Eq>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let interner = Interner::new(old.len() + new.len());
    let mut input =
        InternedInput { before: Vec::with_capacity(old.len()), after: Vec::with_capacity(new.len()), interner };
    input.update_before(old.iter());
    input.update_after(new.iter());
    let longest = old.len().max(new.len());
    let is_monotonous = longest > FEW && input.interner.num_tokens() as usize * OFTEN < longest;
    if is_monotonous && old != new {
        return vec![Stretch { old: 0..old.len(), new: 0..new.len(), is_same: false }];
    }
    let algorithm = if longest <= FEW { Algorithm::Histogram } else { Algorithm::Myers };
    let mut stretches = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let mut until = |old: Range<usize>, new: Range<usize>| {
        if at_old < old.start {
            stretches.push(Stretch { old: at_old..old.start, new: at_new..new.start, is_same: true });
        }
        (at_old, at_new) = (old.end, new.end);
        if !old.is_empty() || !new.is_empty() {
            stretches.push(Stretch { old, new, is_same: false });
        }
    };
    for hunk in Diff::compute(algorithm, &input).hunks() {
        let wide = |range: Range<u32>| range.start as usize..range.end as usize;
        until(wide(hunk.before), wide(hunk.after));
    }
    until(old.len()..old.len(), new.len()..new.len());
    stretches
}
