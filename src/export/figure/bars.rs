//! Bar charts: labels to the left of their bars, or above them where there is little room; the value at the bar's end.
//!
//! A bar that must not be shown, or of which nothing is known, is a word: an empty bar would be read as none.

use super::super::cells::{self, Shown};
use super::drawing::{Anchor, Drawing, Paint, Style};
use super::palette;
use super::text::{widest, wrapped};
use super::{Room, of_value};
use crate::report::{Bar, Cell};

/// The labels' part of the width at the most.
const LABELS: f64 = 0.42;
const BAR_HEIGHT: f64 = 9.0;
/// Between a row and the next, and between a label, its bar and its value.
const GAP: f64 = 7.0;
const APART: f64 = 5.0;

pub(super) fn bars(caption: &str, unit: &str, bars: &[Bar], room: Room) -> Drawing {
    let mut drawing = Drawing::new(room.width(), caption, description(unit, bars));
    let values: Vec<(String, Style)> = bars.iter().map(|bar| value(&bar.value)).collect();
    let value_width = values.iter().map(|(text, style)| style.width(text)).fold(0.0, f64::max);
    let is_beside = room == Room::Page;
    let most = if is_beside { room.width() * LABELS } else { room.width() };
    let labels: Vec<Vec<String>> = bars.iter().map(|bar| wrapped(&bar.label, most, Style::PLAIN)).collect();
    let start = if is_beside { widest(labels.iter().flatten(), Style::PLAIN) + APART } else { 0.0 };
    let longest = (room.width() - start - value_width - APART).max(20.0);

    let unit_lines = wrapped(unit, room.width(), Style::SMALL);
    let mut top = 0.0;
    if !unit.is_empty() {
        drawing.lines(&unit_lines, (0.0, 0.0), Style::SMALL);
        top = Style::SMALL.line_height() * lines(unit_lines.len()) + GAP;
    }
    let mut axis = Vec::new();
    for (((bar, label), (value, style)), length) in bars.iter().zip(&labels).zip(&values).zip(bar_lengths(bars)) {
        let label_height = Style::PLAIN.line_height() * lines(label.len());
        let (bar_top, row_end) = if is_beside {
            drawing.lines(label, (start - APART, top), Style::PLAIN.at(Anchor::End));
            let height = label_height.max(BAR_HEIGHT);
            (top + (height - BAR_HEIGHT) / 2.0, top + height + GAP)
        } else {
            drawing.lines(label, (0.0, top), Style::PLAIN);
            (top + label_height, top + label_height + BAR_HEIGHT + GAP)
        };
        let width = length * longest;
        if width > 0.0 {
            let paint = palette::of_bar(bar);
            let edge = if let Paint::Colour(colour) = paint { colour.edge() } else { None };
            drawing.rectangle((start, bar_top), (width, BAR_HEIGHT), Some(paint), edge);
        }
        let base = bar_top + (BAR_HEIGHT - style.line_height()) / 2.0;
        let text_start = start + width + if is_beside || width > 0.0 { APART } else { 0.0 };
        drawing.lines(std::slice::from_ref(value), (text_start, base), *style);
        axis.push((bar_top, bar_top + BAR_HEIGHT));
        top = row_end;
    }
    if let (true, Some((first, _)), Some((_, last))) = (is_beside, axis.first(), axis.last()) {
        drawing.line((start, first - 3.0), (start, last + 3.0), Paint::Ink, 0.75);
    }
    drawing.height = (top - GAP + 3.5).max(1.0);
    drawing
}

#[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
const fn lines(count: usize) -> f64 {
    count as f64
}

/// Where each bar ends, as a part of the longest, from 0 to 1: how the values compare. A suppressed or missing value has
/// no length, and neither has one below zero.
pub(crate) fn bar_lengths(bars: &[Bar]) -> Vec<f64> {
    let value = |bar: &Bar| match cells::shown(&bar.value) {
        Shown::Figure(figure) => figure.value.max(0.0),
        _ => 0.0,
    };
    let values: Vec<f64> = bars.iter().map(value).collect();
    let longest = values.iter().copied().fold(0.0, f64::max);
    values.iter().map(|value| if longest > 0.0 { value / longest } else { 0.0 }).collect()
}

fn value(cell: &Cell) -> (String, Style) {
    match cells::shown(cell) {
        Shown::Figure(figure) => (figure.set(), Style::BOLD),
        _ => (of_value(cell), Style::QUIET),
    }
}

/// The chart in words, for those who do not see it.
pub(super) fn description(unit: &str, bars: &[Bar]) -> String {
    let values: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, of_value(&bar.value))).collect();
    let start = if unit.is_empty() { String::new() } else { format!("{unit}. ") };
    format!("{start}{}.", values.join("; "))
}
