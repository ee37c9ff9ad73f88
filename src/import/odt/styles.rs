//! The styles of an OpenDocument text: which ones are headings, hide their words or make them bold.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::import::ImportError;
use crate::import::archive::{Archive, Part};
use crate::import::xml::{Listener, attribute, walk};

/// A style has a parent, and that has one too; circles end here.
const MAX_PARENTS: usize = 32;

/// What a style says of the words that have it, as far as it says anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) heading: Option<u8>,
    pub(super) is_hidden: Option<bool>,
    pub(super) is_bold: Option<bool>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    look: Look,
}

/// Styles by family (`paragraph`, `text`) and name: names are given again from family to family.
#[derive(Debug, Default)]
pub(super) struct Styles {
    list: BTreeMap<(String, String), Style>,
    /// The style whose element is open.
    current: Option<(String, String)>,
    /// How many elements are open in it.
    depth: usize,
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn add(&mut self, archive: &Archive<'_>, part: &Part) -> Result<(), ImportError> {
        walk(archive, part, self)
    }

    /// The look of the style that an element names.
    pub(super) fn look(&self, family: &str, element: &BytesStart<'_>) -> Look {
        let style = |name: String| self.list.get(&(family.to_owned(), name));
        let first = attribute(element, "style-name").and_then(style);
        let chain: Vec<&Style> =
            std::iter::successors(first, |child| style(child.parent.clone()?)).take(MAX_PARENTS).collect();
        Look {
            heading: chain.iter().find_map(|style| style.look.heading),
            is_hidden: chain.iter().find_map(|style| style.look.is_hidden),
            is_bold: chain.iter().find_map(|style| style.look.is_bold),
        }
    }
}

impl Listener for Styles {
    fn start(&mut self, element: &BytesStart<'_>) {
        self.depth += 1;
        match element.local_name().as_ref() {
            "style" => {
                self.depth = 0;
                let name = attribute(element, "name").unwrap_or_default();
                let outline = attribute(element, "default-outline-level").and_then(|level| level.parse().ok());
                let look = Look { heading: outline.or((name == "Title").then_some(1)), ..Look::default() };
                let key = (attribute(element, "family").unwrap_or_default(), name);
                self.list.insert(key.clone(), Style { parent: attribute(element, "parent-style-name"), look });
                self.current = Some(key);
            }
            "text-properties" => {
                let Some(style) = self.current.as_ref().and_then(|key| self.list.get_mut(key)) else { return };
                let is_bold =
                    |weight: String| weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600);
                style.look.is_bold = attribute(element, "font-weight").map(is_bold);
                style.look.is_hidden = attribute(element, "display").map(|display| display == "none");
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        match self.depth.checked_sub(1) {
            Some(depth) => self.depth = depth,
            None => self.current = None,
        }
    }

    fn text(&mut self, _words: &str) {}
}
