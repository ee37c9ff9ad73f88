//! The XML of a Word document, walked once.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::comments::Comments;
use super::is_on;
use super::notes::{NoteKind, Notes};
use super::package::Package;
use super::styles::{Look, Styles, outline_level};
use crate::import::ImportError;
use crate::import::archive::{Archive, Part};
use crate::import::lines::{Edge, Line, Remark};
use crate::import::paragraphs::Paragraphs;
use crate::import::xml::{Listener, attribute, walk};

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lines: Vec<Line>,
    pub(super) remarks: Vec<Remark>,
    pub(super) deletion_count: usize,
    pub(super) symbol_count: usize,
    pub(super) embedded_count: usize,
}

/// The paragraphs of notes, and the comments on words of them.
pub(super) type FoundNotes = BTreeMap<(NoteKind, String), (Paragraphs, Vec<usize>)>;

/// The notes of a part that holds nothing else.
pub(super) fn note_walk(
    archive: &Archive<'_>,
    part: &Part,
    styles: &Styles,
    comments: &Comments,
) -> Result<FoundNotes, ImportError> {
    let mut body = Walk::new(styles, comments, None, Paragraphs::default());
    walk(archive, part, &mut body)?;
    Ok(body.notes)
}

/// The lines of the document's main part.
pub(super) fn lines(
    package: &Package<'_>,
    styles: &Styles,
    comments: &Comments,
    notes: &Notes,
    remarks: Vec<Remark>,
) -> Result<Found, ImportError> {
    let mut body = Walk::new(styles, comments, Some(notes), Paragraphs::with_remarks(remarks));
    walk(&package.archive, &package.main, &mut body)?;
    let (lines, remarks) = body.paragraphs.finish_with_remarks();
    Ok(Found { lines, remarks, ..body.found })
}

/// What an open element means for what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    Run,
    Text,
    Note,
    Table,
    Row,
    Cell,
    /// One of its children is read; whether one has been.
    Alternatives(bool),
    /// Nothing in it is read.
    Skipped,
    RunProperties,
    ParagraphProperties,
    RowProperties,
    CellProperties,
    ControlProperties,
    Other,
}

struct Walk<'n> {
    styles: &'n Styles,
    comments: &'n Comments,
    notes_read: Option<&'n Notes>,
    stack: Vec<Element>,
    skipped_depth: usize,
    /// What the styles of the open paragraphs say, and of the open runs.
    paragraph_looks: Vec<Look>,
    runs: Vec<Look>,
    paragraphs: Paragraphs,
    notes: FoundNotes,
    note: Option<(NoteKind, String)>,
    /// Comments that begin or end somewhere; any other one stands where it is referred to.
    marked: BTreeSet<usize>,
    /// The content control at hand shows what it asks for, not what someone wrote.
    is_placeholder: bool,
    found: Found,
}

impl<'n> Walk<'n> {
    fn new(styles: &'n Styles, comments: &'n Comments, notes_read: Option<&'n Notes>, paragraphs: Paragraphs) -> Self {
        Self {
            styles,
            comments,
            notes_read,
            stack: Vec::new(),
            skipped_depth: 0,
            paragraph_looks: Vec::new(),
            runs: Vec::new(),
            paragraphs,
            notes: BTreeMap::new(),
            note: None,
            marked: BTreeSet::new(),
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
        match self.stack.last() {
            Some(Element::RowProperties) => {
                if name == "del" {
                    self.target().delete_row();
                }
                return Element::Skipped;
            }
            Some(Element::CellProperties) => {
                match name {
                    "cellDel" => self.target().delete_cell(),
                    "gridSpan" => {
                        let columns = attribute(element, "val").and_then(|columns| columns.parse().ok());
                        self.target().widen_cell(columns.unwrap_or(1));
                    }
                    _ => {}
                }
                return Element::Skipped;
            }
            Some(Element::ParagraphProperties) if name != "rPr" => {
                self.paragraph_property(name, element);
                return Element::Skipped;
            }
            _ => {}
        }
        match name {
            "sdtPr" => Element::ControlProperties,
            "sdtContent" if std::mem::take(&mut self.is_placeholder) => Element::Skipped,
            "p" => Element::Paragraph,
            "r" => Element::Run,
            "t" => Element::Text,
            "tbl" => Element::Table,
            "tr" => Element::Row,
            "tc" => Element::Cell,
            "AlternateContent" => Element::Alternatives(false),
            "pPr" => Element::ParagraphProperties,
            "trPr" => Element::RowProperties,
            "tcPr" => Element::CellProperties,
            "rPr" => Element::RunProperties,
            "del" | "moveFrom" => {
                self.found.deletion_count += 1;
                Element::Skipped
            }
            "footnote" if self.notes_read.is_none() => self.begin_note(NoteKind::Foot, element),
            "endnote" if self.notes_read.is_none() => self.begin_note(NoteKind::End, element),
            "comment" if self.notes_read.is_none() => self.begin_note(NoteKind::Comment, element),
            "footnoteReference" => self.push_note(NoteKind::Foot, element),
            "endnoteReference" => self.push_note(NoteKind::End, element),
            "altChunk" => {
                self.found.embedded_count += 1;
                Element::Skipped
            }
            _ if SKIPPED.contains(&name) => Element::Skipped,
            _ => {
                self.push_sign(name, element);
                Element::Other
            }
        }
    }

    fn paragraph_property(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "pStyle" => {
                let Some(id) = attribute(element, "val") else { return };
                let look = self.styles.look(&id);
                if let Some(paragraph) = self.paragraph_looks.last_mut() {
                    *paragraph = look;
                }
                self.target().set_heading(look.heading);
            }
            "outlineLvl" => {
                let level = outline_level(element).filter(|level| *level <= 9);
                self.target().set_heading(level);
            }
            _ => {}
        }
    }

    /// Where a comment begins, ends or is referred to, even inside of what is left out.
    fn mark(&mut self, name: &str, element: &BytesStart<'_>) {
        let edges: &[Edge] = match name {
            "commentRangeStart" => &[Edge::Start],
            "commentRangeEnd" => &[Edge::End],
            "commentReference" => &[Edge::Start, Edge::End],
            _ => return,
        };
        let Some(index) = self.comments.index(element) else { return };
        if !self.marked.insert(index) && name == "commentReference" {
            return;
        }
        match &self.note {
            Some(key) => self.notes.entry(key.clone()).or_default().1.push(index),
            None => edges.iter().for_each(|&edge| self.paragraphs.mark(index, edge)),
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
                self.found.deletion_count += 1;
                self.target().delete_end();
            }
            return;
        }
        let Some(run) = self.runs.last_mut() else { return };
        match name {
            "vanish" => run.is_hidden = is_on(element),
            "b" => run.is_bold = is_on(element),
            "rStyle" => {
                let look = self.styles.look(&attribute(element, "val").unwrap_or_default());
                run.is_hidden |= look.is_hidden;
                run.is_bold |= look.is_bold;
            }
            _ => {}
        }
    }

    fn begin_note(&mut self, kind: NoteKind, element: &BytesStart<'_>) -> Element {
        // Separators and their like are drawn, not read.
        if attribute(element, "type").is_some_and(|kind| kind != "normal") {
            return Element::Skipped;
        }
        let Some(id) = attribute(element, "id") else { return Element::Skipped };
        self.note = Some((kind, id));
        Element::Note
    }

    /// A note stands in brackets where it is referred to, and comments on it are on these words.
    fn push_note(&mut self, kind: NoteKind, element: &BytesStart<'_>) -> Element {
        let notes = self.notes_read;
        let note = attribute(element, "id").and_then(|id| notes?.get(kind, &id));
        if let Some(note) = note.filter(|note| !note.paragraphs.is_empty()) {
            note.remark_indexes.iter().for_each(|&index| self.paragraphs.mark(index, Edge::Start));
            self.push(&format!(" [{}]", note.paragraphs.join(" ")));
            note.remark_indexes.iter().for_each(|&index| self.paragraphs.mark(index, Edge::End));
        }
        Element::Skipped
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
            Some(key) => &mut self.notes.entry(key.clone()).or_default().0,
            None => &mut self.paragraphs,
        }
    }
}

impl Listener for Walk<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        self.mark(name.as_ref(), element);
        let kind = if self.skipped_depth > 0 { Element::Skipped } else { self.kind(name.as_ref(), element) };
        match kind {
            Element::Skipped => self.skipped_depth += 1,
            Element::Paragraph => {
                self.target().begin(false);
                self.paragraph_looks.push(Look::default());
            }
            Element::Run => self.runs.push(self.paragraph_looks.last().copied().unwrap_or_default()),
            Element::Table => self.target().begin_table(),
            Element::Row => self.target().begin_row(),
            Element::Cell => self.target().begin_cell(),
            _ => {}
        }
        self.stack.push(kind);
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Element::Skipped) => self.skipped_depth -= 1,
            Some(Element::Paragraph) => {
                self.target().end();
                self.paragraph_looks.pop();
            }
            Some(Element::Run) => {
                self.runs.pop();
            }
            Some(Element::Cell) => self.target().end_cell(),
            Some(Element::Table) => self.target().end_table(),
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
