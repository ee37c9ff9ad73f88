//! Text that is tidied while every position in it stays known.
//!
//! Other programs count positions in the text as they keep it; ours is NFC, without blanks at the edges and without
//! speakers' labels. Both are the same but for small pieces, so only the pieces are remembered.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::normalise;

/// A tidied text, piece by piece: which bytes of the raw text became which of this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tidied {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A stretch of both texts. Where both are of one length they are the same, byte by byte.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    raw: Range<usize>,
    tidied: Range<usize>,
}

impl Tidied {
    /// One paragraph: the words of `range` of the raw text, without blanks at their edges. Where `collapses`, any run of
    /// blanks is one, as in a browser.
    pub(super) fn paragraph(raw: &str, range: Range<usize>, collapses: bool) -> Self {
        let mut tidied = Self::default();
        let words = raw.get(range.clone()).unwrap_or_default();
        let start = range.start + (words.len() - words.trim_start().len());
        let words = words.trim();
        // ASCII is always its own NFC, and most texts are little else: only the rest is looked at letter by letter.
        let mut at = 0;
        for letter in words.graphemes(true) {
            let here = start + at;
            at += letter.len();
            if collapses && letter.chars().all(char::is_whitespace) {
                if !tidied.text.ends_with([' ', '\u{a0}']) {
                    tidied.push(here..here + letter.len(), if letter == "\u{a0}" { letter } else { " " });
                }
            } else if letter.is_ascii() && letter.len() == 1 && !letter.contains(char::is_control) {
                tidied.push(here..here + 1, letter);
            } else {
                tidied.push(here..here + letter.len(), &normalise(letter));
            }
        }
        tidied
    }

    fn push(&mut self, raw: Range<usize>, words: &str) {
        let from = self.text.len();
        self.text.push_str(words);
        self.add(Piece { raw, tidied: from..self.text.len() });
    }

    /// Adds a piece, joined to the one before it where both texts simply go on.
    fn add(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut()
            && last.raw.end == piece.raw.start
            && last.tidied.end == piece.tidied.start
            && last.raw.len() == last.tidied.len()
            && piece.raw.len() == piece.tidied.len()
        {
            last.raw.end = piece.raw.end;
            last.tidied.end = piece.tidied.end;
            return;
        }
        self.pieces.push(piece);
    }

    /// Adds the words of `other` from byte `from` on, after `joint`; gives where they stand now.
    pub(super) fn append(&mut self, other: &Self, from: usize, joint: &str) -> Range<usize> {
        let words = other.text.get(from..).unwrap_or_default();
        let from = other.text.len() - words.trim_start().len();
        let words = words.trim();
        self.text.push_str(joint);
        let start = self.text.len();
        self.text.push_str(words);
        let end = from + words.len();
        for piece in &other.pieces {
            let tidied = piece.tidied.start.max(from)..piece.tidied.end.min(end);
            if tidied.start >= tidied.end {
                continue;
            }
            let raw = if piece.raw.len() == piece.tidied.len() {
                let shift = piece.raw.start;
                shift + (tidied.start - piece.tidied.start)..shift + (tidied.end - piece.tidied.start)
            } else {
                piece.raw.clone()
            };
            self.add(Piece { raw, tidied: start + (tidied.start - from)..start + (tidied.end - from) });
        }
        start..self.text.len()
    }

    /// Where a stretch of the raw text stands here; nothing if none of it is left.
    pub(super) fn place(&self, raw: Range<usize>) -> Option<Range<usize>> {
        let first = self.pieces.partition_point(|piece| piece.raw.end <= raw.start);
        let after = self.pieces.partition_point(|piece| piece.raw.start < raw.end);
        let (first, last) = (self.pieces.get(first)?, self.pieces.get(after.checked_sub(1)?)?);
        let start = first.tidied.start + first.offset(raw.start, 0);
        let end = last.tidied.start + last.offset(raw.end, last.tidied.len());
        let (start, end) = (floor(&self.text, start), ceiling(&self.text, end));
        (start < end).then_some(start..end)
    }
}

impl Piece {
    /// How far into the piece a raw position is; `otherwise` where the two texts differ.
    fn offset(&self, raw: usize, otherwise: usize) -> usize {
        if self.raw.len() == self.tidied.len() {
            raw.saturating_sub(self.raw.start).min(self.tidied.len())
        } else {
            otherwise
        }
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceiling(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

/// What one position of a program's own counting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Unicode characters (code points), as Python counts.
    Characters,
    /// Of UTF-16, as Qt and browsers count.
    Utf16,
}

/// Turns positions in another unit into bytes; looks at the text once, whatever their number.
pub(super) struct Bytes {
    /// Every so many letters: how many units and how many bytes stand before. None for ASCII, where all units are one.
    marks: Vec<(usize, usize)>,
    unit: Unit,
}

const LETTERS_PER_MARK: usize = 256;

impl Bytes {
    pub(super) fn of(raw: &str, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if !raw.is_ascii() {
            let mut units = 0;
            for (index, (byte, character)) in raw.char_indices().enumerate() {
                if index % LETTERS_PER_MARK == 0 {
                    marks.push((units, byte));
                }
                units += unit.length(character);
            }
        }
        Self { marks, unit }
    }

    /// The byte of position `at`; nothing beyond the text's end.
    pub(super) fn byte(&self, raw: &str, at: usize) -> Option<usize> {
        let before = self.marks.partition_point(|&(units, _)| units <= at);
        let Some(&(mut units, mut byte)) = before.checked_sub(1).and_then(|index| self.marks.get(index)) else {
            return (at <= raw.len()).then_some(at);
        };
        for character in raw.get(byte..)?.chars() {
            if units >= at {
                return Some(byte);
            }
            units += self.unit.length(character);
            byte += character.len_utf8();
        }
        (units >= at).then_some(byte)
    }
}

impl Unit {
    const fn length(self, character: char) -> usize {
        match self {
            Self::Characters => 1,
            Self::Utf16 => character.len_utf16(),
        }
    }
}
