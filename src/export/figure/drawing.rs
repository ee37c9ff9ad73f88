//! A figure as plain shapes, measured in points, from which every picture format is made.
//!
//! Whoever writes pictures needs four shapes and no more: rectangles, lines, areas and texts, painted in this order. Text is
//! measured with the font that prints it ([`font`](super::font)), so that nothing is cut and no label runs into another.

use super::font;
use super::palette::Rgb;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::export) struct Point {
    pub(in crate::export) x: f64,
    pub(in crate::export) y: f64,
}

/// Shapes on a sheet whose upper left corner is (0, 0); y goes down. Every length is in points, of which 72 are an inch.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) struct Drawing {
    pub(in crate::export) width: f64,
    pub(in crate::export) height: f64,
    /// The caption.
    pub(in crate::export) title: String,
    /// What the figure shows, in words, for those who do not see it.
    pub(in crate::export) description: String,
    /// What is painted first stands first.
    pub(in crate::export) shapes: Vec<Shape>,
    /// Which shapes show one value, in the order of the shapes.
    pub(in crate::export) values: Vec<DrawnValue>,
}

/// A value of a figure where it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) struct DrawnValue {
    /// Which bar, and which part of it; a bar that is not stacked is its only part.
    pub(in crate::export) row: usize,
    pub(in crate::export) part: usize,
    /// Its shapes: the first of them, and the one after the last.
    pub(in crate::export) shapes: (usize, usize),
    /// The room that belongs to it: upper left corner, width and height.
    pub(in crate::export) place: (f64, f64),
    pub(in crate::export) size: (f64, f64),
    /// Its label and itself, in words.
    pub(in crate::export) name: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) enum Shape {
    Rectangle {
        left: f64,
        top: f64,
        width: f64,
        height: f64,
        fill: Option<Paint>,
        /// A line around it, half a point wide, half of it inside.
        stroke: Option<Paint>,
    },
    /// A line through points, with round joints.
    Line {
        points: Vec<Point>,
        paint: Paint,
        width: f64,
        dashed: bool,
    },
    /// A filled polygon that does not cross itself.
    Area {
        points: Vec<Point>,
        paint: Paint,
    },
    Text(Text),
}

/// The width of the line around a rectangle.
pub(in crate::export) const STROKE: f64 = 0.5;
/// The lengths of the strokes and gaps of a dashed line.
pub(in crate::export) const DASH: f64 = 3.0;

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_field_names, reason = "its text is its text")]
pub(in crate::export) struct Text {
    /// Where it starts, is centred or ends.
    pub(in crate::export) x: f64,
    /// Its base line.
    pub(in crate::export) y: f64,
    pub(in crate::export) size: f64,
    pub(in crate::export) bold: bool,
    pub(in crate::export) anchor: Anchor,
    pub(in crate::export) paint: Paint,
    pub(in crate::export) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Anchor {
    Start,
    Middle,
    End,
}

/// What a shape is painted with: a part that it plays, whose colour the page decides, or a colour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Paint {
    /// Text and rules.
    Ink,
    /// Small print and arrows.
    Quiet,
    /// Lines of a grid.
    Hair,
    /// What the study gave no colour.
    Accent,
    Colour(Rgb),
}

impl Drawing {
    pub(super) fn new(width: f64, title: &str, description: String) -> Self {
        Self { width, height: 0.0, title: title.to_owned(), description, shapes: Vec::new(), values: Vec::new() }
    }

    /// The shapes since there were `first` of them show this value.
    pub(super) fn value(
        &mut self,
        (row, part): (usize, usize),
        first: usize,
        place: (f64, f64),
        size: (f64, f64),
        name: String,
    ) {
        self.values.push(DrawnValue { row, part, shapes: (first, self.shapes.len()), place, size, name });
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), paint: Paint, width: f64) {
        let points = [from, to].map(|(x, y)| Point { x, y }).to_vec();
        self.shapes.push(Shape::Line { points, paint, width, dashed: false });
    }

    pub(super) fn area(&mut self, points: &[(f64, f64)], paint: Paint) {
        let points = points.iter().map(|&(x, y)| Point { x, y }).collect();
        self.shapes.push(Shape::Area { points, paint });
    }

    pub(super) fn rectangle(
        &mut self,
        place: (f64, f64),
        size: (f64, f64),
        fill: Option<Paint>,
        stroke: Option<Paint>,
    ) {
        let ((left, top), (width, height)) = (place, size);
        self.shapes.push(Shape::Rectangle { left, top, width, height, fill, stroke });
    }

    /// Lines of text from `top` on, in a style.
    pub(super) fn lines(&mut self, lines: &[String], place: (f64, f64), style: Style) {
        let mut base = place.1 + font::ASCENT * style.size;
        for line in lines {
            self.shapes.push(Shape::Text(Text {
                x: place.0,
                y: base,
                size: style.size,
                bold: style.bold,
                anchor: style.anchor,
                paint: style.paint,
                text: line.clone(),
            }));
            base += style.line_height();
        }
    }
}

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) anchor: Anchor,
    pub(super) paint: Paint,
}

impl Style {
    pub(super) const PLAIN: Self = Self { size: 9.0, bold: false, anchor: Anchor::Start, paint: Paint::Ink };
    pub(super) const BOLD: Self = Self { bold: true, ..Self::PLAIN };
    pub(super) const QUIET: Self = Self { paint: Paint::Quiet, ..Self::PLAIN };
    pub(super) const SMALL: Self = Self { size: 8.0, ..Self::PLAIN };

    pub(super) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// From one base line to the next.
    pub(super) fn line_height(self) -> f64 {
        self.size * 1.25
    }

    pub(super) fn width(self, text: &str) -> f64 {
        font::width(text, self.size, self.bold)
    }
}
