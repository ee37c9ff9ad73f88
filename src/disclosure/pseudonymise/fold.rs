//! Text as identities are compared with it: without case, accents, and the many ways to part two words.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a character is to the comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter or digit.
    Word,
    /// Parts two words; a run of them is one space.
    Separator,
    /// `&`, which is written "and" as well.
    And,
    /// Not seen by a reader: marks, soft hyphens, zero-width characters.
    Dropped,
    /// Ends every form.
    Other,
}

/// A text folded for comparison, and where each of its bytes comes from.
pub(super) struct Folded {
    pub(super) bytes: Vec<u8>,
    origins: Vec<u32>,
}

impl Folded {
    /// Folds a text in one pass. A run of separators becomes one space, and nothing at all between two digits, so that
    /// a number is the same however it is grouped.
    pub(super) fn of(text: &str) -> Self {
        let mut folded =
            Self { bytes: Vec::with_capacity(text.len() + 8), origins: Vec::with_capacity(text.len() + 8) };
        let source = text.as_bytes();
        let mut parted = false;
        let mut at = 0;
        while let Some(&byte) = source.get(at) {
            if byte.is_ascii() {
                match ASCII[usize::from(byte)] {
                    Class::Word => folded.word_byte(byte.to_ascii_lowercase(), at, &mut parted),
                    Class::Separator => {
                        let broken = if byte == b'-' { line_end_inside_word(source, at) } else { 0 };
                        parted |= broken == 0;
                        at += broken;
                    }
                    Class::And => {
                        parted = true;
                        b"and".iter().for_each(|&letter| folded.word_byte(letter, at, &mut parted));
                        parted = true;
                    }
                    Class::Dropped => {}
                    Class::Other => folded.other(byte, at, &mut parted),
                }
                at += 1;
            } else {
                let character = character_at(text, at);
                folded.character(character, at, &mut parted);
                at += character.len_utf8();
            }
        }
        folded
    }

    /// Where the character stands that gave this byte.
    pub(super) fn origin(&self, index: usize) -> usize {
        self.origins[index] as usize
    }

    fn character(&mut self, character: char, at: usize, parted: &mut bool) {
        match class(character) {
            Class::Word => {
                let mut letters = [0; 4];
                fold_character(character, |folded| {
                    for &byte in folded.encode_utf8(&mut letters).as_bytes() {
                        self.word_byte(byte, at, parted);
                    }
                });
            }
            Class::Separator | Class::And => *parted = true,
            Class::Dropped => {}
            Class::Other => self.other(1, at, parted),
        }
    }

    fn word_byte(&mut self, byte: u8, at: usize, parted: &mut bool) {
        let is_digit = byte.is_ascii_digit();
        if *parted {
            *parted = false;
            if let Some(last) = self.bytes.last()
                && !(is_digit && last.is_ascii_digit())
            {
                self.push(b' ', at);
            }
        }
        self.push(byte, at);
    }

    fn other(&mut self, byte: u8, at: usize, parted: &mut bool) {
        *parted = false;
        self.push(byte, at);
    }

    fn push(&mut self, byte: u8, at: usize) {
        self.bytes.push(byte);
        self.origins.push(u32::try_from(at).unwrap_or(u32::MAX));
    }
}

const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Class::Word,
            b'&' => Class::And,
            b'\t' | b'\n' | b'\r' | b' ' | 0x0b | 0x0c | b'-' | b'_' | b'.' | b'\'' | b'`' | b'@' | b'/' | b'\\'
            | b'+' | b',' | b':' | b';' | b'(' | b')' | b'"' => Class::Separator,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

fn class(character: char) -> Class {
    match character {
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
            Class::Dropped
        }
        '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => Class::Dropped,
        '\u{2010}'..='\u{2013}'
        | '\u{2212}'
        | '\u{ff0d}'
        | '´'
        | 'ʹ'..='ʿ'
        | 'ˈ'
        | '\u{2018}'..='\u{201f}'
        | '′'
        | '″'
        | '＇'
        | '·' => Class::Separator,
        _ if is_combining_mark(character) => Class::Dropped,
        _ if character.is_alphanumeric() => Class::Word,
        _ if character.is_whitespace() => Class::Separator,
        _ => Class::Other,
    }
}

/// A character without case and accents, as one or more letters.
fn fold_character(character: char, mut emit: impl FnMut(char)) {
    decompose_compatible(character, |part| {
        for letter in part.to_lowercase().filter(|letter| !is_combining_mark(*letter)) {
            match letter {
                'ß' => "ss".chars().for_each(&mut emit),
                'æ' => "ae".chars().for_each(&mut emit),
                'œ' => "oe".chars().for_each(&mut emit),
                'þ' => "th".chars().for_each(&mut emit),
                'ø' => emit('o'),
                'ł' => emit('l'),
                'đ' | 'ð' => emit('d'),
                'ħ' => emit('h'),
                'ı' => emit('i'),
                _ if letter.is_alphanumeric() => emit(letter),
                _ => {}
            }
        }
    });
}

/// How many bytes of line end follow a hyphen that only breaks a word over two lines.
fn line_end_inside_word(source: &[u8], hyphen: usize) -> usize {
    let before = hyphen > 0 && is_letter_byte(source[hyphen - 1]);
    let rest = source.get(hyphen + 1..).unwrap_or_default();
    let line_end = if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
    let after = rest.get(line_end).is_some_and(|&byte| is_letter_byte(byte));
    if before && after { line_end } else { 0 }
}

const fn is_letter_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// The character that starts at this byte.
pub(super) fn character_at(text: &str, at: usize) -> char {
    text.get(at..).and_then(|rest| rest.chars().next()).expect("the byte starts a character")
}

/// Whether a form that ends with `edge` may end where `neighbour` follows it: a word ends where letters or digits do.
pub(super) fn is_boundary(edge: char, neighbour: Option<char>) -> bool {
    let Some(neighbour) = neighbour else { return true };
    let is_letter = |character: char| {
        (character.is_alphabetic() || is_combining_mark(character)) && !writes_without_spaces(character)
    };
    !(is_letter(edge) && is_letter(neighbour) || edge.is_numeric() && neighbour.is_numeric())
}

/// Scripts that do not part their words: every place may be an end.
const fn writes_without_spaces(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
