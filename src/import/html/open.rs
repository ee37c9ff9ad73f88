//! The elements that are open, and which of them a tag ends.

use std::collections::BTreeMap;

use super::tags::{Element, is_block};

/// Deep pages nest some dozens deep.
const MAX_DEPTH: usize = 256;

/// What holds for the words in an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct State {
    pub(super) is_bold: bool,
    pub(super) is_preformatted: bool,
    pub(super) is_skipped: bool,
    pub(super) heading: Option<u8>,
}

#[derive(Debug)]
pub(super) struct OpenElement {
    pub(super) name: String,
    pub(super) element: Element,
    /// What held before it began.
    pub(super) outer: State,
    /// A note ends with it.
    pub(super) ends_note: bool,
}

/// The open elements, innermost last. Whatever a page asks, the answer is known without a look through all of them.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    stack: Vec<OpenElement>,
    /// Where in the stack elements are, by name, and where those are that are paragraphs.
    by_name: BTreeMap<String, Vec<usize>>,
    blocks: Vec<usize>,
}

impl OpenElements {
    pub(super) fn is_full(&self) -> bool {
        self.stack.len() >= MAX_DEPTH
    }

    pub(super) fn push(&mut self, open: OpenElement) {
        let index = self.stack.len();
        self.by_name.entry(open.name.clone()).or_default().push(index);
        if is_block(&open.name) {
            self.blocks.push(index);
        }
        self.stack.push(open);
    }

    pub(super) fn pop(&mut self) -> Option<OpenElement> {
        let open = self.stack.pop()?;
        if let Some(indexes) = self.by_name.get_mut(&open.name) {
            indexes.pop();
        }
        if is_block(&open.name) {
            self.blocks.pop();
        }
        Some(open)
    }

    /// How many elements end with the innermost one of one of these names; none if a wall is in between.
    pub(super) fn count_to(&self, names: &[&str], walls: &[&str]) -> usize {
        match (self.innermost(names), self.innermost(walls)) {
            (Some(index), wall) if wall.is_none_or(|wall| wall <= index) => self.stack.len() - index,
            _ => 0,
        }
    }

    /// How many elements an end tag ends.
    pub(super) fn ended_by(&self, name: &str) -> usize {
        let count = self.count_to(&[name], walls_of(name));
        // `<b><p>…</b>`: the end of a stretch does not end the paragraph that began in it.
        let crosses_block =
            !is_block(name) && self.blocks.last().is_some_and(|&block| block >= self.stack.len() - count);
        if crosses_block { 0 } else { count }
    }

    fn innermost(&self, names: &[&str]) -> Option<usize> {
        names.iter().filter_map(|name| self.by_name.get(*name)?.last().copied()).max()
    }
}

/// What the end tag of an element does not reach across.
fn walls_of(name: &str) -> &'static [&'static str] {
    match name {
        "table" | "html" | "body" => &[],
        "tr" | "thead" | "tbody" | "tfoot" => &["table"],
        "td" | "th" => &["table", "tr"],
        _ => &["table", "td", "th", "caption"],
    }
}

/// An element that begins ends the innermost one of the first list, unless one of the second is around that.
pub(super) fn implied_ends(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir", "table", "td", "th"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table", "td", "th"]),
        "td" | "th" => (&["td", "th"], &["table", "tr"]),
        "tr" => (&["tr"], &["table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
        "body" => (&["head"], &[]),
        _ if is_block(name) => (&["p"], &["table", "td", "th", "caption"]),
        _ => (&[], &[]),
    }
}
