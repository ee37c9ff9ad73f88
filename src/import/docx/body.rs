//! The XML of a Word document, walked once.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::package::Package;
use crate::import::ImportError;
use crate::import::archive::{Archive, Part};
use crate::import::lines::Line;
use crate::import::paragraphs::Paragraphs;
use crate::import::xml::{Listener, attribute, walk};

const MAX_NOTES: usize = 100_000;

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lines: Vec<Line>,
    pub(super) deletion_count: usize,
    pub(super) symbol_count: usize,
    pub(super) embedded_count: usize,
}

/// Footnotes and endnotes by kind and id.
#[derive(Debug, Default)]
pub(super) struct Notes {
    words: BTreeMap<(bool, String), String>,
}

impl Notes {
    /// Adds the notes of a part.
    pub(super) fn add(&mut self, archive: &Archive<'_>, part: &Part, styles: &[String]) -> Result<(), ImportError> {
        let mut body = Walk::new(styles, None);
        walk(archive, part, &mut body)?;
        for ((is_end, id), paragraphs) in body.notes {
            let lines = paragraphs.finish();
            let words = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
            if self.words.len() < MAX_NOTES && !words.is_empty() {
                self.words.insert((is_end, id), words);
            }
        }
        Ok(())
    }
}

/// The lines of the document's main part.
pub(super) fn lines(package: &Package<'_>, styles: &[String], notes: &Notes) -> Result<Found, ImportError> {
    let mut body = Walk::new(styles, Some(notes));
    walk(&package.archive, &package.main, &mut body)?;
    body.found.lines = std::mem::take(&mut body.paragraphs).finish();
    Ok(body.found)
}

/// The ids of styles that hide text.
pub(super) fn hidden_styles(package: &Package<'_>) -> Result<Vec<String>, ImportError> {
    let mut styles = HiddenStyles::default();
    if let Some(part) = &package.styles {
        walk(&package.archive, part, &mut styles)?;
    }
    Ok(styles.hidden)
}

#[derive(Default)]
struct HiddenStyles {
    style: Option<String>,
    hidden: Vec<String>,
}

impl Listener for HiddenStyles {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "style" => self.style = attribute(element, "styleId"),
            "vanish" if is_on(element) => self.hidden.extend(self.style.clone()),
            _ => {}
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}

/// What an open element means for what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    Run,
    Text,
    Note,
    Row,
    Cell,
    /// One of its children is read; whether one has been.
    Alternatives(bool),
    /// Nothing in it is read.
    Skipped,
    RunProperties,
    ParagraphProperties,
    ControlProperties,
    Other,
}

/// What holds for a run.
#[derive(Debug, Clone, Copy, Default)]
struct RunState {
    is_hidden: bool,
    is_bold: bool,
}

struct Walk<'n> {
    styles: &'n [String],
    notes_read: Option<&'n Notes>,
    stack: Vec<Element>,
    skipped_depth: usize,
    runs: Vec<RunState>,
    /// By open table row: how many cells have begun.
    rows: Vec<usize>,
    paragraphs: Paragraphs,
    notes: BTreeMap<(bool, String), Paragraphs>,
    note: Option<(bool, String)>,
    /// The content control at hand shows what it asks for, not what someone wrote.
    is_placeholder: bool,
    found: Found,
}

impl<'n> Walk<'n> {
    fn new(styles: &'n [String], notes_read: Option<&'n Notes>) -> Self {
        Self {
            styles,
            notes_read,
            stack: Vec::new(),
            skipped_depth: 0,
            runs: Vec::new(),
            rows: Vec::new(),
            paragraphs: Paragraphs::default(),
            notes: BTreeMap::new(),
            note: None,
            is_placeholder: false,
            found: Found::default(),
        }
    }

    fn is_in_text(&self) -> bool {
        self.skipped_depth == 0 && self.stack.last() == Some(&Element::Text)
    }

    fn kind(&mut self, name: &str, element: &BytesStart<'_>) -> Element {
        if let Some(Element::RunProperties) = self.stack.last() {
            self.run_property(name, element);
            return Element::Skipped;
        }
        if let Some(Element::Alternatives(has_one)) = self.stack.last_mut() {
            let is_taken = !*has_one && matches!(name, "Choice" | "Fallback");
            *has_one |= is_taken;
            return if is_taken { Element::Other } else { Element::Skipped };
        }
        if let Some(Element::ControlProperties) = self.stack.last() {
            self.is_placeholder |= name == "showingPlcHdr" && is_on(element);
            return Element::Skipped;
        }
        match name {
            "sdtPr" => Element::ControlProperties,
            "sdtContent" if std::mem::take(&mut self.is_placeholder) => Element::Skipped,
            "p" => Element::Paragraph,
            "r" => Element::Run,
            "t" => Element::Text,
            "tr" => Element::Row,
            "tc" => Element::Cell,
            "AlternateContent" => Element::Alternatives(false),
            "pPr" => Element::ParagraphProperties,
            "rPr" => Element::RunProperties,
            "del" | "moveFrom" => {
                self.found.deletion_count += 1;
                Element::Skipped
            }
            "footnote" | "endnote" if self.notes_read.is_none() => self.begin_note(name == "endnote", element),
            "footnoteReference" | "endnoteReference" => {
                self.push_note(name == "endnoteReference", element);
                Element::Skipped
            }
            "altChunk" => {
                self.found.embedded_count += 1;
                Element::Skipped
            }
            _ if self.stack.last() == Some(&Element::ParagraphProperties) => Element::Skipped,
            _ if SKIPPED.contains(&name) => Element::Skipped,
            _ => {
                self.push_sign(name, element);
                Element::Other
            }
        }
    }

    /// Signs that stand for a character.
    fn push_sign(&mut self, name: &str, element: &BytesStart<'_>) {
        let in_run = self.stack.last() == Some(&Element::Run);
        match name {
            "tab" | "ptab" if in_run => self.push("\t"),
            "br" | "cr" if in_run => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => match attribute(element, "char").as_deref().and_then(symbol) {
                Some(character) => self.push(character.encode_utf8(&mut [0; 4])),
                None => self.found.symbol_count += 1,
            },
            _ => {}
        }
    }

    fn run_property(&mut self, name: &str, element: &BytesStart<'_>) {
        let in_paragraph_mark = self.stack.iter().rev().nth(1) == Some(&Element::ParagraphProperties);
        if in_paragraph_mark {
            if matches!(name, "del" | "moveFrom") {
                self.target().delete_end();
            }
            return;
        }
        let is_hidden_style =
            name == "rStyle" && attribute(element, "val").is_some_and(|style| self.styles.contains(&style));
        let Some(run) = self.runs.last_mut() else { return };
        match name {
            "vanish" => run.is_hidden = is_on(element),
            "b" => run.is_bold = is_on(element),
            _ => run.is_hidden |= is_hidden_style,
        }
    }

    fn begin_note(&mut self, is_end: bool, element: &BytesStart<'_>) -> Element {
        // Separators and their like are drawn, not read.
        if attribute(element, "type").is_some_and(|kind| kind != "normal") {
            return Element::Skipped;
        }
        let Some(id) = attribute(element, "id") else { return Element::Skipped };
        self.note = Some((is_end, id));
        Element::Note
    }

    fn push_note(&mut self, is_end: bool, element: &BytesStart<'_>) {
        let Some(id) = attribute(element, "id") else { return };
        if let Some(words) = self.notes_read.and_then(|notes| notes.words.get(&(is_end, id))) {
            self.push(&format!(" [{words}]"));
        }
    }

    fn push(&mut self, words: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        if !self.runs.iter().any(|run| run.is_hidden) {
            self.target().push(words, run.is_bold);
        }
    }

    /// Where words go: the note at hand, or the document.
    fn target(&mut self) -> &mut Paragraphs {
        match &self.note {
            Some(key) => self.notes.entry(key.clone()).or_default(),
            None => &mut self.paragraphs,
        }
    }
}

impl Listener for Walk<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let kind = if self.skipped_depth > 0 { Element::Skipped } else { self.kind(name.as_ref(), element) };
        match kind {
            Element::Skipped => self.skipped_depth += 1,
            Element::Paragraph => {
                let is_first_cell =
                    self.rows.last().is_some_and(|&count| count == 1) && self.stack.contains(&Element::Cell);
                self.target().begin(is_first_cell);
            }
            Element::Run => self.runs.push(RunState::default()),
            Element::Row => self.rows.push(0),
            Element::Cell => {
                if let Some(count) = self.rows.last_mut() {
                    *count += 1;
                }
            }
            _ => {}
        }
        self.stack.push(kind);
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Element::Skipped) => self.skipped_depth -= 1,
            Some(Element::Paragraph) => self.target().end(),
            Some(Element::Run) => {
                self.runs.pop();
            }
            Some(Element::Row) => {
                self.rows.pop();
            }
            Some(Element::Note) => self.note = None,
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.is_in_text() {
            self.push(words);
        }
    }
}

/// Elements whose words are not the document's: instructions, deleted words, properties, the reading aid over a word.
const SKIPPED: &[&str] = &[
    "instrText",
    "delText",
    "delInstrText",
    "sdtEndPr",
    "sectPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "rt",
    "rubyPr",
    "fldData",
    "annotationRef",
    "docPartObj",
    "binData",
];

/// Word writes signs of symbol fonts in a private range; there, they have no meaning without the font.
fn symbol(code: &str) -> Option<char> {
    let character = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    (!('\u{e000}'..='\u{f8ff}').contains(&character) && !character.is_control()).then_some(character)
}

/// A property without a value is on.
fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}
