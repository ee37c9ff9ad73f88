//! A segment as it is scanned: without letter case where that takes more than ASCII.

/// A lower-cased copy of a segment and the way back to the original's places.
///
/// The automaton takes care of ASCII's letter case by itself, so most segments are scanned as they are.
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    /// After each character whose length changed: its end in the copy and in the original.
    shifts: Vec<(usize, usize)>,
}

impl Folded {
    /// Whether a text has letters that ASCII's lower case does not reach.
    pub(super) fn is_needed(text: &str) -> bool {
        !text.is_ascii() && text.chars().any(|character| !character.is_ascii() && changes(character))
    }

    /// Makes this the copy of `text`.
    pub(super) fn fill(&mut self, text: &str) {
        self.text.clear();
        self.shifts.clear();
        for (at, character) in text.char_indices() {
            let before = self.text.len();
            match character {
                // Regular expressions match `ſ` where `s` is written.
                'ſ' => self.text.push('s'),
                _ => self.text.extend(character.to_lowercase()),
            }
            if self.text.len() - before != character.len_utf8() {
                self.shifts.push((self.text.len(), at + character.len_utf8()));
            }
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the original of a place in the copy.
    pub(super) fn original(&self, at: usize) -> usize {
        let shift = self.shifts.partition_point(|&(copied, _)| copied <= at);
        let (copied, original) = if shift == 0 { (0, 0) } else { self.shifts[shift - 1] };
        original + (at - copied)
    }
}

fn changes(character: char) -> bool {
    // Dashes and curly quotes are by far the most common, and have no case.
    !matches!(character, '\u{2000}'..='\u{206f}')
        && (character == 'ſ' || !character.to_lowercase().eq(std::iter::once(character)))
}
