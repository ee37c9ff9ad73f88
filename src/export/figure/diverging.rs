//! Answers on scales: a stacked bar a row, low answers to the left of one line, high ones to its right, a middle one
//! across it.
//!
//! What a part is called is told by its place: the key lists the parts in the order in which they lie, and a part that has
//! room for its share prints it.

use super::super::cells::{self, Shown};
use super::drawing::{Anchor, Drawing, Paint, Style};
use super::palette::{self, Rgb};
use super::text::{cut, widest, wrapped};
use super::{Room, of_value, wording};
use crate::report::{Cell, DivergingRow};

const BAR_HEIGHT: f64 = 13.0;
const GAP: f64 = 6.0;
const APART: f64 = 5.0;
const LABELS: f64 = 0.36;
const SWATCH: f64 = 8.0;
/// The room for how many answered.
const NUMBERS: f64 = 60.0;
/// Right of the numbers: programs that draw letters a little wider than they were measured do not cut them off.
const EDGE: f64 = 4.0;
/// The axis is marked at every quarter.
const STEP: f64 = 0.25;

/// What a diverging figure is drawn from.
pub(super) struct Diverging<'f> {
    pub(super) caption: &'f str,
    pub(super) unit: &'f str,
    pub(super) points: &'f [String],
    pub(super) rows: &'f [DivergingRow],
}

/// Where the bars' line is, how long all answers are, and how far the axis goes to both sides, as shares.
struct Axis {
    middle: f64,
    whole: f64,
    low: f64,
    high: f64,
}

pub(super) fn diverging(figure: &Diverging<'_>, room: Room) -> Drawing {
    let mut drawing = Drawing::new(room.width(), figure.caption, description(figure));
    let is_beside = room == Room::Page;
    let numbers: Vec<String> =
        figure.rows.iter().map(|row| cut(of_value(&row.answered), NUMBERS, Style::SMALL)).collect();
    let number_width =
        numbers.iter().map(|text| Style::SMALL.width(text)).fold(Style::BOLD.width(wording::COUNT), f64::max);
    let most = if is_beside { room.width() * LABELS } else { room.width() - number_width - APART - EDGE };
    let labels: Vec<Vec<String>> = figure.rows.iter().map(|row| wrapped(&row.label, most, Style::PLAIN)).collect();
    let left = if is_beside { widest(labels.iter().flatten(), Style::PLAIN) + APART } else { 1.0 };
    let right = if is_beside { room.width() - number_width - 2.0 * APART - EDGE } else { room.width() - 1.0 };
    let axis = axis(figure.rows, left, right);

    let mut top = key(&mut drawing, figure);
    drawing.lines(&[wording::COUNT.to_owned()], (room.width() - EDGE, top), Style::SMALL.at(Anchor::End));
    top += Style::SMALL.line_height() + 2.0;
    let first = top;
    let mut bars = Vec::new();
    for ((row, label), number) in figure.rows.iter().zip(&labels).zip(&numbers) {
        let label_height = label.iter().map(|_| Style::PLAIN.line_height()).sum::<f64>();
        let bar_top = if is_beside {
            let height = label_height.max(BAR_HEIGHT);
            let bar_top = top + (height - BAR_HEIGHT) / 2.0;
            drawing.lines(label, (left - APART, top + (height - label_height) / 2.0), Style::PLAIN.at(Anchor::End));
            drawing.lines(
                std::slice::from_ref(number),
                (room.width() - EDGE, bar_top + 1.5),
                Style::SMALL.at(Anchor::End),
            );
            top += height + GAP;
            bar_top
        } else {
            drawing.lines(label, (0.0, top), Style::PLAIN);
            drawing.lines(std::slice::from_ref(number), (room.width() - EDGE, top), Style::SMALL.at(Anchor::End));
            top += label_height + BAR_HEIGHT + GAP + 2.0;
            top - BAR_HEIGHT - GAP
        };
        bars.push((row, bar_top));
    }
    grid(&mut drawing, &axis, first, top - GAP / 2.0);
    for (index, (row, bar_top)) in bars.into_iter().enumerate() {
        bar(&mut drawing, (index, row), figure.points, &axis, bar_top);
    }
    drawing.height = below(&mut drawing, &axis, figure.unit, top - GAP / 2.0);
    drawing
}

/// How much lies left of the line, and how much right of it.
pub(in crate::export) fn sides(row: &DivergingRow) -> (f64, f64) {
    let shares: Vec<f64> = row.parts.iter().map(share).collect();
    let half = shares.len() / 2;
    let middle = if shares.len() % 2 == 1 { shares[half] / 2.0 } else { 0.0 };
    let low: f64 = shares.iter().take(half).sum();
    let high: f64 = shares.iter().rev().take(half).sum();
    (low + middle, high + middle)
}

/// A part of all, from 0 to 1; none where it is not shown.
fn share(cell: &Cell) -> f64 {
    match cells::shown(cell) {
        Shown::Figure(figure) if figure.percent => figure.value.clamp(0.0, 1.0),
        _ => 0.0,
    }
}

fn axis(rows: &[DivergingRow], left: f64, right: f64) -> Axis {
    let reach = |side: fn((f64, f64)) -> f64| {
        let most = rows.iter().map(|row| side(sides(row))).fold(0.0, f64::max);
        ((most - 1e-9) / STEP).ceil().max(1.0) * STEP
    };
    let (low, high) = (reach(|sides| sides.0), reach(|sides| sides.1));
    let whole = (right - left) / (low + high);
    Axis { middle: left + low * whole, whole, low, high }
}

/// Lines at every quarter, and a stronger one in the middle.
fn grid(drawing: &mut Drawing, axis: &Axis, top: f64, bottom: f64) {
    for place in places(axis) {
        let x = axis.middle + place * axis.whole;
        let is_middle = place.abs() < 1e-9;
        let (paint, width) = if is_middle { (Paint::Ink, 0.75) } else { (Paint::Hair, 0.5) };
        drawing.line((x, top), (x, bottom), paint, width);
    }
}

/// Where the axis is marked, as shares from the middle.
fn places(axis: &Axis) -> Vec<f64> {
    // A share is never more than all: at most this many steps to a side.
    let steps = (-8_i8..=8).map(|step| f64::from(step) * STEP);
    steps.filter(|place| *place >= -axis.low - 1e-9 && *place <= axis.high + 1e-9).collect()
}

/// The marks' labels and the unit; gives where that ends.
fn below(drawing: &mut Drawing, axis: &Axis, unit: &str, top: f64) -> f64 {
    let mut free_from = f64::MIN;
    for place in places(axis) {
        let label = format!("{:.0}%", place.abs() * 100.0);
        let half = Style::SMALL.width(&label) / 2.0;
        let x = (axis.middle + place * axis.whole).clamp(half, drawing.width - half);
        if x - half >= free_from {
            drawing.lines(&[label], (x, top + 1.0), Style::SMALL.at(Anchor::Middle));
            free_from = x + half + APART;
        }
    }
    let top = top + 1.0 + Style::SMALL.line_height();
    let lines = wrapped(unit, drawing.width, Style::SMALL);
    drawing.lines(&lines, (drawing.width / 2.0, top), Style::SMALL.at(Anchor::Middle));
    top + lines.iter().map(|_| Style::SMALL.line_height()).sum::<f64>()
}

fn bar(drawing: &mut Drawing, (row_index, row): (usize, &DivergingRow), points: &[String], axis: &Axis, top: f64) {
    let (low, high) = sides(row);
    if low + high <= 0.0 {
        let is_withheld = row.parts.iter().any(|part| matches!(part, Cell::Suppressed(_)));
        let word = if is_withheld { wording::WITHHELD } else { wording::NO_ANSWERS };
        let style = Style { paint: Paint::Quiet, ..Style::SMALL };
        drawing.lines(&[word.to_owned()], (axis.middle + APART, top + 1.5), style);
        return;
    }
    let mut left = axis.middle - low * axis.whole;
    for (index, (part, point)) in row.parts.iter().zip(points).enumerate() {
        let width = share(part) * axis.whole;
        if width <= 0.0 {
            continue;
        }
        let colour = colour(index, points.len());
        let first_shape = drawing.shapes.len();
        drawing.rectangle((left, top), (width, BAR_HEIGHT), Some(Paint::Colour(colour)), Some(Paint::Ink));
        let percent = whole_percent(part);
        if Style::SMALL.width(&percent) + 3.0 <= width {
            let style = Style { paint: colour.text_on(), ..Style::SMALL }.at(Anchor::Middle);
            drawing.lines(&[percent], (left + width / 2.0, top + 1.5), style);
        }
        let name = format!("{}, {point}: {}", row.label, of_value(part));
        drawing.value((row_index, index), first_shape, (left, top), (width, BAR_HEIGHT), name);
        left += width;
    }
}

/// A share in whole percent, half up; without the sign, which the axis has.
fn whole_percent(cell: &Cell) -> String {
    match cell {
        Cell::Share { part, base, .. } if *base > 0 => {
            let (part, base) = (u128::from(*part), u128::from(*base));
            ((part * 200 + base) / (2 * base)).to_string()
        }
        _ => format!("{:.0}", share(cell) * 100.0),
    }
}

/// What each part is called, in their order; gives where that ends.
fn key(drawing: &mut Drawing, figure: &Diverging<'_>) -> f64 {
    let (mut left, mut top) = (0.0, 0.0);
    let line = Style::SMALL.line_height();
    let mut bottom = 0.0;
    for (index, point) in figure.points.iter().enumerate() {
        let label = wrapped(point, drawing.width - SWATCH - 6.0, Style::SMALL);
        let width = SWATCH + 4.0 + widest(&label, Style::SMALL);
        if left > 0.0 && left + width > drawing.width {
            (left, top) = (0.0, bottom + 2.0);
        }
        let paint = Paint::Colour(colour(index, figure.points.len()));
        drawing.rectangle((left + 0.5, top + 0.8), (SWATCH, SWATCH), Some(paint), Some(Paint::Ink));
        drawing.lines(&label, (left + SWATCH + 4.0, top), Style::SMALL);
        bottom = f64::max(bottom, top + label.iter().map(|_| line).sum::<f64>());
        left += width + 10.0;
    }
    bottom + 3.0
}

/// A part's colour: strong at the scale's ends, pale towards its middle.
pub(in crate::export) fn colour(index: usize, points: usize) -> Rgb {
    let half = points / 2;
    if index < half {
        palette::between(palette::LOW, index, half)
    } else if points % 2 == 1 && index == half {
        palette::NEUTRAL
    } else {
        palette::between(palette::HIGH, points - 1 - index, half)
    }
}

/// The rows in words, with their shares as a table prints them.
pub(super) fn description(figure: &Diverging<'_>) -> String {
    let rows = figure.rows.iter().map(|row| {
        let parts = figure.points.iter().zip(&row.parts).map(|(point, part)| format!("{point} {}", of_value(part)));
        format!(
            "{} ({} = {}): {}",
            row.label,
            wording::COUNT,
            of_value(&row.answered),
            parts.collect::<Vec<_>>().join(", ")
        )
    });
    format!("{}. {}.", figure.unit, rows.collect::<Vec<_>>().join("; "))
}
