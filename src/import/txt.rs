//! Plain text: a line is a paragraph, unless the whole file is wrapped at some width.

use std::path::Path;

use super::lines::Line;
use super::speakers::KnownSpeakers;
use super::{ImportError, Imported, Warning, encoding, file, speakers};
use crate::model::SourceFormat;

/// Lines of a file that is wrapped by hand or by program are hardly longer than this.
const WRAP_WIDTH: usize = 100;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    file::check_is_text(path, bytes)?;
    let decoded = encoding::decode(path, bytes)?;
    let mut lines = lines_of(&decoded.text);
    if lines.last().is_some_and(|line| is_service_footer(&line.text)) {
        lines.pop();
    }
    let warnings = unreadable(decoded.replaced_count, decoded.encoding);
    Ok(speakers::assemble(known, SourceFormat::Text, decoded.encoding, &lines, warnings))
}

/// Says that some characters could not be read.
pub(super) fn unreadable(replaced_count: usize, encoding: &str) -> Vec<Warning> {
    if replaced_count == 0 {
        return Vec::new();
    }
    let message = format!(
        "{replaced_count} characters could not be read as {encoding} and stand as \u{fffd}; save the file as UTF-8"
    );
    vec![Warning { message, line_number: None, column_number: None }]
}

fn lines_of(text: &str) -> Vec<Line> {
    let raw: Vec<&str> = split_lines(text).collect();
    let full_width = full_width(&raw);
    let mut lines: Vec<Line> = Vec::new();
    let mut after_full = false;
    for (index, raw_line) in raw.iter().enumerate() {
        let Some(mut line) = Line::of(raw_line, Some(index as u64 + 1)) else {
            after_full = false;
            continue;
        };
        // An indented line begins a paragraph even without a blank line before it.
        line.wrapped = after_full && !raw_line.starts_with([' ', '\t']);
        after_full = full_width.is_some_and(|width| line_width(raw_line) >= width);
        lines.push(line);
    }
    lines
}

/// Lines whatever their ends: `\n`, `\r\n`, `\r`.
pub(super) fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text.strip_prefix('\u{feff}').unwrap_or(text));
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) else {
            rest = None;
            return Some(text);
        };
        let (line, after) = text.split_at(at);
        let mut end = after.chars();
        let first = end.next();
        rest = Some(if first == Some('\r') {
            end.as_str().strip_prefix('\n').unwrap_or(end.as_str())
        } else {
            end.as_str()
        });
        Some(line)
    })
}

/// The width from which a line counts as full, in a file whose lines end because they were full: none is long, and most
/// that have another right after them are nearly as long as the longest.
fn full_width(raw: &[&str]) -> Option<usize> {
    let widths: Vec<usize> = raw.iter().map(|line| line_width(line)).collect();
    let longest = widths.iter().copied().max().unwrap_or(0);
    let full_width = longest.saturating_sub(20);
    let followed: Vec<usize> =
        widths.windows(2).filter(|pair| pair[0] > 0 && pair[1] > 0).map(|pair| pair[0]).collect();
    let full_count = followed.iter().filter(|&&width| width >= full_width).count();
    let is_wrapped =
        (50..=WRAP_WIDTH).contains(&longest) && followed.len() >= 3 && full_count * 10 >= followed.len() * 6;
    is_wrapped.then_some(full_width)
}

fn line_width(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// What transcription services write below the last turn.
fn is_service_footer(text: &str) -> bool {
    text.starts_with("Transcribed by https://otter.ai")
}
