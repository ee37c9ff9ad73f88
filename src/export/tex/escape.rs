//! Text that TeX prints as it stands: nothing in it is a command, a comment or a ligature that was not meant.

use unicode_normalization::UnicodeNormalization;

use super::scripts::{Script, is_joined, script};

/// Lines of the file are broken at the next space after so many characters: TeX reads no line of any length.
const LINE: usize = 100;
/// A word longer than this may be broken here and after every [`STEP`] letters.
const LONG_WORD: usize = 40;
const STEP: usize = 20;

/// Text on one line: line ends are spaces, as captions and headings need it.
pub(super) fn flat(text: &str) -> String {
    let mut writer = Writer::default();
    writer.text(text);
    writer.finish()
}

/// Text that keeps its line ends.
pub(super) fn lines(text: &str) -> String {
    let mut writer = Writer::default();
    for (index, line) in text.trim_matches('\n').split('\n').enumerate() {
        if index > 0 {
            writer.close();
            writer.out.push_str("\\lineend{}");
            writer.end_line();
        }
        writer.text(line);
    }
    writer.finish()
}

/// Text at the start of a table's cell, where `[` and `*` would belong to the row's end before it.
pub(super) fn at_start(text: String) -> String {
    if text.trim_start().starts_with(['[', '*']) { format!("{{}}{}", text.trim_start()) } else { text }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Characters since the file's line began, and since the word did.
    column: usize,
    word: usize,
    /// The script whose group is open.
    open: Option<&'static Script>,
    previous: Option<char>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        // A mark on a letter that the font has with it is one letter.
        let letters: Vec<char> = text.nfc().collect();
        for (index, &letter) in letters.iter().enumerate() {
            if letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{2007}' | '\u{2008}' | '\u{2009}' | '\u{202f}')
            {
                let ends = letters.get(index + 1).is_none_or(|next| next.is_whitespace());
                if !ends || index + 1 == letters.len() {
                    self.space(script_ahead(&letters, index), index > 0 && index + 1 < letters.len());
                }
                continue;
            }
            self.letter(letter, &letters, index);
        }
    }

    fn letter(&mut self, letter: char, letters: &[char], index: usize) {
        let wanted = match self.open {
            Some(open) if is_joined(letter) => Some(open),
            // What has no script of its own stays with the letters around it.
            Some(open) if is_neutral(letter) && script_ahead(letters, index) == Some(open) => Some(open),
            _ if written(letter).is_some() => None,
            _ => script(letter),
        };
        if wanted != self.open {
            self.close();
            if let Some(script) = wanted {
                self.push(if script.from_right { "\\fromright{\\inscript" } else { "\\inscript" });
                self.push(script.command);
                self.push("{");
                self.open = Some(script);
            }
        }
        self.word += 1;
        if self.word > LONG_WORD && self.word.is_multiple_of(STEP) && !is_joined(letter) {
            self.push("\\allowbreak{}");
            if self.column > LINE {
                self.out.push('%');
                self.end_line();
            }
        }
        // `--`, `''` and `,,` would become other signs.
        if self.previous == Some(letter) && matches!(letter, '-' | '\'' | ',') {
            self.push("{}");
        }
        if let Some(command) = written(letter) {
            self.push(command);
        } else {
            self.out.push(letter);
            self.column += 1;
        }
        self.previous = Some(letter);
    }

    /// A space, at which the file's line may end if it is between two words.
    fn space(&mut self, ahead: Option<&'static Script>, between: bool) {
        if ahead != self.open {
            self.close();
        }
        self.word = 0;
        self.previous = None;
        // Letters in another script are looked at one by one, and a bare space would be passed over.
        if self.open.is_some() {
            self.push("\\ ");
        } else if between && self.column > LINE {
            self.end_line();
        } else {
            self.out.push(' ');
            self.column += 1;
        }
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.len();
    }

    fn end_line(&mut self) {
        self.out.push('\n');
        self.column = 0;
    }

    fn close(&mut self) {
        if let Some(script) = self.open.take() {
            self.push(if script.from_right { "}}" } else { "}" });
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.out
    }
}

/// The script of the next letter that has one of its own, from a place on.
fn script_ahead(letters: &[char], index: usize) -> Option<&'static Script> {
    let ahead = letters.iter().skip(index).find(|letter| !letter.is_whitespace() && !is_neutral(**letter));
    ahead.and_then(|letter| script(*letter))
}

fn is_neutral(letter: char) -> bool {
    letter.is_ascii_punctuation() || letter.is_ascii_digit()
}

/// Characters that are written as something else, in every engine.
fn written(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\\' => "\\textbackslash{}",
        '{' => "\\{",
        '}' => "\\}",
        '$' => "\\$",
        '&' => "\\&",
        '#' => "\\#",
        '%' => "\\%",
        '_' => "\\_",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        '|' => "\\textbar{}",
        '"' => "\\textquotedbl{}",
        '`' => "\\textasciigrave{}",
        '\u{a0}' => "~",
        '\u{ad}' => "\\-",
        '\u{2007}' => "\\hphantom{0}",
        '\u{2008}' => "\\hphantom{.}",
        '\u{2009}' | '\u{202f}' => "\\,",
        '\u{200b}' => "\\allowbreak{}",
        '\u{200e}'
        | '\u{200f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => "{}",
        // What could not be read, and private use that LuaLaTeX takes for single bytes.
        '\u{fffd}' | '\u{10ff00}'..='\u{10ffff}' => "\\lacking{}",
        '\u{2010}' | '\u{2011}' => "-",
        '−' => "$-$",
        '≤' => "$\\leq$",
        '≥' => "$\\geq$",
        '≠' => "$\\neq$",
        '≈' => "$\\approx$",
        '∞' => "$\\infty$",
        '←' => "$\\leftarrow$",
        '→' => "$\\rightarrow$",
        '↑' => "$\\uparrow$",
        '↓' => "$\\downarrow$",
        '↔' => "$\\leftrightarrow$",
        '⇒' => "$\\Rightarrow$",
        '●' => "$\\bullet$",
        '○' => "$\\circ$",
        '■' => "$\\blacksquare$",
        '□' => "$\\square$",
        '✓' | '✔' => "$\\checkmark$",
        '✗' | '✘' => "$\\times$",
        _ => return None,
    })
}
