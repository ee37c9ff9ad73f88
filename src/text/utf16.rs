//! Places in a text as browsers count them: in UTF-16 code units, not in bytes.

use crate::model::Span;

/// So many bytes lie between two places that are remembered.
const STRIDE: usize = 512;

/// Turns places of one text, both ways. Made once for a text, each place after that costs a short walk.
#[derive(Debug, Clone)]
pub struct Utf16Places<'t> {
    text: &'t str,
    /// How many units stand before every `STRIDE`th byte, or before the first whole character after it.
    marks: Vec<usize>,
    length: usize,
}

impl<'t> Utf16Places<'t> {
    pub fn of(text: &'t str) -> Self {
        let (mut marks, mut units) = (Vec::with_capacity(text.len() / STRIDE + 1), 0);
        for (byte, character) in text.char_indices() {
            while marks.len() * STRIDE <= byte {
                marks.push(units);
            }
            units += character.len_utf16();
        }
        if marks.is_empty() {
            marks.push(0);
        }
        Self { text, marks, length: units }
    }

    /// The text's length in units.
    pub const fn len(&self) -> usize {
        self.length
    }

    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The unit before which a byte stands; inside a character, that before the character.
    pub fn unit(&self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let (start, units) = self.mark_at(byte / STRIDE);
        let between = self.text.get(start..byte).unwrap_or_default();
        units + between.chars().map(char::len_utf16).sum::<usize>()
    }

    /// The byte at which a unit begins; inside a character, that of the character. Nothing behind the text's end.
    pub fn byte(&self, unit: usize) -> Option<usize> {
        if unit > self.length {
            return None;
        }
        let index = self.marks.partition_point(|mark| *mark <= unit).saturating_sub(1);
        let (start, mut units) = self.mark_at(index);
        let rest = self.text.get(start..)?;
        for (byte, character) in rest.char_indices() {
            units += character.len_utf16();
            if units > unit {
                return Some(start + byte);
            }
        }
        Some(self.text.len())
    }

    /// Both ends of a span, in units.
    pub fn units(&self, span: Span) -> (usize, usize) {
        (self.unit(span.start()), self.unit(span.end()))
    }

    fn mark_at(&self, index: usize) -> (usize, usize) {
        let index = index.min(self.marks.len() - 1);
        (self.text.ceil_char_boundary((index * STRIDE).min(self.text.len())), self.marks[index])
    }
}
