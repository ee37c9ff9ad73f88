//! Lines of text in a drawing, which has no line breaks of its own.

use unicode_segmentation::UnicodeSegmentation;

use super::drawing::Style;

/// Breaks text into lines of at most `width` points, between words where that is possible. There is always one line.
pub(super) fn wrapped(text: &str, width: f64, style: Style) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let with_word = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if style.width(&with_word) <= width {
            line = with_word;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for cluster in word.graphemes(true) {
            if !line.is_empty() && style.width(&line) + style.width(cluster) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(cluster);
        }
    }
    lines.push(line);
    lines
}

/// The widest of several lines.
pub(super) fn widest<'t>(lines: impl IntoIterator<Item = &'t String>, style: Style) -> f64 {
    lines.into_iter().map(|line| style.width(line)).fold(0.0, f64::max)
}
