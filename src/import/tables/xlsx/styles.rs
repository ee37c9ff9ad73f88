//! The number formats that cells refer to.

use quick_xml::events::BytesStart;

use crate::import::tables::number_format::{NumberFormat, built_in, of_code};
use crate::import::xml::{Listener, attribute};

/// By the number in a cell's `s`.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: Vec<NumberFormat>,
    /// Formats that the workbook itself defines.
    own: Vec<(u32, NumberFormat)>,
    depth: usize,
    /// Where the list of cell styles began, while inside it.
    list_depth: Option<usize>,
}

impl Styles {
    pub(super) fn format(&self, style: usize) -> NumberFormat {
        self.formats.get(style).copied().unwrap_or_default()
    }
}

impl Listener for Styles {
    fn start(&mut self, element: &BytesStart<'_>) {
        self.depth += 1;
        let id = || attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
        match element.local_name().as_ref() {
            "numFmt" => self.own.push((id(), of_code(&attribute(element, "formatCode").unwrap_or_default()))),
            "cellXfs" => self.list_depth = Some(self.depth),
            "xf" if self.list_depth == Some(self.depth - 1) => {
                let id = id();
                let own = self.own.iter().rev().find(|(own, _)| *own == id);
                self.formats.push(own.map_or_else(|| built_in(id), |&(_, format)| format));
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        if self.list_depth == Some(self.depth) {
            self.list_depth = None;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn text(&mut self, _words: &str) {}
}
