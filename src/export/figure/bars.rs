//! Bar charts: labels to the left of their bars, or above them where there is little room; the value at the bar's end.
//!
//! A bar that must not be shown, or of which nothing is known, is a word: an empty bar would be read as none.

use super::super::cells::{self, Shown};
use super::drawing::{Anchor, Drawing, Paint, Style};
use super::palette;
use super::text::{cut, widest, wrapped};
use super::{Room, of_value};
use crate::report::{Bar, Cell};

/// The labels' part of the width at the most.
const LABELS: f64 = 0.42;
/// The values' part of the width at the most.
const VALUES: f64 = 0.4;
const BAR_HEIGHT: f64 = 9.0;
/// Between a row and the next, and between a label, its bar and its value.
const GAP: f64 = 7.0;
/// Rows set in are closer and thinner.
const NESTED_GAP: f64 = 3.0;
const NESTED_BAR_HEIGHT: f64 = 6.0;
const INDENT: f64 = 9.0;
const APART: f64 = 5.0;

/// How a bar's row is set: one set in is smaller, so that what gathers others stands out.
#[derive(Clone, Copy)]
struct Setting {
    label: Style,
    value: Style,
    bar_height: f64,
    gap: f64,
    indent: f64,
}

impl Setting {
    fn of(bar: &Bar, is_nested: bool) -> Self {
        let usual = Self { label: Style::PLAIN, value: Style::BOLD, bar_height: BAR_HEIGHT, gap: GAP, indent: 0.0 };
        match (is_nested, bar.depth) {
            (false, _) => usual,
            (true, 0) => Self { label: Style::BOLD, gap: NESTED_GAP, ..usual },
            (true, depth) => Self {
                label: Style::SMALL,
                value: Style::SMALL,
                bar_height: NESTED_BAR_HEIGHT,
                gap: NESTED_GAP,
                indent: f64::from(depth.min(4)) * INDENT,
            },
        }
    }
}

pub(super) fn bars(caption: &str, unit: &str, bars: &[Bar], room: Room) -> Drawing {
    let mut drawing = Drawing::new(room.width(), caption, description(unit, bars));
    let is_beside = room == Room::Page;
    let is_nested = bars.iter().any(|bar| bar.depth > 0);
    let settings: Vec<Setting> = bars.iter().map(|bar| Setting::of(bar, is_nested)).collect();
    let values: Vec<(String, Style)> = bars
        .iter()
        .zip(&settings)
        .map(|(bar, setting)| value(&bar.value, room.width() * VALUES, setting.value))
        .collect();
    let value_width = values.iter().map(|(text, style)| style.width(text)).fold(0.0, f64::max);
    let most = if is_beside { room.width() * LABELS } else { room.width() };
    let label = |(bar, setting): (&Bar, &Setting)| wrapped(&bar.label, most - setting.indent, setting.label);
    let labels: Vec<Vec<String>> = bars.iter().zip(&settings).map(label).collect();
    let label_widths =
        labels.iter().zip(&settings).map(|(lines, setting)| setting.indent + widest(lines, setting.label));
    let start = if is_beside { label_widths.fold(0.0, f64::max) + APART } else { 0.0 };
    let longest = (room.width() - start - value_width - APART).max(20.0);

    let mut top = 0.0;
    if !unit.is_empty() {
        let lines = wrapped(unit, room.width(), Style::SMALL);
        drawing.lines(&lines, (0.0, 0.0), Style::SMALL);
        top = height(&lines, Style::SMALL) + GAP;
    }
    let mut axis = Vec::new();
    for (index, (bar, length)) in bars.iter().zip(bar_lengths(bars)).enumerate() {
        let (setting, label, (value, style)) = (settings[index], &labels[index], &values[index]);
        if is_nested && bar.depth == 0 && index > 0 {
            top += GAP;
        }
        let first_shape = drawing.shapes.len();
        let row_top = top;
        let label_height = height(label, setting.label);
        let (bar_top, row_end) = if is_beside {
            let (x, anchor) = if is_nested { (setting.indent, Anchor::Start) } else { (start - APART, Anchor::End) };
            drawing.lines(label, (x, top), setting.label.at(anchor));
            let height = label_height.max(setting.bar_height);
            (top + (height - setting.bar_height) / 2.0, top + height)
        } else {
            drawing.lines(label, (setting.indent, top), setting.label);
            let bar_top = top + label_height + 1.5;
            (bar_top, bar_top + setting.bar_height.max(style.line_height() - 2.0))
        };
        let width = length * longest;
        if width > 0.0 {
            let paint = palette::of_bar(bar);
            let edge = if let Paint::Colour(colour) = paint { colour.edge() } else { None };
            drawing.rectangle((start, bar_top), (width, setting.bar_height), Some(paint), edge);
        }
        let value_top = bar_top + (setting.bar_height - style.line_height()) / 2.0;
        let value_start = start + width + if is_beside || width > 0.0 { APART } else { 0.0 };
        drawing.lines(std::slice::from_ref(value), (value_start, value_top), *style);
        let name = format!("{}: {}", bar.label, of_value(&bar.value));
        let half = setting.gap / 2.0;
        let room_of_row = (drawing.width, row_end - row_top + setting.gap);
        drawing.value((index, 0), first_shape, (0.0, row_top - half), room_of_row, name);
        axis.push((bar_top, bar_top + setting.bar_height));
        top = row_end + setting.gap;
    }
    if let (true, Some((first, _)), Some((_, last))) = (is_beside, axis.first(), axis.last()) {
        drawing.line((start, first - 3.0), (start, last + 3.0), Paint::Ink, 0.75);
    }
    drawing.height = top + 1.0;
    drawing
}

fn height(lines: &[String], style: Style) -> f64 {
    lines.iter().map(|_| style.line_height()).sum()
}

/// Where each bar ends, as a part of the longest, from 0 to 1: how the values compare. A suppressed or missing value has
/// no length, and neither has one below zero.
fn bar_lengths(bars: &[Bar]) -> Vec<f64> {
    let value = |bar: &Bar| match cells::shown(&bar.value) {
        Shown::Figure(figure) => figure.value.max(0.0),
        _ => 0.0,
    };
    let values: Vec<f64> = bars.iter().map(value).collect();
    let longest = values.iter().copied().fold(0.0, f64::max);
    values.iter().map(|value| if longest > 0.0 { value / longest } else { 0.0 }).collect()
}

fn value(cell: &Cell, width: f64, usual: Style) -> (String, Style) {
    let (text, style) = match cells::shown(cell) {
        Shown::Figure(figure) => (figure.set(), usual),
        _ => (of_value(cell), Style { bold: false, paint: Paint::Quiet, ..usual }),
    };
    (cut(text, width, style), style)
}

/// The chart in words, for those who do not see it.
pub(super) fn description(unit: &str, bars: &[Bar]) -> String {
    let values: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, of_value(&bar.value))).collect();
    let start = if unit.is_empty() { String::new() } else { format!("{unit}. ") };
    format!("{start}{}.", values.join("; "))
}
