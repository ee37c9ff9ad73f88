//! The words of one cue: tags are taken off, entities are letters, voice tags and signs say who speaks.

use std::borrow::Cow;

use super::Piece;
use crate::import::lines::Line;
use crate::text::normalise;

/// Takes a cue's lines apart by voice tags.
#[derive(Default)]
pub(super) struct Payload {
    pub(super) pieces: Vec<Piece>,
    voice: Option<String>,
}

impl Payload {
    pub(super) fn line(&mut self, line: &str, line_number: u64) {
        let mut words = String::new();
        // Positions, as in `{\an8}`, stand before the words.
        let mut rest = line.strip_prefix("{\\").and_then(|rest| rest.split_once('}')).map_or(line, |(_, rest)| rest);
        while let Some(at) = rest.find(['<', '&']) {
            let (before, from) = rest.split_at(at);
            words.push_str(before);
            if from.starts_with('&') {
                let (decoded, length) = entity(from);
                words.push_str(decoded.as_deref().unwrap_or("&"));
                rest = from.get(length..).unwrap_or_default();
                continue;
            }
            let Some((tag, after)) =
                from.strip_prefix('<').and_then(|tag| tag.split_once('>')).filter(|(tag, _)| is_tag(tag))
            else {
                words.push('<');
                rest = from.get(1..).unwrap_or_default();
                continue;
            };
            if let Some(name) = voice_of(tag) {
                self.push(&mut words, line_number);
                self.voice = Some(name);
            } else if tag == "/v" {
                self.push(&mut words, line_number);
                self.voice = None;
            }
            rest = after;
        }
        words.push_str(rest);
        self.push(&mut words, line_number);
    }

    fn push(&mut self, words: &mut String, line_number: u64) {
        if let Some(line) = Line::of(words, Some(line_number)) {
            self.pieces.push(Piece {
                speaker: self.voice.clone(),
                text: line.text,
                line_number: Some(line_number),
                breaks: false,
            });
        }
        words.clear();
    }
}

/// Tags of WebVTT; `<` and `>` around anything else are words.
fn is_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(['.', ' ', '\t']).next().unwrap_or_default();
    matches!(name, "c" | "i" | "b" | "u" | "v" | "ruby" | "rt" | "lang" | "font" | "")
        || (name.starts_with(|first: char| first.is_ascii_digit()) && tag.contains(':'))
}

/// The name in `v Anna` or `v.loud Anna`.
fn voice_of(tag: &str) -> Option<String> {
    let (name, speaker) = tag.split_once([' ', '\t'])?;
    let is_voice = name == "v" || name.starts_with("v.");
    let name = normalise(&decoded(speaker)).split_whitespace().collect::<Vec<_>>().join(" ");
    (is_voice && !name.is_empty()).then_some(name)
}

/// A text with the characters that its entities stand for.
pub(in crate::import) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        let (character, length) = entity(from);
        decoded.push_str(before);
        decoded.push_str(character.as_deref().unwrap_or("&"));
        rest = from.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    decoded.into()
}

/// The character that `&…;` at the beginning of a text stands for, and its length; nothing and 1 if it is only an `&`.
pub(in crate::import) fn entity(text: &str) -> (Option<String>, usize) {
    let body = text.strip_prefix('&').and_then(|body| body.split_once(';')).map(|(body, _)| body);
    let Some(body) = body.filter(|body| !body.is_empty() && body.len() <= 10) else { return (None, 1) };
    let decoded = match body {
        "amp" => Some("&".to_owned()),
        "lt" => Some("<".to_owned()),
        "gt" => Some(">".to_owned()),
        "quot" => Some("\"".to_owned()),
        "apos" => Some("'".to_owned()),
        "nbsp" => Some("\u{a0}".to_owned()),
        "lrm" | "rlm" | "zwnj" | "zwj" => Some(String::new()),
        "ndash" => Some("–".to_owned()),
        "mdash" => Some("—".to_owned()),
        "hellip" => Some("…".to_owned()),
        "lsquo" => Some("‘".to_owned()),
        "rsquo" => Some("’".to_owned()),
        "ldquo" => Some("“".to_owned()),
        "rdquo" => Some("”".to_owned()),
        _ => numeric_entity(body).map(String::from),
    };
    match decoded {
        Some(decoded) => (Some(decoded), body.len() + 2),
        None => (None, 1),
    }
}

fn numeric_entity(body: &str) -> Option<char> {
    let digits = body.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).filter(|character| !character.is_control() || *character == '\n')
}
