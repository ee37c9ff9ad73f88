//! The walk over a file's groups: what each sign does to the words.

use std::path::Path;

use super::comments::Comments;
use super::fonts::{CodePage, Fonts};
use super::lex::{Lexer, Token};
use super::styles::{Styles, level};
use super::target::{Properties, Target};
use super::words::{CommentField, Destination, character, destination};
use crate::import::lines::{Edge, Line, Remark};
use crate::import::{ImportError, Place};

/// Real documents nest some dozens deep.
const MAX_DEPTH: usize = 1000;
/// Notes in notes.
const MAX_NOTES: usize = 16;
const MAX_COMMENTS: usize = 100_000;

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lines: Vec<Line>,
    pub(super) remarks: Vec<Remark>,
    pub(super) deletion_count: usize,
    pub(super) symbol_count: usize,
    pub(super) lost_count: usize,
}

/// What holds inside a group, and is as before once it ends.
#[derive(Debug, Clone, Copy)]
struct Group {
    destination: Destination,
    /// The destination that begins with this very group.
    opens: Option<Destination>,
    progress: Progress,
    font: i32,
    /// How many signs stand behind a `\u`, for readers that do not know it.
    fallback_length: usize,
    look: Look,
    paragraph: Properties,
}

/// How much of a group has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Nothing: its first word may open a destination.
    Fresh,
    /// `\*`: its first word opens a destination, and one that is not known is skipped.
    Optional,
    Begun,
}

/// What becomes of words by their look.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    is_bold: bool,
    is_hidden: bool,
    is_deleted: bool,
}

#[derive(Debug)]
struct Walk {
    group: Group,
    outer: Vec<Group>,
    fonts: Fonts,
    /// The font that the font table is about.
    defined_font: i32,
    styles: Styles,
    comments: Comments,
    /// The words of the field that is being read.
    field: String,
    /// Bytes that wait for the rest of their character.
    pending: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high_half: Option<u16>,
    /// Signs that are still to be left out after a `\u`.
    fallback_left: usize,
    document: Target,
    /// Footnotes and comments that are open.
    notes: Vec<Target>,
    /// Between the words that begin a row and those that end it.
    is_row_open: bool,
    last_was_deleted: bool,
    found: Found,
}

/// Reads a whole file.
pub(super) fn walk(path: &Path, bytes: &[u8]) -> Result<Found, ImportError> {
    let mut walk = Walk::new();
    let mut lexer = Lexer::new(bytes);
    while let Some(token) = lexer.next() {
        if token == Token::Open && walk.outer.len() >= MAX_DEPTH {
            let message = format!(
                "the groups at byte {} are nested deeper than in any document; save it again as .docx",
                lexer.offset()
            );
            return Err(ImportError::damaged(path, Place::WHOLE, message));
        }
        walk.take(token);
        if token == Token::Close && walk.outer.is_empty() {
            return Ok(walk.finish());
        }
    }
    Err(ImportError::damaged(path, Place::WHOLE, "the document is cut off; copy or export it again"))
}

impl Walk {
    fn new() -> Self {
        let group = Group {
            destination: Destination::Words,
            opens: None,
            progress: Progress::Begun,
            font: 0,
            fallback_length: 1,
            look: Look::default(),
            paragraph: Properties::default(),
        };
        Self {
            group,
            outer: Vec::new(),
            fonts: Fonts::default(),
            defined_font: 0,
            styles: Styles::default(),
            comments: Comments::default(),
            field: String::new(),
            pending: Vec::new(),
            high_half: None,
            fallback_left: 0,
            document: Target::default(),
            notes: Vec::new(),
            is_row_open: false,
            last_was_deleted: false,
            found: Found::default(),
        }
    }

    fn take(&mut self, token: Token<'_>) {
        let progress = std::mem::replace(&mut self.group.progress, Progress::Begun);
        match token {
            Token::Open => {
                self.flush();
                self.outer.push(self.group);
                self.group = Group { opens: None, progress: Progress::Fresh, ..self.group };
            }
            Token::Close => self.close(),
            Token::Word(word, number) => self.word(word, number, progress),
            Token::Symbol(b'*') => self.group.progress = Progress::Optional,
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Hex(byte) => self.bytes(&[byte]),
            Token::Text(bytes) => self.bytes(bytes),
        }
    }

    fn close(&mut self) {
        self.flush();
        let closed = self.group;
        if let Some(outer) = self.outer.pop() {
            self.group = outer;
        }
        match closed.opens {
            Some(Destination::Footnote) => {
                let words = self.end_note(" ");
                if !words.is_empty() {
                    self.push(&format!(" [{words}]"));
                }
            }
            Some(Destination::Comment) => {
                let content = self.end_note("\n");
                self.end_comment(content);
            }
            Some(Destination::CommentField(field)) => self.end_field(field),
            Some(Destination::Box) => self.target().end_box(),
            _ => {}
        }
    }

    /// The words of the note or comment that ends.
    fn end_note(&mut self, joint: &str) -> String {
        let lines = self.notes.pop().map(|note| note.finish().0).unwrap_or_default();
        lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(joint)
    }

    fn end_comment(&mut self, content: String) {
        let (remark, index) = self.comments.take(content);
        let index = index.unwrap_or_else(|| {
            // Without a range, a comment is on the word that it stands at.
            let index = self.document.add_remark();
            self.document.mark(index, Edge::Start);
            self.document.mark(index, Edge::End);
            index
        });
        self.document.fill_remark(index, remark);
    }

    fn end_field(&mut self, field: CommentField) {
        let words = std::mem::take(&mut self.field);
        let edge = match field {
            CommentField::RangeStart => Edge::Start,
            CommentField::RangeEnd => Edge::End,
            _ => return self.comments.note(field, &words),
        };
        let name = words.trim().to_owned();
        let index = match self.comments.ranges.get(&name) {
            Some(&index) => index,
            None if self.comments.ranges.len() < MAX_COMMENTS => {
                let index = self.document.add_remark();
                self.comments.ranges.insert(name, index);
                index
            }
            None => return,
        };
        self.document.mark(index, edge);
    }

    /// Makes the group at hand one of a destination.
    fn open(&mut self, destination: Destination) {
        self.group.opens = Some(destination);
        self.group.destination = match destination {
            Destination::Footnote | Destination::Comment if self.notes.len() < MAX_NOTES => {
                self.notes.push(Target::default());
                Destination::Words
            }
            Destination::Box if self.begin_box() => Destination::Words,
            Destination::Footnote | Destination::Comment | Destination::Box => {
                self.group.opens = None;
                Destination::Skipped
            }
            other => other,
        };
    }

    fn begin_box(&mut self) -> bool {
        let is_in_table = self.is_in_table();
        self.target().begin_box(is_in_table)
    }

    fn word(&mut self, word: &str, number: Option<i32>, progress: Progress) {
        self.flush_bytes();
        // Unicode beside its plain fallback is read even inside of what is left out for its sake.
        if self.group.destination == Destination::Skipped && word != "ud" {
            return;
        }
        if progress != Progress::Begun {
            match destination(word) {
                Some(destination) => {
                    self.field = number.map(|number| number.to_string()).unwrap_or_default();
                    return self.open(destination);
                }
                None if progress == Progress::Optional => return self.open(Destination::Skipped),
                None => {}
            }
        }
        if let Some(character) = character(word) {
            if !self.is_fallback() {
                self.push(character);
            }
            return;
        }
        let is_on = number != Some(0);
        let value = number.unwrap_or(1);
        match word {
            _ if self.group.destination == Destination::Styles => self.styles.word(word, number.unwrap_or(0)),
            "u" => self.unicode(value),
            "uc" => self.group.fallback_length = usize::try_from(value).unwrap_or(0),
            "bin" => {
                self.is_fallback();
            }
            "ansicpg" => self.fonts.file_page = CodePage::of_number(value).unwrap_or(self.fonts.file_page),
            "mac" | "pc" | "pca" => {
                let number = match word {
                    "mac" => 10000,
                    "pc" => 437,
                    _ => 850,
                };
                self.fonts.file_page = CodePage::of_number(number).unwrap_or(self.fonts.file_page);
            }
            "deff" => self.fonts.default_font = number.unwrap_or(0),
            "f" if self.group.destination == Destination::Fonts => self.defined_font = value,
            "f" => self.group.font = number.unwrap_or(0),
            "fcharset" | "cpg" => self.fonts.define(self.defined_font, word, number.unwrap_or(0)),
            "plain" => {
                let font = self.fonts.default_font;
                self.group = Group { font, look: Look::default(), ..self.group };
            }
            "b" => self.group.look.is_bold = is_on,
            "v" => self.group.look.is_hidden = is_on,
            "deleted" => self.group.look.is_deleted = is_on,
            _ => self.paragraph_word(word, value),
        }
    }

    /// Words about paragraphs and cells.
    fn paragraph_word(&mut self, word: &str, value: i32) {
        let paragraph = &mut self.group.paragraph;
        match word {
            "pard" => *paragraph = Properties::default(),
            "s" => paragraph.style = value,
            "outlinelevel" => paragraph.outline = Some(value),
            "intbl" => paragraph.is_in_table = true,
            "itap" => paragraph.is_in_table |= value > 0,
            "trowd" => self.is_row_open = true,
            // A table in a cell is no more than its paragraphs.
            "par" | "sect" | "nestcell" => self.end_paragraph(),
            "cell" => self.target().end_cell(),
            "row" => {
                self.is_row_open = false;
                self.target().end_row();
            }
            _ => return,
        }
        self.fallback_left = 0;
    }

    fn is_in_table(&self) -> bool {
        self.notes.is_empty() && (self.is_row_open || self.group.paragraph.is_in_table)
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\n' | b'\r' if self.group.destination == Destination::Words => {
                self.flush();
                self.end_paragraph();
            }
            b'\\' | b'{' | b'}' => self.bytes(&[symbol]),
            b'~' | b'_' | b'\t' | b'-' => {
                self.flush_bytes();
                let character = match symbol {
                    b'~' => "\u{a0}",
                    b'_' => "-",
                    b'\t' => "\t",
                    // Where a word may be parted, not where it is.
                    _ => "",
                };
                if !self.is_fallback() {
                    self.push(character);
                }
            }
            _ => {}
        }
    }

    /// Whether what comes now stands for a `\u` that has been read.
    fn is_fallback(&mut self) -> bool {
        let is_fallback = self.fallback_left > 0;
        self.fallback_left = self.fallback_left.saturating_sub(1);
        is_fallback
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let skipped = self.fallback_left.min(bytes.len());
        self.fallback_left -= skipped;
        if self.group.destination != Destination::Skipped {
            self.pending.extend_from_slice(bytes.get(skipped..).unwrap_or_default());
        }
    }

    /// A character by its number: UTF-16, written with a sign.
    fn unicode(&mut self, value: i32) {
        self.fallback_left = self.group.fallback_length;
        let Ok(unit) = u16::try_from(value & 0xffff) else { return };
        let units: Vec<u16> = self.high_half.take().into_iter().chain([unit]).collect();
        if let (1, 0xd800..=0xdbff) = (units.len(), unit) {
            self.high_half = Some(unit);
            return;
        }
        let text: String =
            char::decode_utf16(units).map(|found| found.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.found.lost_count += text.matches(char::REPLACEMENT_CHARACTER).count();
        self.push(&text);
    }

    /// Reads the bytes that wait; a half of a character that is alone is lost.
    fn flush(&mut self) {
        self.flush_bytes();
        self.fallback_left = 0;
        if self.high_half.take().is_some() {
            self.found.lost_count += 1;
            self.push("\u{fffd}");
        }
    }

    fn flush_bytes(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, lost_count) = self.fonts.page(self.group.font).decode(&bytes);
        if self.group.destination == Destination::Words {
            self.found.lost_count += lost_count;
        }
        self.push(&text);
    }

    fn push(&mut self, words: &str) {
        match self.group.destination {
            Destination::CommentField(_) => self.field.push_str(words),
            Destination::Styles => self.styles.words(words),
            _ => {}
        }
        let style = self.styles.get(self.group.paragraph.style);
        if style.is_contents
            || self.group.destination != Destination::Words
            || self.group.look.is_hidden
            || words.is_empty()
        {
            return;
        }
        if self.group.look.is_deleted {
            self.found.deletion_count += usize::from(!self.last_was_deleted);
            self.last_was_deleted = true;
            return;
        }
        self.last_was_deleted = false;
        // Signs of symbol fonts stand in a private range; there, they have no meaning without the font.
        let is_sign = |character: char| ('\u{e000}'..='\u{f8ff}').contains(&character);
        let sign_count = words.chars().filter(|&character| is_sign(character)).count();
        let is_bold = self.group.look.is_bold;
        let heading = self.group.paragraph.outline.map_or(style.heading, level);
        let is_in_table = self.is_in_table();
        if sign_count == 0 {
            self.target().push(words, is_bold, is_in_table, heading);
        } else {
            self.found.symbol_count += sign_count;
            let words: String = words.chars().filter(|&character| !is_sign(character)).collect();
            self.target().push(&words, is_bold, is_in_table, heading);
        }
    }

    /// A paragraph whose end was deleted goes on with the next.
    fn end_paragraph(&mut self) {
        if !self.group.look.is_deleted && self.group.destination == Destination::Words {
            self.target().end_paragraph();
        }
    }

    fn target(&mut self) -> &mut Target {
        self.notes.last_mut().unwrap_or(&mut self.document)
    }

    fn finish(mut self) -> Found {
        (self.found.lines, self.found.remarks) = self.document.finish();
        self.found
    }
}
