//! Lines of text in a drawing, which has no line breaks of its own.

use unicode_segmentation::UnicodeSegmentation;

use super::drawing::Style;

/// A space that keeps its neighbours on one line.
pub(super) const NO_BREAK: char = '\u{a0}';

/// Breaks text into lines of at most `width` points, between words where that is possible. There is always one line.
pub(super) fn wrapped(text: &str, width: f64, style: Style) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let is_break = |letter: char| letter.is_whitespace() && !matches!(letter, NO_BREAK | '\u{202f}' | '\u{2007}');
    for word in text.split(is_break).filter(|word| !word.is_empty()) {
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

/// Text that takes no more than `width` points: what is longer ends in `…`.
pub(super) fn cut(text: String, width: f64, style: Style) -> String {
    if style.width(&text) <= width {
        return text;
    }
    let mut room = width - style.width("…");
    let fits = |cluster: &&str| {
        room -= style.width(cluster);
        room >= 0.0
    };
    text.graphemes(true).take_while(fits).chain(["…"]).collect()
}
