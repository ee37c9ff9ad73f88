//! Text that stands in a file as something else: in base64 or as hexadecimal digits without a word that says so, or as rich
//! text (RTF).

use encoding_rs::WINDOWS_1252;

use super::decode::unpacked;
use super::mapped::{BREAK, JOINT};

/// Shorter runs of letters are words.
const SHORTEST: usize = 16;

/// Texts that are packed somewhere in this one. What unpacks to no text is none.
pub(super) fn texts(text: &str) -> Vec<String> {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '/' | '-' | '_' | '=');
    let mut found = Vec::new();
    for run in text.split(|sign| !is_sign(sign)).filter(|run| run.len() >= SHORTEST) {
        let bytes = if run.len() % 2 == 0 && run.bytes().all(|sign| sign.is_ascii_hexdigit()) {
            of_hexadecimal(run)
        } else if is_mixed(run) {
            unpacked(run)
        } else {
            continue;
        };
        found.extend(as_text(bytes));
    }
    found
}

/// Words are of small letters, and constants of capitals: what is packed has both.
fn is_mixed(run: &str) -> bool {
    let (small, capital) = (run.contains(|sign: char| sign.is_ascii_lowercase()), run.contains(char::is_uppercase));
    small && capital
}

fn of_hexadecimal(run: &str) -> Vec<u8> {
    let digit = |sign: &u8| char::from(*sign).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    run.as_bytes().chunks_exact(2).map(|pair| digit(&pair[0]) << 4 | digit(&pair[1])).collect()
}

fn as_text(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    let is_written = |sign: char| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t');
    (text.chars().all(is_written) && text.chars().filter(|sign| sign.is_alphabetic()).count() * 2 > text.len())
        .then_some(text)
}

/// Whether a text is an RTF document.
pub(super) fn is_rich(text: &str) -> bool {
    text.trim_start().starts_with("{\\rtf")
}

/// What an RTF document says, all of its groups: a command that parts paragraphs or cells leaves a break, others nothing.
pub(super) fn rich_text(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '\\' => command(after, &mut text),
            '{' | '}' => {
                text.push(JOINT);
                after
            }
            '\n' | '\r' => after,
            other => {
                text.push(other);
                after
            }
        };
    }
    text
}

/// What follows a backslash; gives where to go on.
fn command<'s>(after: &'s str, text: &mut String) -> &'s str {
    if let Some(rest) = after.strip_prefix('\'') {
        let byte = rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = byte else { return rest };
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[byte]).0);
        return rest.get(2..).unwrap_or_default();
    }
    let length = after.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(after.len());
    if length == 0 {
        let Some(sign) = after.chars().next() else { return after };
        text.push(if sign == '~' {
            ' '
        } else if sign == '-' {
            '\u{ad}'
        } else {
            sign
        });
        return after.get(sign.len_utf8()..).unwrap_or_default();
    }
    let (name, rest) = after.split_at(length);
    let number = rest.find(|sign: char| !(sign.is_ascii_digit() || sign == '-')).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(number);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    match name {
        "par" | "line" | "cell" | "row" | "tab" | "sect" | "page" => text.push(BREAK),
        "u" => {
            // Negative numbers are those above 32,767; a sign for readers that know no Unicode follows.
            let unit = number.parse::<i32>().ok().and_then(|unit| u32::try_from(unit & 0xffff).ok());
            text.extend(unit.and_then(char::from_u32));
            return rest.strip_prefix('?').unwrap_or(rest);
        }
        _ => {}
    }
    rest
}
