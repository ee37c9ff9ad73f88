//! The styles of a Word document: which ones are headings, hide their words or make them bold.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::is_on;
use super::package::Package;
use crate::import::ImportError;
use crate::import::heading_names::{heading_level, is_contents};
use crate::import::xml::{Listener, attribute, walk};

/// A style may be based on another one, and that on another; circles end here.
const MAX_BASES: usize = 32;

/// What a style says of the words that have it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) heading: Option<u8>,
    pub(super) is_hidden: bool,
    pub(super) is_bold: bool,
}

/// Looks by the id of their style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    looks: BTreeMap<String, Look>,
}

impl Styles {
    pub(super) fn read(package: &Package<'_>) -> Result<Self, ImportError> {
        let mut list = List::default();
        if let Some(part) = &package.styles {
            walk(&package.archive, part, &mut list)?;
        }
        let looks = list.styles.iter().map(|(id, style)| (id.clone(), list.look(style))).collect();
        Ok(Self { looks })
    }

    /// The look of a style; a plain one if there is none of this id.
    pub(super) fn look(&self, id: &str) -> Look {
        self.looks.get(id).copied().unwrap_or_else(|| Look { heading: heading_level(id), ..Look::default() })
    }
}

/// A style as it stands in the file: what it does not say, the one it is based on says.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    is_hidden: Option<bool>,
    is_bold: Option<bool>,
}

#[derive(Debug, Default)]
struct List {
    styles: BTreeMap<String, Style>,
    current: Option<String>,
}

impl List {
    fn look(&self, style: &Style) -> Look {
        let chain: Vec<&Style> = std::iter::successors(Some(style), |style| self.styles.get(style.based_on.as_ref()?))
            .take(MAX_BASES)
            .collect();
        Look {
            heading: chain
                .iter()
                .find_map(|style| style.outline.or_else(|| heading_level(&style.name)))
                .and_then(level),
            is_hidden: is_contents(&style.name) || chain.iter().find_map(|style| style.is_hidden).unwrap_or(false),
            is_bold: chain.iter().find_map(|style| style.is_bold).unwrap_or(false),
        }
    }
}

/// Level 0 of an outline is a heading of level 1; 9 is no heading. Here both are counted from one, and 10 is none.
fn level(outline: u8) -> Option<u8> {
    (1..=9).contains(&outline).then_some(outline)
}

/// What the value of `w:outlineLvl` is as a level of headings; 10 for none.
pub(super) fn outline_level(element: &BytesStart<'_>) -> Option<u8> {
    attribute(element, "val")?.parse::<u8>().ok()?.checked_add(1)
}

impl Listener for List {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        if name.as_ref() == "style" {
            self.current = attribute(element, "styleId");
        }
        let Some(id) = &self.current else { return };
        let style = self.styles.entry(id.clone()).or_default();
        match name.as_ref() {
            "name" => style.name = attribute(element, "val").unwrap_or_default(),
            "basedOn" => style.based_on = attribute(element, "val"),
            "outlineLvl" => style.outline = outline_level(element),
            "vanish" => style.is_hidden = Some(is_on(element)),
            "b" => style.is_bold = Some(is_on(element)),
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}
