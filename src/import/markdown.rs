//! Markdown: marks are taken off, words stay. Paragraphs are what blank lines part.

use std::path::Path;

use super::lines::Line;
use super::speakers::KnownSpeakers;
use super::txt::{split_lines, unreadable};
use super::{ImportError, Imported, Warning, encoding, file, speakers};
use crate::model::SourceFormat;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    file::check_is_text(path, bytes)?;
    let decoded = encoding::decode(path, bytes)?;
    let mut warnings = unreadable(decoded.replaced_count, decoded.encoding);
    let lines = lines_of(&decoded.text, &mut warnings);
    Ok(speakers::assemble(known, SourceFormat::Markdown, decoded.encoding, &lines, warnings))
}

fn lines_of(text: &str, warnings: &mut Vec<Warning>) -> Vec<Line> {
    let without_comments = blank_comments(text);
    let raw: Vec<&str> = split_lines(&without_comments).collect();
    let front_matter = front_matter_length(&raw);
    if front_matter > 0 {
        let message = format!("{front_matter} lines of front matter were left out");
        warnings.push(Warning { message, line_number: Some(1), column_number: None });
    }
    let mut lines = Vec::new();
    let mut goes_on = false;
    let mut in_fence = false;
    for (index, raw_line) in raw.iter().enumerate().skip(front_matter) {
        let trimmed = raw_line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            in_fence = !in_fence;
            goes_on = false;
            continue;
        }
        let (block, words) = if in_fence { (Block::Text, trimmed) } else { block_of(trimmed) };
        if words.is_empty() || (!in_fence && is_rule(words)) {
            goes_on = false;
            continue;
        }
        let (plain, bold) = if in_fence { (words.to_owned(), 0) } else { inline(words) };
        for (part, piece) in plain.split('\n').enumerate() {
            let Some(mut line) = Line::of(piece, Some(index as u64 + 1)) else { continue };
            line.bold = if part == 0 { bold.min(line.text.len()) } else { 0 };
            line.wrapped = part == 0 && goes_on && block == Block::Text && !in_fence;
            if let Block::Heading(level) = block {
                line.heading = Some(level);
            }
            lines.push(line);
        }
        // Two spaces or a backslash at the end break a line on purpose.
        goes_on = !matches!(block, Block::Heading(_)) && !raw_line.ends_with("  ") && !trimmed.ends_with('\\');
    }
    lines
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Text,
    Item,
    /// Of a level, 1 the highest.
    Heading(u8),
}

/// What kind of block a line begins, and the line without its marks.
fn block_of(line: &str) -> (Block, &str) {
    let mut words = line;
    while let Some(quoted) = words.strip_prefix('>') {
        words = quoted.trim_start();
    }
    let hashes = words.len() - words.trim_start_matches('#').len();
    if let (Ok(level), 1..=6) = (u8::try_from(hashes), hashes) {
        let heading = words.get(hashes..).unwrap_or_default();
        if heading.is_empty() || heading.starts_with([' ', '\t']) {
            return (Block::Heading(level), heading.trim().trim_end_matches('#').trim_end());
        }
    }
    for mark in ["- ", "* ", "+ "] {
        if let Some(item) = words.strip_prefix(mark) {
            return (Block::Item, item.trim_start());
        }
    }
    (Block::Text, words)
}

/// A line of nothing but `---`, `***`, `===` and the like.
fn is_rule(words: &str) -> bool {
    let marks: String = words.chars().filter(|character| !character.is_whitespace()).collect();
    marks.len() >= 3 && ['-', '*', '_', '='].iter().any(|&mark| marks.chars().all(|character| character == mark))
}

/// How many lines the YAML between `---` at the very top takes.
fn front_matter_length(raw: &[&str]) -> usize {
    if raw.first().is_none_or(|line| line.trim_end() != "---") {
        return 0;
    }
    let is_key = |line: &str| line.trim().is_empty() || line.contains(':') || line.starts_with([' ', '-', '#']);
    let end = raw.iter().skip(1).position(|line| matches!(line.trim_end(), "---" | "..."));
    match end {
        Some(end) if end > 0 && raw.iter().skip(1).take(end).all(|line| is_key(line)) => end + 2,
        _ => 0,
    }
}

/// Comments (`<!-- … -->`) made blank, line ends kept, so that line numbers stay true.
fn blank_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        let Some((comment, after)) = after.split_once("-->") else { break };
        kept.push_str(before);
        kept.extend(comment.chars().filter(|&character| character == '\n'));
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// A line's words without marks, and how many bytes at its beginning were bold.
fn inline(words: &str) -> (String, usize) {
    let mut plain = String::with_capacity(words.len());
    let mut bold = None;
    let mut rest = words;
    let starts_bold = rest.starts_with("**") || rest.starts_with("__");
    let mut depth_closed = false;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        let next = after.chars().next();
        match character {
            '\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => {
                plain.extend(next);
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            '\\' if after.is_empty() => {}
            '*' | '_' if is_mark(character, &plain, after) => {
                let run = rest.len() - rest.trim_start_matches(character).len();
                if starts_bold && !depth_closed && !plain.is_empty() && run >= 2 {
                    bold = Some(plain.len());
                    depth_closed = true;
                }
                rest = rest.trim_start_matches(character);
                continue;
            }
            '`' => {}
            '~' if next == Some('~') => {
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            '!' if next == Some('[') => {
                if let Some((label, beyond)) = link(after) {
                    plain.push_str(&inline(label).0);
                    rest = beyond;
                    continue;
                }
                plain.push('!');
            }
            '[' => {
                if let Some((label, beyond)) = link(rest) {
                    plain.push_str(&inline(label).0);
                    rest = beyond;
                    continue;
                }
                plain.push('[');
            }
            '<' => {
                if let Some(beyond) = tag(rest, &mut plain) {
                    rest = beyond;
                    continue;
                }
                plain.push('<');
            }
            '&' => {
                let (decoded, length) = super::cues::entity(rest);
                plain.push_str(decoded.as_deref().unwrap_or("&"));
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            other => plain.push(other),
        }
        rest = after;
    }
    (plain, bold.unwrap_or(0))
}

/// Whether an asterisk or underscore marks emphasis: it touches a word on one side. An underscore between two letters
/// (`file_name`) and an asterisk between spaces do not.
fn is_mark(mark: char, before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let next = after.trim_start_matches(mark).chars().next();
    let is_space = |character: Option<char>| character.is_none_or(char::is_whitespace);
    if mark == '_' && last.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric) {
        return false;
    }
    !(is_space(last) && is_space(next))
}

/// `[words](address)` or `[words][reference]`: the words, and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let (label, after) = text.strip_prefix('[')?.split_once(']')?;
    if label.contains('[') || label.ends_with('\\') {
        return None;
    }
    let beyond = if let Some(address) = after.strip_prefix('(') {
        address.split_once(')')?.1
    } else {
        after.strip_prefix('[')?.split_once(']')?.1
    };
    Some((label, beyond))
}

/// A tag that only shapes words is dropped, `<br>` is a line end, `<https://…>` its address; all else is words.
fn tag<'t>(text: &'t str, plain: &mut String) -> Option<&'t str> {
    const SHAPES: &[&str] = &[
        "b", "i", "u", "em", "strong", "span", "p", "div", "sub", "sup", "small", "br", "a", "mark", "s", "del", "ins",
        "center", "font", "details", "summary",
    ];
    let (inside, beyond) = text.strip_prefix('<')?.split_once('>')?;
    if inside.contains('<') || !inside.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') {
        return None;
    }
    if inside.contains("://") || (inside.contains('@') && !inside.contains(' ')) {
        plain.push_str(inside);
        return Some(beyond);
    }
    let name = inside
        .trim_start_matches('/')
        .split(|character: char| !character.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if !SHAPES.contains(&name.as_str()) {
        return None;
    }
    if name == "br" {
        plain.push('\n');
    }
    Some(beyond)
}
