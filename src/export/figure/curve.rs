//! Curves: what adds up along the material, as lines over a band, with axes that start at nothing.
//!
//! Lines are told apart by their marks and strokes as well as by colour.

use super::drawing::{Anchor, Drawing, Paint, Point, Shape, Style};
use super::text::{cut, widest, wrapped};
use super::{Room, of_value, palette};
use crate::report::{Cell, CurveBand, CurveLine};

const HEIGHT: f64 = 190.0;
/// Between a tick's label and the axis, and between labels side by side.
const APART: f64 = 4.0;
/// So many steps on the axis that goes up, at the most.
const STEPS: f64 = 6.0;
/// More places than these have no marks.
const MARKED: usize = 40;
const SAMPLE: f64 = 22.0;
/// The room for a label of the axis that goes up.
const TICK: f64 = 70.0;

/// What a curve is drawn from.
pub(super) struct Curve<'f> {
    pub(super) caption: &'f str,
    pub(super) across: &'f str,
    pub(super) unit: &'f str,
    pub(super) at: &'f [u64],
    pub(super) lines: &'f [CurveLine],
    pub(super) band: Option<&'f CurveBand>,
}

/// Where the axes are, and what they run to.
struct Axes {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    first: f64,
    last: f64,
    most: f64,
}

impl Axes {
    fn x(&self, place: u64) -> f64 {
        if self.last > self.first {
            self.left + 6.0 + (as_f64(place) - self.first) / (self.last - self.first) * (self.right - self.left - 12.0)
        } else {
            f64::midpoint(self.left, self.right)
        }
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - (value / self.most).clamp(0.0, 1.0) * (self.bottom - self.top)
    }
}

pub(super) fn curve(curve: &Curve<'_>, room: Room) -> Drawing {
    let mut drawing = Drawing::new(room.width(), curve.caption, description(curve));
    let decimals = curve.lines.first().map_or(0, |line| line.decimals);
    let ticks = ticks(highest(curve));
    let labels: Vec<String> = ticks.iter().map(|&value| tick_label(value, decimals)).collect();
    let title = wrapped(curve.unit, room.width(), Style::SMALL);
    drawing.lines(&title, (0.0, 0.0), Style::SMALL);
    let top = height(title.len(), Style::SMALL) + 8.0;
    let axes = Axes {
        left: widest(&labels, Style::SMALL) + APART,
        right: room.width() - 1.0,
        top,
        bottom: top + HEIGHT,
        first: as_f64(curve.at.iter().copied().min().unwrap_or_default()),
        last: as_f64(curve.at.iter().copied().max().unwrap_or_default()),
        most: ticks.last().copied().unwrap_or(1.0),
    };
    for (&value, label) in ticks.iter().zip(&labels) {
        let y = axes.y(value);
        drawing.line((axes.left, y), (axes.right, y), Paint::Hair, 0.5);
        let label_top = y - Style::SMALL.size * 0.6;
        let style = Style::SMALL.at(Anchor::End);
        drawing.lines(std::slice::from_ref(label), (axes.left - APART, label_top), style);
    }
    if let Some(band) = curve.band {
        draw_band(&mut drawing, curve.at, band, &axes);
    }
    for (index, line) in curve.lines.iter().enumerate() {
        draw_line(&mut drawing, curve.at, line, index, &axes);
    }
    drawing.line((axes.left, axes.bottom), (axes.right, axes.bottom), Paint::Ink, 0.75);
    let below = places(&mut drawing, curve, &axes);
    drawing.height = legend(&mut drawing, curve, &axes, below);
    drawing
}

/// The labels of the places across and what they are; gives where that ends.
fn places(drawing: &mut Drawing, curve: &Curve<'_>, axes: &Axes) -> f64 {
    let mut free_from = f64::MIN;
    for &place in curve.at {
        let (x, label) = (axes.x(place), of_value(&Cell::Count { value: place, cases: 0 }));
        let half = Style::SMALL.width(&label) / 2.0;
        // A label at the end may not leave the sheet.
        let middle = x.min(drawing.width - half);
        if middle - half < free_from {
            continue;
        }
        drawing.line((x, axes.bottom), (x, axes.bottom + 3.0), Paint::Ink, 0.75);
        drawing.lines(&[label], (middle, axes.bottom + 4.0), Style::SMALL.at(Anchor::Middle));
        free_from = middle + half + APART;
    }
    let top = axes.bottom + 4.0 + Style::SMALL.line_height();
    let title = wrapped(curve.across, axes.right - axes.left, Style::SMALL);
    drawing.lines(&title, (f64::midpoint(axes.left, axes.right), top), Style::SMALL.at(Anchor::Middle));
    top + height(title.len(), Style::SMALL)
}

/// What each line and the band are, one below the other; gives where that ends.
fn legend(drawing: &mut Drawing, curve: &Curve<'_>, axes: &Axes, top: f64) -> f64 {
    let mut top = top + 5.0;
    let text_left = axes.left + SAMPLE + 6.0;
    let room = axes.right - text_left;
    let middle = |top: f64| top + Style::SMALL.line_height() / 2.0;
    for (index, line) in curve.lines.iter().enumerate() {
        let (start, end) = ((axes.left, middle(top)), (axes.left + SAMPLE, middle(top)));
        stroke(drawing, vec![start, end], index);
        mark(drawing, (axes.left + SAMPLE / 2.0, middle(top)), index);
        let label = wrapped(&line.label, room, Style::SMALL);
        drawing.lines(&label, (text_left, top), Style::SMALL);
        top += height(label.len(), Style::SMALL) + 1.0;
    }
    if let Some(band) = curve.band {
        drawing.rectangle((axes.left, middle(top) - 3.5), (SAMPLE, 7.0), Some(Paint::Hair), Some(Paint::Quiet));
        let label = wrapped(&band.label, room, Style::SMALL);
        drawing.lines(&label, (text_left, top), Style::SMALL);
        top += height(label.len(), Style::SMALL) + 1.0;
    }
    top + 1.0
}

fn draw_band(drawing: &mut Drawing, at: &[u64], band: &CurveBand, axes: &Axes) {
    let edge = |values: &[f64]| -> Vec<(f64, f64)> {
        at.iter()
            .zip(values)
            .filter(|(_, value)| value.is_finite())
            .map(|(&place, &value)| (axes.x(place), axes.y(value)))
            .collect()
    };
    let (low, high) = (edge(&band.low), edge(&band.high));
    let around: Vec<(f64, f64)> = low.iter().copied().chain(high.iter().rev().copied()).collect();
    if around.len() > 2 {
        drawing.area(&around, Paint::Hair);
    }
    for points in [low, high] {
        for pair in points.windows(2) {
            drawing.line(pair[0], pair[1], Paint::Quiet, 0.5);
        }
    }
}

fn draw_line(drawing: &mut Drawing, at: &[u64], line: &CurveLine, index: usize, axes: &Axes) {
    let known = at.iter().zip(&line.values).filter(|(_, value)| value.is_finite());
    let points: Vec<(f64, f64)> = known.map(|(&place, &value)| (axes.x(place), axes.y(value))).collect();
    if points.len() <= MARKED {
        for &point in &points {
            mark(drawing, point, index);
        }
    }
    if points.len() > 1 {
        stroke(drawing, points, index);
    }
}

fn stroke(drawing: &mut Drawing, points: Vec<(f64, f64)>, index: usize) {
    let points = points.into_iter().map(|(x, y)| Point { x, y }).collect();
    drawing.shapes.push(Shape::Line { points, paint: palette::series(index), width: 1.5, dashed: index % 2 == 1 });
}

/// A square, a diamond, a triangle, by turns.
fn mark(drawing: &mut Drawing, (x, y): (f64, f64), index: usize) {
    let paint = palette::series(index);
    match index % 3 {
        0 => drawing.rectangle((x - 2.0, y - 2.0), (4.0, 4.0), Some(paint), None),
        1 => drawing.area(&[(x - 3.0, y), (x, y - 3.0), (x + 3.0, y), (x, y + 3.0)], paint),
        _ => drawing.area(&[(x - 2.8, y + 2.2), (x, y - 2.8), (x + 2.8, y + 2.2)], paint),
    }
}

/// The highest value that is drawn.
fn highest(curve: &Curve<'_>) -> f64 {
    let bands = curve.band.iter().flat_map(|band| band.low.iter().chain(&band.high));
    let values = curve.lines.iter().flat_map(|line| &line.values).chain(bands);
    values.copied().filter(|value| value.is_finite()).fold(0.0, f64::max)
}

/// From nothing up to the first step that is not below `highest`, in steps of 1, 2 or 5 and their tens.
fn ticks(highest: f64) -> Vec<f64> {
    let mut tens = 1.0;
    while highest / tens > STEPS * 5.0 {
        tens *= 10.0;
    }
    while highest > 0.0 && highest / tens < 1.0 && tens > 1e-6 {
        tens /= 10.0;
    }
    let fits = |step: &f64| highest / step <= STEPS;
    let step = [tens, tens * 2.0, tens * 5.0].into_iter().find(fits).unwrap_or(tens * 10.0);
    let count = (highest / step).ceil().clamp(1.0, STEPS);
    let steps = (0_u8..=9).map(f64::from).take_while(|&number| number <= count);
    steps.map(|number| number * step).collect()
}

/// A tick's value, with as many decimals as its lines have, unless it needs none.
fn tick_label(value: f64, decimals: u8) -> String {
    #[expect(clippy::float_cmp, reason = "whole numbers are printed whole")]
    let decimals = if value == value.round() { 0 } else { decimals.max(1) };
    cut(of_value(&Cell::Number { value, decimals }), TICK, Style::SMALL)
}

fn height(lines: usize, style: Style) -> f64 {
    as_f64(lines as u64) * style.line_height()
}

#[expect(clippy::cast_precision_loss, reason = "a place that is a hair off is not seen")]
const fn as_f64(value: u64) -> f64 {
    value as f64
}

/// Where each line ends, in words.
pub(super) fn description(curve: &Curve<'_>) -> String {
    let end = |line: &CurveLine| {
        let last = line.values.last().copied().unwrap_or_default();
        format!("{}: {last:.*}", line.label, usize::from(line.decimals))
    };
    let ends: Vec<String> = curve.lines.iter().map(end).collect();
    let last = curve.at.last().copied().unwrap_or_default();
    format!("{}, after {last} {}: {}.", curve.unit, curve.across, ends.join("; "))
}
