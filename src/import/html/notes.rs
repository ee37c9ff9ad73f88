//! Footnotes of a page: which elements hold them, and what refers to them.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::StartTag;

use super::tags::{name_of, value};
use crate::import::paragraphs::Paragraphs;

const MAX_NOTES: usize = 100_000;

/// Notes by their id.
#[derive(Debug, Default)]
pub(super) struct Notes {
    words: BTreeMap<String, Paragraphs>,
    referred: BTreeSet<String>,
}

impl Notes {
    /// Where the words of a note go.
    pub(super) fn target(&mut self, id: &str) -> Option<&mut Paragraphs> {
        if self.words.len() >= MAX_NOTES && !self.words.contains_key(id) {
            return None;
        }
        Some(self.words.entry(id.to_owned()).or_default())
    }

    pub(super) fn refer(&mut self, id: String) {
        if self.referred.len() < MAX_NOTES {
            self.referred.insert(id);
        }
    }

    /// The words of the notes that something refers to; any other one is a paragraph as all are.
    pub(super) fn finish(self) -> BTreeMap<String, String> {
        let Self { words, referred } = self;
        let words = words.into_iter().filter(|(id, _)| referred.contains(id)).map(|(id, paragraphs)| {
            (id, paragraphs.finish().into_iter().map(|line| line.text).collect::<Vec<_>>().join(" "))
        });
        words.collect()
    }
}

/// The id of the note that an element is.
pub(super) fn note_id(tag: &StartTag<()>) -> Option<String> {
    let id = value(tag, "id").or_else(|| value(tag, "name"))?;
    let says = |attribute: &str, words: &[&str]| {
        value(tag, attribute).is_some_and(|list| list.split_ascii_whitespace().any(|word| words.contains(&word)))
    };
    let is_said =
        says("epub:type", &["footnote", "endnote", "rearnote"]) || says("role", &["doc-footnote", "doc-endnote"]);
    let is_place = matches!(name_of(&tag.name), "div" | "li" | "aside" | "p" | "section");
    // LibreOffice, Word, and the programs that make pages of Markdown.
    let prefixes = ["sdfootnote", "sdendnote", "ftn", "edn", "fn", "footnote", "endnote"];
    let is_number = |rest: &str| {
        let digits = rest.trim_start_matches([':', '-', '_']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_named = || prefixes.iter().any(|prefix| id.strip_prefix(prefix).is_some_and(is_number));
    (is_said || (is_place && is_named())).then(|| id.to_owned())
}

/// The id that a link to a place in the page leads to.
pub(super) fn referred_id(tag: &StartTag<()>) -> Option<String> {
    if name_of(&tag.name) != "a" {
        return None;
    }
    let target = value(tag, "href")?.strip_prefix('#')?;
    // LibreOffice and Word link to the sign before the note, whose name is made of the note's own.
    let target = target.strip_prefix('_').unwrap_or(target);
    Some(target.strip_suffix("sym").unwrap_or(target).to_owned())
}
