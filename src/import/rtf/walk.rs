//! The walk over a file's groups: what each sign does to the words.

use std::path::Path;

use super::fonts::{CodePage, Fonts};
use super::lex::{Lexer, Token};
use super::target::Target;
use super::words::{Destination, character, destination};
use crate::import::lines::Line;
use crate::import::{ImportError, Place};

/// Real documents nest some dozens deep.
const MAX_DEPTH: usize = 1000;
/// Notes in notes.
const MAX_NOTES: usize = 16;

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lines: Vec<Line>,
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

/// Where the paragraph at hand stands.
#[derive(Debug, Clone, Copy, Default)]
struct Table {
    is_row_open: bool,
    is_paragraph_in: bool,
    is_nested: bool,
    /// How many cells of the row have ended; and of the row of the table in a cell.
    cell_count: usize,
    nested_cell_count: usize,
}

#[derive(Debug)]
struct Walk {
    group: Group,
    outer: Vec<Group>,
    fonts: Fonts,
    /// The font that the font table is about.
    defined_font: i32,
    /// Bytes that wait for the rest of their character.
    pending: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high_half: Option<u16>,
    /// Signs that are still to be left out after a `\u`.
    fallback_left: usize,
    document: Target,
    /// Footnotes and comments that are open.
    notes: Vec<Target>,
    table: Table,
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
        };
        Self {
            group,
            outer: Vec::new(),
            fonts: Fonts::default(),
            defined_font: 0,
            pending: Vec::new(),
            high_half: None,
            fallback_left: 0,
            document: Target::default(),
            notes: Vec::new(),
            table: Table::default(),
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
                let Some(note) = self.notes.pop() else { return };
                let lines = note.finish();
                let words = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
                if !words.is_empty() {
                    self.push(&format!(" [{words}]"));
                }
            }
            Some(Destination::Box) => self.target().end_box(),
            _ => {}
        }
    }

    /// Makes the group at hand one of a destination.
    fn open(&mut self, destination: Destination) {
        self.group.opens = Some(destination);
        self.group.destination = match destination {
            Destination::Footnote if self.notes.len() < MAX_NOTES => {
                self.notes.push(Target::default());
                Destination::Words
            }
            Destination::Box if self.target().begin_box() => Destination::Words,
            Destination::Footnote | Destination::Box => {
                self.group.opens = None;
                Destination::Skipped
            }
            other => other,
        };
    }

    fn word(&mut self, word: &str, number: Option<i32>, progress: Progress) {
        self.flush_bytes();
        if word == "nestrow" {
            self.table.nested_cell_count = 0;
        }
        // Unicode beside its plain fallback is read even inside of what is left out for its sake.
        if self.group.destination == Destination::Skipped && word != "ud" {
            return;
        }
        if progress != Progress::Begun {
            match destination(word) {
                Some(destination) => return self.open(destination),
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
        let table = &mut self.table;
        match word {
            "pard" => {
                table.is_paragraph_in = false;
                table.is_nested = false;
            }
            "intbl" => table.is_paragraph_in = true,
            "itap" => {
                table.is_paragraph_in |= value > 0;
                table.is_nested = value > 1;
            }
            "trowd" => table.is_row_open = true,
            "par" | "sect" => self.end_paragraph(),
            "cell" => {
                table.cell_count += 1;
                self.target().end_paragraph();
            }
            "nestcell" => {
                table.nested_cell_count += 1;
                self.target().end_paragraph();
            }
            "row" => {
                table.cell_count = 0;
                table.is_row_open = false;
            }
            _ => return,
        }
        self.fallback_left = 0;
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
        if self.group.destination != Destination::Words || self.group.look.is_hidden || words.is_empty() {
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
        let Table { is_row_open, is_paragraph_in, is_nested, cell_count, nested_cell_count } = self.table;
        let is_first = if is_nested { nested_cell_count == 0 } else { cell_count == 0 };
        let is_first_cell = (is_row_open || is_paragraph_in) && is_first && self.notes.is_empty();
        if sign_count == 0 {
            self.target().push(words, is_bold, is_first_cell);
        } else {
            self.found.symbol_count += sign_count;
            let words: String = words.chars().filter(|&character| !is_sign(character)).collect();
            self.target().push(&words, is_bold, is_first_cell);
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
        self.document.end_paragraph();
        self.found.lines = self.document.finish();
        self.found
    }
}
