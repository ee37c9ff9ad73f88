//! The text of a document that a program keeps as HTML, and where its paragraphs are.
//!
//! The documents were cleaned when they came into that program: a dozen plain elements, no scripts. Their text is that of
//! all text nodes one after the other, as a browser has it; nothing else of a browser is needed.

use std::ops::Range;

/// One paragraph, cell or heading of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Block {
    /// In the raw text.
    pub(super) range: Range<usize>,
    /// Level of a heading.
    pub(super) heading: Option<u8>,
    /// Where the bold letters at its beginning end, in the raw text.
    pub(super) bold_end: usize,
}

/// Takes the text and its blocks out of HTML.
pub(super) fn text_of(html: &str) -> (String, Vec<Block>) {
    let mut reading = Reading::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        reading.text(text);
        rest = reading.markup(tag);
    }
    reading.text(rest);
    reading.end_block();
    (reading.raw, reading.blocks)
}

#[derive(Default)]
struct Reading {
    raw: String,
    blocks: Vec<Block>,
    start: usize,
    heading: Option<u8>,
    /// How many bold elements are open.
    bold: usize,
    bold_end: usize,
    /// How many `<pre>` are open: line ends in them are line ends.
    pre: usize,
    /// A line end right after `<pre>` is not part of it.
    after_pre: bool,
    /// A tag was never closed: what follows is taken as words, and not searched again and again for its end.
    is_broken: bool,
}

impl Reading {
    fn text(&mut self, written: &str) {
        if written.is_empty() {
            return;
        }
        let from = self.raw.len();
        let mut rest = written;
        if std::mem::take(&mut self.after_pre) {
            rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
        }
        while let Some(at) = rest.find(['&', '\r']) {
            let (plain, special) = rest.split_at(at);
            self.raw.push_str(plain);
            if let Some(after) = special.strip_prefix('\r') {
                self.raw.push('\n');
                rest = after.strip_prefix('\n').unwrap_or(after);
            } else {
                let (character, length) = entity(special).unwrap_or(('&', 1));
                self.raw.push(character);
                rest = special.get(length..).unwrap_or_default();
            }
        }
        self.raw.push_str(rest);
        let is_blank = self.raw.get(from..).is_none_or(|added| added.trim().is_empty());
        if self.bold_end == from && (self.bold > 0 || is_blank) {
            self.bold_end = self.raw.len();
        }
    }

    /// Takes a tag or comment; gives what follows it.
    fn markup<'h>(&mut self, tag: &'h str) -> &'h str {
        if let Some(comment) = tag.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        let is_tag = tag.as_bytes().get(1).is_some_and(|first| first.is_ascii_alphabetic() || b"/!?".contains(first));
        let end = if is_tag && !self.is_broken { end_of_tag(tag) } else { None };
        let Some((inside, after)) = end.and_then(|end| Some((tag.get(1..end)?, tag.get(end + 1..)?))) else {
            self.is_broken |= is_tag;
            self.text("<");
            return tag.get(1..).unwrap_or_default();
        };
        let is_end = inside.starts_with('/');
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase();
        self.element(&name, is_end);
        after
    }

    fn element(&mut self, name: &str, is_end: bool) {
        match name {
            "b" | "strong" => {
                self.bold = if is_end { self.bold.saturating_sub(1) } else { self.bold + 1 };
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.heading = if is_end { None } else { name.get(1..).and_then(|level| level.parse().ok()) };
            }
            "p" | "br" | "div" | "blockquote" | "pre" | "caption" | "ul" | "ol" | "li" | "dl" | "dt" | "dd"
            | "table" | "thead" | "tbody" | "tfoot" | "tr" | "th" | "td" | "hr" | "section" | "article" | "body"
            | "html" => {
                self.end_block();
                self.after_pre = name == "pre" && !is_end;
                if name == "pre" {
                    self.pre = if is_end { self.pre.saturating_sub(1) } else { self.pre + 1 };
                }
            }
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let (start, end) = (self.start, self.raw.len());
        self.start = end;
        let bold_end = std::mem::replace(&mut self.bold_end, end);
        let block = |range| Block { range, heading: self.heading, bold_end };
        if self.pre == 0 {
            self.blocks.extend((start < end).then(|| block(start..end)));
            return;
        }
        let mut at = start;
        for line in self.raw.get(start..end).unwrap_or_default().split_inclusive('\n') {
            self.blocks.push(block(at..at + line.len()));
            at += line.len();
        }
    }
}

/// Where a tag ends: at its `>`, but for those within quotation marks.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// A character reference at the beginning of `text`, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)?
        }
    };
    Some((character, end + 1))
}
