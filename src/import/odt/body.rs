//! The content of an OpenDocument text, walked once.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::styles::{Look, Styles};
use crate::import::ImportError;
use crate::import::archive::{Archive, Part};
use crate::import::lines::{Edge, Line, Remark};
use crate::import::paragraphs::Paragraphs;
use crate::import::xml::{Listener, attribute, walk};

/// More blanks in a row than anyone types.
const MAX_BLANKS: usize = 256;

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lines: Vec<Line>,
    pub(super) remarks: Vec<Remark>,
    pub(super) deletion_count: usize,
    pub(super) symbol_count: usize,
    /// What the document is if it is no text.
    pub(super) other_kind: Option<&'static str>,
}

/// The lines of a document's content.
pub(super) fn lines(archive: &Archive<'_>, content: &Part, styles: &Styles) -> Result<Found, ImportError> {
    let mut body = Walk::new(styles);
    walk(archive, content, &mut body)?;
    let (lines, remarks) = body.document.finish_with_remarks();
    Ok(Found { lines, remarks, ..body.found })
}

/// What an open element means for what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    /// A stretch of words with a style.
    Styled,
    Note,
    Comment,
    CommentAuthor,
    CommentDate,
    Table,
    Cell,
    /// Nothing in it is read.
    Skipped,
    Other,
}

struct Walk<'s> {
    styles: &'s Styles,
    stack: Vec<Element>,
    skipped_depth: usize,
    /// What holds in the open paragraphs and stretches.
    looks: Vec<Look>,
    /// Whether more white space would be too much, by open paragraph.
    after_space: Vec<bool>,
    document: Paragraphs,
    /// Footnotes and comments that are open.
    beside: Vec<Paragraphs>,
    /// The comment that is open, and all by their name.
    comment: Option<usize>,
    comment_names: BTreeMap<String, usize>,
    found: Found,
}

impl<'s> Walk<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            stack: Vec::new(),
            skipped_depth: 0,
            looks: Vec::new(),
            after_space: Vec::new(),
            document: Paragraphs::default(),
            beside: Vec::new(),
            comment: None,
            comment_names: BTreeMap::new(),
            found: Found::default(),
        }
    }

    fn kind(&mut self, name: &str, element: &BytesStart<'_>) -> Element {
        let is_in_comment = self.stack.last() == Some(&Element::Comment);
        match name {
            "p" | "h" => self.begin_paragraph(name == "h", element),
            "span" => {
                let outer = self.looks.last().copied().unwrap_or_default();
                let own = self.styles.look("text", element);
                let is_hidden = own.is_hidden.or(outer.is_hidden);
                self.looks.push(Look { is_hidden, is_bold: own.is_bold.or(outer.is_bold), ..outer });
                Element::Styled
            }
            "s" => {
                let count = attribute(element, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.push(&" ".repeat(count.min(MAX_BLANKS)));
                Element::Other
            }
            "tab" => self.push_sign("\t"),
            "line-break" => self.push_sign("\n"),
            "note" => {
                self.beside.push(Paragraphs::default());
                Element::Note
            }
            "annotation" => self.begin_comment(element),
            "annotation-end" => {
                let index = attribute(element, "name").and_then(|name| self.comment_names.get(&name).copied());
                if let Some(index) = index.filter(|_| self.beside.is_empty()) {
                    self.document.mark(index, Edge::End);
                }
                Element::Other
            }
            "creator" if is_in_comment => Element::CommentAuthor,
            "date" if is_in_comment => Element::CommentDate,
            "table" => {
                self.target().begin_table();
                Element::Table
            }
            "table-row" => {
                self.target().begin_row();
                Element::Other
            }
            // A cell that is covered by a wide one keeps its column.
            "table-cell" | "covered-table-cell" => {
                self.target().begin_cell();
                let columns = attribute(element, "number-columns-repeated").and_then(|count| count.parse().ok());
                self.target().widen_cell(columns.unwrap_or(1));
                Element::Cell
            }
            "section" if attribute(element, "display").is_some_and(|display| display == "none") => Element::Skipped,
            _ if attribute(element, "is-hidden").is_some_and(|is_hidden| is_hidden == "true") => Element::Skipped,
            _ if SKIPPED.contains(&name) => Element::Skipped,
            _ => Element::Other,
        }
    }

    fn begin_paragraph(&mut self, is_heading: bool, element: &BytesStart<'_>) -> Element {
        let look = self.styles.look("paragraph", element);
        let outline = attribute(element, "outline-level").and_then(|level| level.parse().ok());
        let heading = if is_heading { outline.or(look.heading).or(Some(1)) } else { look.heading };
        self.target().begin(false);
        self.target().set_heading(heading.filter(|level| (1..=10).contains(level)));
        self.looks.push(look);
        self.after_space.push(true);
        Element::Paragraph
    }

    /// A comment begins where its words begin; one without an end is on the word before it.
    fn begin_comment(&mut self, element: &BytesStart<'_>) -> Element {
        let by_name = |name: &str| attribute(element, name).and_then(|name| self.comment_names.get(&name).copied());
        let remark = Remark { reply_to: by_name("parent-name"), ..Remark::default() };
        let index = self.document.add_remark(remark);
        if let Some(name) = attribute(element, "name") {
            self.comment_names.insert(name, index);
        }
        // A footnote's words are put at their place once it is complete: a comment in it stands before them.
        self.document.mark(index, Edge::Start);
        self.beside.push(Paragraphs::default());
        self.comment = Some(index);
        Element::Comment
    }

    fn end_comment(&mut self) {
        let Some(comment) = self.beside.pop() else { return };
        let words: Vec<String> = comment.finish().into_iter().map(|line| line.text).collect();
        if let Some(remark) = self.comment.take().and_then(|index| self.document.remark_mut(index)) {
            remark.content = words.join("\n");
        }
    }

    /// A note stands in brackets at its place.
    fn end_note(&mut self) {
        let Some(note) = self.beside.pop() else { return };
        let words: Vec<String> = note.finish().into_iter().map(|line| line.text).collect();
        if !words.is_empty() {
            self.push(&format!(" [{}]", words.join(" ")));
        }
    }

    fn push_sign(&mut self, sign: &str) -> Element {
        self.push(sign);
        Element::Other
    }

    fn push(&mut self, words: &str) {
        if let Some(after_space) = self.after_space.last_mut() {
            *after_space = false;
        }
        let look = self.looks.last().copied().unwrap_or_default();
        if look.is_hidden != Some(true) && self.skipped_depth == 0 {
            self.target().push(words, look.is_bold == Some(true));
        }
    }

    /// Words as they stand in the file, where any white space is one blank, and none at the beginning.
    fn push_collapsed(&mut self, words: &str) {
        let Some(after_space) = self.after_space.last_mut() else { return };
        let mut collapsed = String::with_capacity(words.len());
        for character in words.chars() {
            let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
            if ('\u{f000}'..='\u{f0ff}').contains(&character) {
                self.found.symbol_count += 1;
            } else if !is_space {
                collapsed.push(character);
            } else if !*after_space {
                collapsed.push(' ');
            }
            *after_space = is_space;
        }
        let ends_in_space = *after_space;
        if !collapsed.is_empty() {
            self.push(&collapsed);
        }
        if let Some(after_space) = self.after_space.last_mut() {
            *after_space = ends_in_space;
        }
    }

    /// Where words go: the note or comment that is open, or the document.
    fn target(&mut self) -> &mut Paragraphs {
        self.beside.last_mut().unwrap_or(&mut self.document)
    }
}

impl Listener for Walk<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        match name.as_ref() {
            "deletion" => self.found.deletion_count += 1,
            "spreadsheet" => self.found.other_kind = Some("a spreadsheet"),
            "presentation" => self.found.other_kind = Some("a presentation"),
            "drawing" => self.found.other_kind = Some("a drawing"),
            _ => {}
        }
        let kind = if self.skipped_depth > 0 { Element::Skipped } else { self.kind(name.as_ref(), element) };
        self.skipped_depth += usize::from(kind == Element::Skipped);
        self.stack.push(kind);
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Element::Skipped) => self.skipped_depth -= 1,
            Some(Element::Paragraph) => {
                self.target().end();
                self.looks.pop();
                self.after_space.pop();
            }
            Some(Element::Styled) => {
                self.looks.pop();
            }
            Some(Element::Note) => self.end_note(),
            Some(Element::Comment) => self.end_comment(),
            Some(Element::Table) => self.target().end_table(),
            Some(Element::Cell) => self.target().end_cell(),
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.skipped_depth > 0 {
            return;
        }
        let remark = match self.stack.last() {
            Some(Element::CommentAuthor | Element::CommentDate) => {
                self.comment.and_then(|index| self.document.remark_mut(index))
            }
            _ => return self.push_collapsed(words),
        };
        match (remark, self.stack.last()) {
            (Some(remark), Some(Element::CommentAuthor)) => remark.author.push_str(words),
            (Some(remark), _) => remark.written_at.push_str(words),
            (None, _) => {}
        }
    }
}

/// Elements whose words are not the document's: deleted words, indexes, numbers of notes and lists, what describes a
/// picture, prompts, and the reading aid over a word.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "forms",
    "scripts",
    "event-listeners",
    "automatic-styles",
    "font-face-decls",
    "table-of-content",
    "illustration-index",
    "table-index",
    "object-index",
    "user-index",
    "alphabetical-index",
    "note-citation",
    "number",
    "creator-initials",
    "sender-initials",
    "title",
    "desc",
    "object",
    "object-ole",
    "binary-data",
    "placeholder",
    "ruby-text",
    "script",
];
