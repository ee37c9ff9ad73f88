//! A page, walked tag by tag.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::LeftOut;
use super::notes::{Notes, note_id, referred_id};
use super::open::{OpenElement, OpenElements, State, implied_ends};
use super::tags::{Dialect, Element, element, is_block, is_bold, is_main, name_of, value};
use crate::import::LabelStyle;
use crate::import::lines::SaidBy;
use crate::import::paragraphs::Paragraphs;
use crate::import::speakers::{whole_label, whole_stamp};

/// Adds a page's paragraphs; nothing if it is nested too deep.
///
/// It is walked twice. The first walk finds footnotes, which stand below their references, and whether the page says which
/// part of it is the main one.
pub(super) fn walk(page: &str, dialect: Dialect, paragraphs: &mut Paragraphs) -> Option<LeftOut> {
    let mut rehearsal = Paragraphs::default();
    let mut first = Walk::new(dialect, &mut rehearsal, None, false);
    first.run(page)?;
    let (has_main, notes) = (first.main.is_there, first.notes.finish());
    let mut second = Walk::new(dialect, paragraphs, Some(notes), has_main);
    second.run(page)?;
    Some(second.left_out)
}

/// What a name or time is read into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capture {
    Speaker,
    Time,
}

struct Walk<'p> {
    dialect: Dialect,
    paragraphs: &'p mut Paragraphs,
    open: OpenElements,
    state: State,
    /// A paragraph is open: it has begun with its first word.
    is_in_paragraph: bool,
    /// More white space would be too much.
    after_space: bool,
    /// Cells of the row at hand, by open list of terms.
    terms: Vec<usize>,
    capture: Option<(Capture, String)>,
    /// Whoever says the next paragraph, and when.
    speaker: Option<String>,
    start_ms: Option<u32>,
    /// The words of notes, once they are known; until then, they are gathered.
    known_notes: Option<BTreeMap<String, String>>,
    notes: Notes,
    note: Option<String>,
    main: MainPart,
    left_out: LeftOut,
}

/// What the page says is its main part.
#[derive(Debug, Default)]
struct MainPart {
    is_there: bool,
    /// Only what is in it is read.
    is_all: bool,
    /// How many elements are open in it.
    depth: usize,
}

impl MainPart {
    /// Whether words here are read.
    fn reads_here(&self) -> bool {
        !self.is_all || self.depth > 0
    }
}

impl<'p> Walk<'p> {
    fn new(
        dialect: Dialect,
        paragraphs: &'p mut Paragraphs,
        known_notes: Option<BTreeMap<String, String>>,
        is_main_all: bool,
    ) -> Self {
        Self {
            dialect,
            paragraphs,
            open: OpenElements::default(),
            state: State::default(),
            is_in_paragraph: false,
            after_space: true,
            terms: Vec::new(),
            capture: None,
            speaker: None,
            start_ms: None,
            known_notes,
            notes: Notes::default(),
            note: None,
            main: MainPart { is_all: is_main_all, ..MainPart::default() },
            left_out: LeftOut::default(),
        }
    }

    fn run(&mut self, page: &str) -> Option<()> {
        let mut emitter = DefaultEmitter::default();
        // In XHTML, a script may end in its own tag, and is no different from other elements.
        emitter.naively_switch_states(self.dialect == Dialect::Html);
        for token in Tokenizer::new_with_emitter(page, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.start(&tag)?,
                Token::EndTag(tag) => self.end(name_of(&tag.name)),
                Token::String(words) => self.text(name_of(&words)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        while let Some(open) = self.open.pop() {
            self.finish(&open);
        }
        self.end_paragraph();
        Some(())
    }

    /// Begins an element; nothing if there are too many in one another.
    fn start(&mut self, tag: &StartTag<()>) -> Option<()> {
        let name = name_of(&tag.name);
        let element = element(tag);
        let (ended, walls) = implied_ends(name);
        self.close(self.open.count_to(ended, walls));
        match element {
            Element::Void => {
                if name == "hr" {
                    self.end_paragraph();
                }
                return Some(());
            }
            Element::LineBreak => {
                self.line_break();
                return Some(());
            }
            _ => {}
        }
        if self.open.is_full() {
            return None;
        }
        let outer = self.state;
        self.main.is_there |= is_main(tag);
        self.main.depth += usize::from(is_main(tag) || self.main.depth > 0);
        self.state.is_bold = is_bold(tag).unwrap_or(outer.is_bold);
        let ends_note = self.begin_note(tag);
        let is_reference = self.refer(tag);
        let element = if is_reference { Element::Skipped } else { element };
        self.begin(element, tag);
        self.open.push(OpenElement { name: name.to_owned(), element, outer, ends_note });
        if tag.self_closing && self.dialect == Dialect::Xhtml {
            self.close(1);
        }
        Some(())
    }

    /// What an element does to the words in it.
    fn begin(&mut self, element: Element, tag: &StartTag<()>) {
        if is_block(name_of(&tag.name)) {
            self.spill_capture();
            self.end_paragraph();
        }
        match element {
            Element::Heading(level) => self.state.heading = Some(level),
            Element::Preformatted => self.state.is_preformatted = true,
            Element::Quote => self.push("“"),
            Element::Table => self.target(Paragraphs::begin_table),
            Element::Row => self.target(Paragraphs::begin_row),
            Element::Cell => {
                let columns = value(tag, "colspan").and_then(|columns| columns.trim().parse().ok()).unwrap_or(1);
                self.target(Paragraphs::begin_cell);
                self.target(|paragraphs| paragraphs.widen_cell(columns));
            }
            Element::Terms => {
                self.terms.push(0);
                self.target(Paragraphs::begin_table);
            }
            Element::Term => self.begin_term(),
            Element::Said => self.begin_said(),
            Element::Speaker if self.may_capture(tag) => self.capture = Some((Capture::Speaker, String::new())),
            Element::Time if self.may_capture(tag) => self.capture = Some((Capture::Time, String::new())),
            Element::Menu => {
                self.left_out.menus += usize::from(!self.state.is_skipped);
                self.state.is_skipped = true;
            }
            Element::Deleted => {
                self.left_out.deletions += usize::from(!self.state.is_skipped);
                self.state.is_skipped = true;
            }
            Element::Skipped => self.state.is_skipped = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "br" => self.line_break(),
            // Browsers take a lone end of a paragraph for an empty one.
            "p" if self.open.ended_by(name) == 0 => self.end_paragraph(),
            _ => {
                let count = self.open.ended_by(name);
                if count == 0 && matches!(name, "b" | "strong") {
                    self.state.is_bold = false;
                }
                self.close(count);
            }
        }
    }

    /// Ends the innermost elements.
    fn close(&mut self, count: usize) {
        for _ in 0..count {
            if let Some(open) = self.open.pop() {
                self.finish(&open);
            }
        }
    }

    fn finish(&mut self, open: &OpenElement) {
        match open.element {
            Element::Quote => self.push("”"),
            Element::Speaker | Element::Time => self.end_capture(),
            _ => {}
        }
        if is_block(&open.name) {
            self.spill_capture();
            self.end_paragraph();
        }
        match open.element {
            Element::Table => self.target(Paragraphs::end_table),
            Element::Cell | Element::Term | Element::Said => self.target(Paragraphs::end_cell),
            Element::Terms => {
                self.terms.pop();
                self.target(Paragraphs::end_table);
            }
            _ => {}
        }
        if open.ends_note {
            self.note = None;
        }
        self.main.depth = self.main.depth.saturating_sub(1);
        self.state = open.outer;
    }

    fn begin_term(&mut self) {
        self.target(Paragraphs::begin_row);
        self.target(Paragraphs::begin_cell);
        if let Some(cells) = self.terms.last_mut() {
            *cells = 1;
        }
    }

    /// What is said of a term stands beside it, and what more is said of it below.
    fn begin_said(&mut self) {
        if self.terms.last().is_some_and(|&cells| cells != 1) {
            self.begin_term();
            self.target(Paragraphs::end_cell);
        }
        self.target(Paragraphs::begin_cell);
        if let Some(cells) = self.terms.last_mut() {
            *cells += 1;
        }
    }

    /// Begins a note, if the element is one: its words are gathered, and left out where they are known.
    fn begin_note(&mut self, tag: &StartTag<()>) -> bool {
        let Some(id) = note_id(tag).filter(|_| self.note.is_none()) else { return false };
        match &self.known_notes {
            Some(known) if known.contains_key(&id) => {
                self.end_paragraph();
                self.state.is_skipped = true;
            }
            Some(_) => return false,
            None => {
                self.end_paragraph();
                self.note = Some(id);
            }
        }
        true
    }

    /// Whether an element refers to a note, or back from one to where it is referred to. A note stands in brackets.
    fn refer(&mut self, tag: &StartTag<()>) -> bool {
        let Some(id) = referred_id(tag) else { return false };
        if self.note.is_some() {
            return true;
        }
        let Some(known) = &self.known_notes else {
            self.notes.refer(id);
            return false;
        };
        let Some(words) = known.get(&id) else { return false };
        if !words.is_empty() {
            let words = format!(" [{words}]");
            self.push(&words);
        }
        true
    }

    /// Whether an element may be a name or time before a paragraph. By their tag, `<cite>` and `<time>` may be; inside of a
    /// paragraph or quotation they are words.
    fn may_capture(&self, tag: &StartTag<()>) -> bool {
        let is_by_tag = matches!(name_of(&tag.name), "cite" | "time") && value(tag, "class").is_none();
        let is_in_words = self.open.count_to(&["p", "li", "blockquote", "figure", "footer"], &[]) > 0;
        let is_begun = self.is_in_paragraph || self.capture.is_some();
        !is_begun && !self.state.is_skipped && (!is_by_tag || !is_in_words)
    }

    fn end_capture(&mut self) {
        let Some((capture, text)) = self.capture.take() else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match capture {
            Capture::Speaker => match whole_label(&text) {
                Some(label) => {
                    self.speaker = Some(label.name);
                    self.start_ms = label.start_ms.or(self.start_ms);
                }
                None => self.text(&text),
            },
            Capture::Time => match whole_stamp(&text) {
                Some(ms) => self.start_ms = Some(ms),
                None => self.text(&text),
            },
        }
    }

    /// What was taken for a name or time is more than that.
    fn spill_capture(&mut self) {
        if let Some((_, text)) = self.capture.take() {
            self.text(&text);
        }
    }

    fn text(&mut self, words: &str) {
        if self.state.is_skipped {
            return;
        }
        if let Some((_, text)) = &mut self.capture {
            text.push_str(words);
            return;
        }
        if self.state.is_preformatted {
            self.push(words);
            return;
        }
        if !self.is_in_paragraph {
            self.after_space = true;
        }
        let mut collapsed = String::with_capacity(words.len());
        for character in words.chars() {
            let is_space = matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !is_space {
                collapsed.push(character);
            } else if !self.after_space {
                collapsed.push(' ');
            }
            self.after_space = is_space;
        }
        if !collapsed.is_empty() {
            let after_space = self.after_space;
            self.push(&collapsed);
            self.after_space = after_space;
        }
    }

    fn line_break(&mut self) {
        if self.is_in_paragraph && self.capture.is_none() {
            self.push("\n");
            self.after_space = true;
        }
    }

    fn push(&mut self, words: &str) {
        if self.state.is_skipped {
            return;
        }
        if !self.is_in_paragraph {
            if words.trim().is_empty() {
                return;
            }
            self.begin_paragraph();
        }
        self.after_space = false;
        let is_bold = self.state.is_bold;
        if !self.main.reads_here() {
            return;
        }
        self.target(|paragraphs| paragraphs.push(words, is_bold));
    }

    fn begin_paragraph(&mut self) {
        self.is_in_paragraph = true;
        if !self.main.reads_here() {
            self.left_out.outside += 1;
            return;
        }
        let heading = self.state.heading;
        let (speaker, start_ms) = (self.speaker.take(), self.start_ms.take());
        self.target(|paragraphs| {
            paragraphs.begin(false);
            paragraphs.set_heading(heading);
            match (speaker, start_ms) {
                (Some(name), start_ms) => {
                    paragraphs.set_said_by(SaidBy { name, start_ms, rest: 0, style: LabelStyle::Field });
                }
                (None, Some(ms)) => paragraphs.push_stamp(ms),
                (None, None) => {}
            }
        });
    }

    fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.is_in_paragraph) && self.main.reads_here() {
            self.target(Paragraphs::end);
        }
        self.after_space = true;
    }

    /// Does something to the paragraphs of the note at hand, or of the page.
    fn target(&mut self, act: impl FnOnce(&mut Paragraphs)) {
        match &self.note {
            Some(id) => {
                if let Some(paragraphs) = self.notes.target(id) {
                    act(paragraphs);
                }
            }
            None => act(self.paragraphs),
        }
    }
}
