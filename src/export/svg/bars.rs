//! Bar charts: each label on its own line above its bar, the value at the bar's end.
//!
//! Bars are as long as a part of the width there is; text keeps its size. So the same drawing is right on a phone, on a
//! screen and on paper, and a long label never pushes the bars aside.

use maud::{Markup, html};

use super::super::cells::{self, Shown};
use super::text::wrapped;
use crate::report::{Bar, Cell};

/// The longest bar, in percent of the width: the rest is for its value.
const LONGEST: f64 = 84.0;
const LABEL_WIDTH: usize = 44;
const LINE_HEIGHT: usize = 18;
const BAR_HEIGHT: usize = 12;
const GAP: usize = 12;

pub(super) fn bars(caption: &str, unit: &str, bars: &[Bar], id: &str) -> Markup {
    let labels: Vec<Vec<String>> = bars.iter().map(|bar| wrapped(&bar.label, LABEL_WIDTH)).collect();
    let height = |lines: &Vec<String>| lines.len() * LINE_HEIGHT + BAR_HEIGHT + GAP;
    let total: usize = labels.iter().map(height).sum();
    let lengths = bar_lengths(bars);
    let mut top = 0;
    let drawn: Vec<Markup> = bars
        .iter()
        .zip(&labels)
        .zip(&lengths)
        .map(|((bar, lines), &length)| {
            let at = top;
            top += height(lines);
            one_bar(bar, lines, length, at)
        })
        .collect();
    html! {
        svg.bars xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height=(total.max(1))
            aria-labelledby={ (id) "-title " (id) "-desc" } {
            title id={ (id) "-title" } { (caption) }
            desc id={ (id) "-desc" } { (description(unit, bars)) }
            @for bar in &drawn { (bar) }
        }
    }
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

/// A colour that is one: `#rrggbb`, or nothing.
pub(crate) fn colour(bar: &Bar) -> Option<&str> {
    let colour = bar.colour.as_deref()?;
    let digits = colour.strip_prefix('#')?;
    (digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())).then_some(colour)
}

fn one_bar(bar: &Bar, lines: &[String], length: f64, top: usize) -> Markup {
    let bar_top = top + lines.len() * LINE_HEIGHT;
    let width = format!("{:.2}%", length * LONGEST);
    html! {
        text.label {
            @for (index, line) in lines.iter().enumerate() {
                tspan x="0" y=(top + index * LINE_HEIGHT + 13) { (line) " " }
            }
        }
        @if length > 0.0 {
            rect.bar x="0" y=(bar_top) width=(width) height=(BAR_HEIGHT) fill=[colour(bar)] {}
        }
        text.value x=(width) dx=(if length > 0.0 { 6 } else { 0 }) y=(bar_top + 10) { (value(&bar.value)) }
    }
}

fn value(cell: &Cell) -> String {
    match cells::shown(cell) {
        Shown::Figure(figure) => figure.set(),
        _ => cells::plain(cell),
    }
}

/// The chart in words, for those who do not see it.
pub(super) fn description(unit: &str, bars: &[Bar]) -> String {
    let values: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, value(&bar.value))).collect();
    let start = if unit.is_empty() { String::new() } else { format!("{unit}. ") };
    format!("{start}{}.", values.join("; "))
}
