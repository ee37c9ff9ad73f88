//! Texts in lines of a width, for every walk.

use unicode_width::UnicodeWidthStr;

use super::line::{Line, Look, cut};
use crate::model::Span;

pub(super) fn faint(text: String) -> Line {
    Line::of(Look::Faint, text)
}

/// The keys of a walk and what each does, as lines.
pub(super) fn help_lines(keys: &[(&str, &str)], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let key_width = keys.iter().map(|(key, _)| key.width()).max().unwrap_or(0) + 2;
    for (key, does) in keys {
        for (row, text) in wrapped(does, width.saturating_sub(key_width + 2)).into_iter().enumerate() {
            let name = if row == 0 { *key } else { "" };
            let gap = " ".repeat(key_width - name.width());
            lines.push(Line::of(Look::Strong, format!("  {name}")).and(Look::Plain, format!("{gap}{text}")));
        }
    }
    lines.push(Line::default());
    lines.push(Line::of(Look::Faint, "  any key goes back"));
    lines
}

/// The end of what was typed, as much as there is room for.
pub(super) fn tail(typed: &str, width: usize) -> &str {
    let starts = typed.char_indices().map(|(at, _)| at).chain([typed.len()]);
    starts.filter_map(|at| typed.get(at..)).find(|rest| rest.width() <= width).unwrap_or_default()
}

/// A text in lines of this width, parted at spaces.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    spans_of_lines(text, width).into_iter().map(|span| span.of_text(text).to_owned()).collect()
}

/// Where the lines of a text begin and end if it is wrapped at spaces; a word that is longer than a line is parted.
pub(super) fn spans_of_lines(text: &str, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut paragraph_start = 0;
    for paragraph in text.split('\n') {
        let end = paragraph_start + paragraph.len();
        let mut start = paragraph_start;
        while start < end {
            let rest = text.get(start..end).unwrap_or_default();
            let fits = cut(rest, width).len().max(rest.chars().next().map_or(1, char::len_utf8));
            let length = if fits == rest.len() {
                fits
            } else {
                let space = rest.get(..=fits).or(rest.get(..fits)).and_then(|line| line.rfind(' '));
                space.filter(|&space| space > 0).unwrap_or(fits)
            };
            lines.extend(Span::of(text, start..start + length));
            start += length;
            // Spaces between two lines belong to neither.
            start += text.get(start..end).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
        }
        if paragraph.is_empty() {
            lines.extend(Span::of(text, start..start));
        }
        paragraph_start = end + 1;
    }
    lines
}
