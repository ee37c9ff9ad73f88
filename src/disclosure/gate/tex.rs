//! TeX, as what a reader sees and what nobody sees.
//!
//! A scanner that cannot fail and runs no macro: an accent is a letter without its accent, as forms are compared without
//! them; a command that prints a letter is that letter; every other command leaves a joint, so that *\textbf{An}na* is one
//! word, and what stands between its braces is read as text; a new line, cell or paragraph leaves a break.

use super::mapped::{BREAK, JOINT, Mapped};

/// The two views of a file.
#[derive(Debug, Default)]
pub(super) struct Views {
    pub(super) visible: Mapped,
    /// Comments, one a line; names of commands; measures.
    pub(super) hidden: Mapped,
}

/// Whether a text looks like TeX, whatever its file is called.
pub(super) fn is_tex(text: &str) -> bool {
    ["\\documentclass", "\\begin{document}", "\\usepackage"].iter().any(|sign| text.contains(sign))
}

/// Reads a file.
pub(super) fn read(source: &str) -> Views {
    let mut scanner = Scanner { source, at: 0, views: Views::default() };
    scanner.views.visible = Mapped::with_capacity(source.len());
    while scanner.at < source.len() {
        scanner.step();
    }
    scanner.views
}

struct Scanner<'s> {
    source: &'s str,
    at: usize,
    views: Views,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, letter: char, length: usize) {
        self.views.visible.push(letter, self.at);
        self.at += length;
    }

    fn part(&mut self, sign: char, length: usize) {
        self.views.visible.part(sign);
        self.at += length;
    }

    fn step(&mut self) {
        let Some(letter) = self.rest().chars().next() else { return };
        match letter {
            '\\' => self.command(),
            '%' => self.comment(),
            '{' => match braced_measure(self.rest()) {
                Some(length) => self.part(JOINT, length),
                None => self.part(JOINT, 1),
            },
            '}' | '$' | '#' | '_' => self.part(JOINT, 1),
            '^' => match superscript(self.rest()) {
                Some((letter, length)) => self.push(letter, length),
                None => self.part(JOINT, 1),
            },
            '~' => self.push(' ', 1),
            '&' => self.part(BREAK, 1),
            '\n' => {
                let blank = self.rest().trim_start_matches([' ', '\t', '\r', '\n']);
                let space = self.rest().len() - blank.len();
                if self.rest().get(..space).is_some_and(|space| space.matches('\n').count() > 1) {
                    self.part(BREAK, space);
                } else {
                    self.push(' ', space);
                }
            }
            _ => {
                let plain = self.rest().find(['\\', '%', '{', '}', '$', '#', '_', '^', '~', '&', '\n']);
                let end = self.at + plain.unwrap_or(self.rest().len()).max(letter.len_utf8());
                let text = self.source.get(self.at..end).unwrap_or_default();
                self.views.visible.push_str(text, self.at);
                self.at = end;
            }
        }
    }

    /// A comment ends its line, and what follows is joined to what stands before it.
    fn comment(&mut self) {
        let length = self.rest().find('\n').unwrap_or(self.rest().len());
        let text = self.source.get(self.at + 1..self.at + length).unwrap_or_default();
        self.views.hidden.push_str(text, self.at + 1);
        self.views.hidden.part(BREAK);
        self.at += length + 1;
        self.skip(&[' ', '\t']);
    }

    fn skip(&mut self, signs: &[char]) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches(signs).len();
    }

    fn command(&mut self) {
        let after = self.source.get(self.at + 1..).unwrap_or_default();
        let length = after.find(|letter: char| !(letter.is_ascii_alphabetic() || letter == '@')).unwrap_or(after.len());
        if length == 0 {
            self.sign(after.chars().next());
            return;
        }
        let (start, name) = (self.at, after.get(..length).unwrap_or_default());
        self.views.hidden.push_str(name, start + 1);
        self.views.hidden.part(BREAK);
        let name = name.to_owned();
        self.at += 1 + length;
        match meaning(&name) {
            Meaning::Letter(letters) => {
                letters.chars().for_each(|letter| self.views.visible.push(letter, start));
                self.skip(&[' ', '\t']);
                if self.rest().starts_with("{}") {
                    self.at += 2;
                }
            }
            Meaning::Accent => self.skip(&[' ', '\t', '\n']),
            Meaning::Number => {
                self.skip(&[' ', '{', '=']);
                if let Some((letter, length)) = number(self.rest()) {
                    self.push(letter, length);
                    self.skip(&[' ', '}']);
                }
            }
            Meaning::Break => {
                self.views.visible.part(BREAK);
                self.layout(&name);
            }
            Meaning::Measure => self.measure(),
            Meaning::Kern => {
                self.views.visible.part(JOINT);
                self.skip(&[' ', '=']);
                self.at += measure(self.rest()).unwrap_or(0);
                self.skip(&[' ']);
            }
            Meaning::Other => {
                self.views.visible.part(JOINT);
                self.skip(&[' ', '\t']);
            }
        }
    }

    /// What tells how a part is laid out and is not printed: its name, the columns of a table.
    fn layout(&mut self, command: &str) {
        match command {
            "end" | "captionof" => {
                self.hide_group();
            }
            "begin" => {
                let part = self.hide_group();
                if self.rest().starts_with('[') {
                    let length = self.rest().find(']').map_or(0, |end| end + 1);
                    self.hide(length);
                }
                if ["longtable", "tabular", "tabularx", "array", "minipage"].contains(&part.as_str()) {
                    self.hide_group();
                }
            }
            "multicolumn" => {
                self.hide_group();
                self.hide_group();
            }
            _ => {}
        }
    }

    /// Hides a group in braces that stands here, and gives what is in it.
    fn hide_group(&mut self) -> String {
        if !self.rest().starts_with('{') {
            return String::new();
        }
        let mut depth = 0_usize;
        let end = self.rest().char_indices().find_map(|(at, sign)| {
            match sign {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        });
        let Some(end) = end else { return String::new() };
        let inside = self.rest().get(1..end).unwrap_or_default().to_owned();
        self.hide(end + 1);
        inside
    }

    fn hide(&mut self, length: usize) {
        let text = self.source.get(self.at..self.at + length).unwrap_or_default();
        self.views.hidden.push_str(text, self.at);
        self.views.hidden.part(BREAK);
        self.at += length;
    }

    /// A backslash before one sign.
    fn sign(&mut self, sign: Option<char>) {
        match sign {
            Some(sign @ ('&' | '%' | '$' | '#' | '_' | '{' | '}')) => self.push(sign, 2),
            // Accents, hyphenation points, italic corrections, negative spaces: nothing that parts two letters.
            Some('\'' | '`' | '^' | '"' | '~' | '=' | '.' | '-' | '/' | '!' | '(' | ')') => self.at += 2,
            Some('\\') => self.part(BREAK, 2),
            Some(' ' | ',' | ';' | ':' | '>' | '\n' | '\t') => self.push(' ', 2),
            Some(other) => self.part(JOINT, 1 + other.len_utf8()),
            None => self.at += 1,
        }
    }

    /// Widths and colours, whose numbers are no telephone numbers: up to the end of the line, or what ends the measure.
    fn measure(&mut self) {
        let length = self.rest().find(['\n', '}', ']', ';']).unwrap_or(self.rest().len());
        let end = self.at + length;
        let text = self.source.get(self.at..end).unwrap_or_default();
        self.views.hidden.push_str(text, self.at);
        self.views.hidden.part(BREAK);
        self.views.visible.part(JOINT);
        self.at = end;
    }
}

enum Meaning {
    Letter(&'static str),
    /// What follows is the letter.
    Accent,
    /// A letter by its number follows.
    Number,
    Break,
    Measure,
    /// How far apart two letters are.
    Kern,
    Other,
}

fn meaning(name: &str) -> Meaning {
    Meaning::Letter(match name {
        "c" | "d" | "b" | "H" | "k" | "r" | "t" | "u" | "v" | "G" | "U" | "C" => return Meaning::Accent,
        "char" | "symbol" | "unichar" | "Uchar" | "unicodechar" | "XeTeXchar" => return Meaning::Number,
        "par" | "newline" | "lineend" | "tabularnewline" | "item" | "begin" | "end" | "linebreak" | "cr"
        | "section" | "subsection" | "subsubsection" | "paragraph" | "caption" | "captionof" | "attribution"
        | "answer" | "multicolumn" => {
            return Meaning::Break;
        }
        "dimexpr" | "vspace" | "definecolor" => return Meaning::Measure,
        "kern" | "mkern" | "hskip" | "raise" | "lower" => return Meaning::Kern,
        "ss" | "textss" => "ß",
        "SS" => "SS",
        "o" => "ø",
        "O" => "Ø",
        "l" => "l",
        "L" => "L",
        "i" | "imath" => "i",
        "j" | "jmath" => "j",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "a",
        "AA" => "A",
        "dh" | "dj" => "d",
        "DH" | "DJ" => "D",
        "th" => "þ",
        "TH" => "Þ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "textquotesingle" | "textquoteright" | "textquoteleft" | "quotesinglbase" | "textasciiacute" | "lq" | "rq"
        | "textasciigrave" | "guilsinglleft" | "guilsinglright" => "'",
        "textquotedbl" | "textquotedblleft" | "textquotedblright" | "quotedblbase" | "guillemotleft"
        | "guillemotright" | "guillemetleft" | "guillemetright" | "dq" => "\"",
        "textellipsis" | "dots" | "ldots" => "…",
        "textendash" | "textminus" | "hyp" | "textnonbreakinghyphen" => "-",
        "textemdash" => "—",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textbackslash" => "\\",
        "textunderscore" => "_",
        "textless" => "<",
        "textgreater" => ">",
        "textbar" => "|",
        "textbraceleft" => "{",
        "textbraceright" => "}",
        "textdollar" => "$",
        "textampersand" => "&",
        "textat" | "at" => "@",
        "textperiodcentered" => "·",
        "slash" => "/",
        "space" | "quad" | "qquad" | "enspace" | "enskip" | "thinspace" | "nobreakspace" | "hfill" | "hphantom"
        | "textvisiblespace" => " ",
        _ => return Meaning::Other,
    })
}

/// How long a measure at the start of a text is: `-0.1em`.
fn measure(text: &str) -> Option<usize> {
    let length = text.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | '-' | '+')))?;
    let unit = text.get(length..length + 2)?;
    let is_unit = matches!(unit, "pt" | "em" | "ex" | "mm" | "cm" | "in" | "bp" | "sp" | "pc" | "mu");
    (length > 0 && is_unit).then_some(length + 2)
}

/// The same in braces.
fn braced_measure(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let length = measure(inner)?;
    inner.get(length..)?.starts_with('}').then_some(length + 2)
}

/// `^^41`, `^^^^0041`, `^^A`.
fn superscript(text: &str) -> Option<(char, usize)> {
    let signs = text.len() - text.trim_start_matches('^').len();
    if signs < 2 {
        return None;
    }
    // As many lower-case hexadecimal digits as signs.
    let digits = text.get(signs..signs * 2);
    let is_hex = |digits: &&str| digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if let Some(letter) = digits.filter(is_hex).and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
        return char::from_u32(letter).map(|letter| (letter, signs * 2));
    }
    let byte = *text.as_bytes().get(2).filter(|byte| byte.is_ascii())?;
    Some((char::from(if byte < 64 { byte + 64 } else { byte - 64 }), 3))
}

/// `65`, `"41`, `'101`, `` `A ``, `` `\A ``.
fn number(text: &str) -> Option<(char, usize)> {
    let (radix, sign) = match text.chars().next()? {
        '"' => (16, 1),
        '\'' => (8, 1),
        '`' => {
            let escaped = usize::from(text.get(1..2) == Some("\\"));
            let letter = text.get(1 + escaped..)?.chars().next()?;
            return Some((letter, 1 + escaped + letter.len_utf8()));
        }
        _ => (10, 0),
    };
    let digits = text.get(sign..)?;
    let length = digits.find(|digit: char| !digit.is_digit(radix)).unwrap_or(digits.len());
    let letter = u32::from_str_radix(digits.get(..length)?, radix).ok().and_then(char::from_u32)?;
    Some((letter, sign + length))
}
