//! The style sheet: which styles are headings, and which are those of a table of contents.

use std::collections::BTreeMap;

use crate::import::heading_names;

/// More styles than any document has.
const MAX_STYLES: usize = 10_000;

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_number: BTreeMap<i32, Style>,
    /// The style that the style sheet is about.
    number: i32,
    outline: Option<i32>,
    name: String,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) heading: Option<u8>,
    pub(super) is_contents: bool,
}

impl Styles {
    /// A word of the style sheet.
    pub(super) fn word(&mut self, word: &str, number: i32) {
        match word {
            "s" => self.number = number,
            "outlinelevel" => self.outline = Some(number),
            _ => {}
        }
    }

    /// Words of the style sheet: names, each ended by `;`.
    pub(super) fn words(&mut self, words: &str) {
        for (index, part) in words.split(';').enumerate() {
            if index > 0 {
                self.end_style();
            }
            if self.name.len() < 100 {
                self.name.push_str(part);
            }
        }
    }

    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.name).trim().to_lowercase();
        let outline = self.outline.take();
        let style = Style {
            heading: outline.map_or_else(|| heading_names::heading_level(&name), level),
            is_contents: heading_names::is_contents(&name),
        };
        if self.by_number.len() < MAX_STYLES {
            self.by_number.insert(self.number, style);
        }
    }

    pub(super) fn get(&self, number: i32) -> Style {
        self.by_number.get(&number).copied().unwrap_or_default()
    }
}

/// `\outlinelevel0` is a heading of level 1; 9 is no heading.
pub(super) fn level(outline: i32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|&outline| outline < 9).map(|outline| outline + 1)
}
