//! HTML, SVG and XML, as what a reader sees, what attributes say, and what nobody sees.
//!
//! A scanner that cannot fail: whatever is not markup is text. A tag inside a line leaves a joint, so that *An**na*** is
//! one word, a tag that starts a new line or cell leaves a break.

use memchr::memchr;
use memchr::memmem;

use super::escapes::entity;
use super::mapped::{BREAK, JOINT, Mapped};

/// The views of a document.
#[derive(Debug, Default)]
pub(super) struct Views {
    pub(super) visible: Mapped,
    /// Attribute values, one a line.
    pub(super) values: Mapped,
    /// Those of them that a reader may get to see or hear, one a line.
    pub(super) said: Mapped,
    /// Comments, declarations, names of tags and attributes, scripts, styles, drawing commands; one a line.
    pub(super) hidden: Mapped,
    /// What of that somebody wrote in words: comments, and strings in scripts and styles; one a line.
    pub(super) noted: Mapped,
}

/// Elements that part what stands before them from what follows, by their name without prefix: those of HTML and SVG,
/// the paragraphs, breaks, cells and values of office documents, and their properties.
#[rustfmt::skip]
const BREAKS: &[&str] = &[
    "address", "application", "appversion", "article", "aside", "blockquote", "body", "br", "button", "c", "caption",
    "category", "circle", "company", "cr", "created", "creator", "dd", "desc", "description", "details", "div", "dl",
    "docsecurity", "dt", "f", "figcaption", "figure", "footer", "form", "g", "h", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "hyperlinkschanged", "i4", "instrtext", "keywords", "lastmodifiedby", "legend",
    "li", "line", "linksuptodate", "lpstr", "lpwstr", "main", "manager", "modified", "nav", "ol", "option", "p",
    "path", "pre", "rect", "revision", "row", "scalecrop", "script", "section", "select", "shareddoc", "si", "style",
    "subject", "summary", "svg", "tab", "table", "tbl", "tbody", "tc", "td", "template", "text", "textarea", "tfoot",
    "th", "thead", "title", "titlesofparts", "totaltime", "tr", "ul", "v", "variant",
];

/// Attributes that draw: their numbers are no telephone numbers.
const DRAWING: &[&str] = &["d", "points", "transform", "viewbox", "style", "gradienttransform"];

/// Attributes that say something to people, by their whole name.
const SAID: &[&str] = &[
    "alt",
    "title",
    "descr",
    "aria-label",
    "aria-description",
    "label",
    "content",
    "placeholder",
    "summary",
    "name",
    "caption",
    "value",
    "abbr",
    "aria-roledescription",
    "aria-valuetext",
    "author",
    "w:author",
    "data-name",
    "display",
    "displayname",
    "displaytext",
    "w:displaytext",
    "download",
    "error",
    "errortitle",
    "prompt",
    "prompttitle",
    "string",
    "tooltip",
    "w:tooltip",
    "w15:author",
    "xlink:title",
];

/// Addresses that name a notation, not a place where someone is.
const NOTATIONS: &[&str] = &[
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "http://www.w3.org/",
    "http://purl.org/",
    "http://purl.oclc.org/ooxml/",
];

/// Reads a document.
pub(super) fn read(source: &str) -> Views {
    let mut scanner = Scanner { source, views: Views::default(), names: Vec::new(), raw_until: None, raw_from: 0 };
    scanner.views.visible = Mapped::with_capacity(source.len() / 2);
    let mut at = 0;
    while at < source.len() {
        let next =
            memchr(b'<', source.as_bytes().get(at..).unwrap_or_default()).map_or(source.len(), |offset| at + offset);
        scanner.text(at, next);
        at = scanner.tag(next);
    }
    scanner.views
}

struct Scanner<'s> {
    source: &'s str,
    views: Views,
    /// Names of tags and attributes that are in the hidden view already.
    names: Vec<&'s str>,
    /// Inside a script or style: the element whose end tag ends it.
    raw_until: Option<&'static str>,
    raw_from: usize,
}

impl<'s> Scanner<'s> {
    fn slice(&self, start: usize, end: usize) -> &'s str {
        self.source.get(start..end).unwrap_or_default()
    }

    fn text(&mut self, start: usize, end: usize) {
        let text = self.slice(start, end);
        if self.raw_until.is_some() {
            self.views.hidden.push_str(text, start);
        } else {
            push_decoded(&mut self.views.visible, text, start);
        }
    }

    /// Reads the tag at `start`, if one is there, and gives where to go on.
    fn tag(&mut self, start: usize) -> usize {
        let rest = self.slice(start, self.source.len());
        if let Some(name) = self.raw_until {
            let ends = rest.get(2..2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            if !(rest.starts_with("</") && ends) {
                self.views.hidden.push_str(rest.get(..1).unwrap_or_default(), start);
                return start + 1;
            }
            self.raw_until = None;
            self.strings(self.raw_from, start);
        }
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let length = memmem::find(data.as_bytes(), b"]]>").unwrap_or(data.len());
            self.views.visible.push_str(data.get(..length).unwrap_or_default(), start + 9);
            return start + 9 + length + 3;
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            let length = memmem::find(comment.as_bytes(), b"-->").unwrap_or(comment.len());
            let comment = comment.get(..length).unwrap_or_default();
            self.hide(comment, start + 4);
            self.views.noted.push_str(comment, start + 4);
            self.views.noted.part(BREAK);
            self.views.visible.part(JOINT);
            return start + 4 + length + 3;
        }
        match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => {
                let length = memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
                self.hide(rest.get(..length).unwrap_or_default(), start);
                start + length + 1
            }
            Some(b'/' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..) => self.element(start),
            Some(_) => {
                self.views.visible.push('<', start);
                start + 1
            }
            None => self.source.len(),
        }
    }

    fn element(&mut self, start: usize) -> usize {
        let bytes = self.source.as_bytes();
        let is_end = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(is_end);
        let name_end = self.end_of_name(name_start);
        let name = self.slice(name_start, name_end);
        self.name(name, name_start);
        let end = self.attributes(name_end);
        let local = name.rsplit(':').next().unwrap_or(name);
        let sign = if is_listed(BREAKS, local) { BREAK } else { JOINT };
        self.views.visible.part(sign);
        let is_empty = end >= 2 && bytes.get(end - 2) == Some(&b'/');
        if !is_end && !is_empty && name == local {
            self.raw_until = ["script", "style"].into_iter().find(|raw| raw.eq_ignore_ascii_case(name));
            self.raw_from = end;
        }
        end
    }

    /// Reads attributes up to the end of the tag, and gives the place after it.
    fn attributes(&mut self, mut at: usize) -> usize {
        let bytes = self.source.as_bytes();
        loop {
            match bytes.get(at) {
                None => return self.source.len(),
                Some(b'>') => return at + 1,
                Some(b'/' | b'=' | b'"' | b'\'') => at += 1,
                Some(byte) if byte.is_ascii_whitespace() => at += 1,
                Some(_) => {
                    let name_start = at;
                    at = self.end_of_name(at).max(at + 1);
                    let name = self.slice(name_start, at);
                    self.name(name, name_start);
                    let equals = self.after_space(at);
                    if bytes.get(equals) == Some(&b'=') {
                        at = self.value(name, self.after_space(equals + 1));
                    }
                }
            }
        }
    }

    fn value(&mut self, name: &str, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let (start, end, next) = if let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) {
            let rest = bytes.get(at + 1..).unwrap_or_default();
            let end = memchr(quote, rest).map_or(self.source.len(), |length| at + 1 + length);
            (at + 1, end, end + 1)
        } else {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = rest.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>');
            let end = length.map_or(self.source.len(), |length| at + length);
            (at, end, end)
        };
        let value = self.slice(start, end);
        let is_rule = value.starts_with("default-src") || value.starts_with("_xlnm.");
        let is_hidden =
            is_rule || is_listed(DRAWING, name) || NOTATIONS.iter().any(|notation| value.starts_with(notation));
        let view = if is_hidden { &mut self.views.hidden } else { &mut self.views.values };
        push_decoded(view, value, start);
        view.part(BREAK);
        if !is_hidden && is_listed(SAID, name) {
            push_decoded(&mut self.views.said, value, start);
            self.views.said.part(BREAK);
        }
        next.min(self.source.len())
    }

    /// Comments and strings of a script or style.
    fn strings(&mut self, start: usize, end: usize) {
        let raw = self.slice(start, end);
        let mut at = 0;
        while let Some(found) = raw.get(at..).and_then(|rest| rest.find(['"', '\'', '/', '\n'])) {
            let sign = at + found;
            let rest = raw.get(sign..).unwrap_or_default();
            let (skip, close) = match rest.as_bytes() {
                [b'/', b'*', ..] => (2, "*/"),
                [b'/', b'/', ..] => (2, "\n"),
                [b'"', ..] => (1, "\""),
                [b'\'', ..] => (1, "'"),
                _ => {
                    at = sign + 1;
                    continue;
                }
            };
            let inner = rest.get(skip..).unwrap_or_default();
            let length = inner.find(close).unwrap_or(inner.len());
            self.views.noted.push_str(inner.get(..length).unwrap_or_default(), start + sign + skip);
            self.views.noted.part(BREAK);
            at = sign + skip + length + close.len();
        }
    }

    /// A name of a tag or attribute goes into the hidden view once.
    fn name(&mut self, name: &'s str, start: usize) {
        if let Err(place) = self.names.binary_search(&name) {
            self.names.insert(place, name);
            self.hide(name, start);
        }
    }

    fn hide(&mut self, text: &str, start: usize) {
        self.views.hidden.push_str(text, start);
        self.views.hidden.part(BREAK);
    }

    fn end_of_name(&self, at: usize) -> usize {
        let rest = self.source.as_bytes().get(at..).unwrap_or_default();
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'=');
        rest.iter().position(is_end).map_or(self.source.len(), |length| at + length)
    }

    fn after_space(&self, at: usize) -> usize {
        let rest = self.source.as_bytes().get(at..).unwrap_or_default();
        rest.iter().position(|byte| !byte.is_ascii_whitespace()).map_or(self.source.len(), |length| at + length)
    }
}

fn is_listed(list: &[&str], name: &str) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(name))
}

/// A piece of text with its entities decoded.
fn push_decoded(view: &mut Mapped, text: &str, start: usize) {
    let mut copied = 0;
    let mut at = 0;
    while let Some(offset) = memchr(b'&', text.as_bytes().get(at..).unwrap_or_default()) {
        let found = at + offset;
        at = found + 1;
        if let Some((letter, length)) = entity(text.get(found..).unwrap_or_default()) {
            view.push_str(text.get(copied..found).unwrap_or_default(), start + copied);
            view.push(letter, start + found);
            at = found + length;
            copied = at;
        }
    }
    view.push_str(text.get(copied..).unwrap_or_default(), start + copied);
}
