//! The font of figures: how wide a text is, and the outlines of its letters.
//!
//! Arimo, regular and bold, without hints and with the letters of Latin, Greek and Cyrillic only; its licence stands beside
//! it. It is as wide as Arial, Helvetica and Liberation Sans letter by letter, so that a picture that names those prints as
//! it was measured here. A letter that it has not is as wide as others of its kind, and a box where only pixels are drawn.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unicode_width::UnicodeWidthChar;

use super::drawing::Point;

/// The families that have these widths, for formats that name a font.
pub(in crate::export) const FAMILIES: &str = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif";
/// How far letters reach above the base line, as a part of the size.
pub(super) const ASCENT: f64 = 0.93;

/// The width of a column of a character of unknown font, as a part of the size.
const UNKNOWN: f64 = 0.58;
/// Into how many straight lines a curve of an outline is cut.
const CURVE_STEPS: u32 = 6;

static REGULAR: LazyLock<Face<'static>> = LazyLock::new(|| face(include_bytes!("font/regular.ttf")));
static BOLD: LazyLock<Face<'static>> = LazyLock::new(|| face(include_bytes!("font/bold.ttf")));

fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::parse(bytes, 0).expect("the font that ships is sound")
}

fn of(bold: bool) -> &'static Face<'static> {
    if bold { &BOLD } else { &REGULAR }
}

/// How wide a line of text is, in the unit of `size`.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().map(|letter| advance(of(bold), letter)).sum::<f64>() * size
}

/// How far a letter moves what follows, as a part of the size.
fn advance(face: &Face<'_>, letter: char) -> f64 {
    let known = face.glyph_index(letter).and_then(|glyph| face.glyph_hor_advance(glyph));
    #[expect(clippy::cast_precision_loss, reason = "a letter is one or two columns wide")]
    let columns = letter.width().unwrap_or(0) as f64;
    known.map_or(columns * UNKNOWN, |advance| f64::from(advance) / f64::from(face.units_per_em()))
}

/// The outlines of a line of text whose base line starts at (`x`, `y`): closed contours, inner ones the other way round.
pub(super) fn outlines(text: &str, x: f64, y: f64, size: f64, bold: bool) -> Vec<Vec<Point>> {
    let face = of(bold);
    let scale = size / f64::from(face.units_per_em());
    let mut outline = Outline { contours: Vec::new(), x, y, scale };
    for letter in text.chars() {
        let width = advance(face, letter) * size;
        match face.glyph_index(letter) {
            Some(glyph) => outline.glyph(face, glyph),
            None if width > 0.0 => outline.frame(width, size),
            None => {}
        }
        outline.x += width;
    }
    outline.contours
}

struct Outline {
    contours: Vec<Vec<Point>>,
    x: f64,
    y: f64,
    scale: f64,
}

impl Outline {
    fn glyph(&mut self, face: &Face<'_>, glyph: GlyphId) {
        // A space has no outline.
        let _bounds = face.outline_glyph(glyph, self);
    }

    /// A box in place of a letter that the font has not.
    fn frame(&mut self, width: f64, size: f64) {
        let (left, right) = (self.x + 0.06 * size, self.x + width - 0.06 * size);
        let (top, bottom) = (self.y - 0.68 * size, self.y);
        let inset = 0.06 * size;
        let outer = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let inner = [
            (left + inset, top + inset),
            (left + inset, bottom - inset),
            (right - inset, bottom - inset),
            (right - inset, top + inset),
        ];
        self.contours.extend([outer, inner].map(|corners| corners.map(|(x, y)| Point { x, y }).to_vec()));
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: self.x + f64::from(x) * self.scale, y: self.y - f64::from(y) * self.scale }
    }

    fn push(&mut self, point: Point) {
        if let Some(contour) = self.contours.last_mut() {
            contour.push(point);
        }
    }

    fn last(&self) -> Option<Point> {
        self.contours.last().and_then(|contour| contour.last()).copied()
    }

    /// A curve as straight lines, by a function of where it is from 0 to 1.
    fn curve(&mut self, at: impl Fn(f64) -> Point) {
        for step in 1..=CURVE_STEPS {
            self.push(at(f64::from(step) / f64::from(CURVE_STEPS)));
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let start = self.point(x, y);
        self.contours.push(vec![start]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(self.point(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let Some(start) = self.last() else { return };
        let (control, end) = (self.point(x1, y1), self.point(x, y));
        self.curve(|part| {
            let rest = 1.0 - part;
            mixed(&[(start, rest * rest), (control, 2.0 * part * rest), (end, part * part)])
        });
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let Some(start) = self.last() else { return };
        let (first, second, end) = (self.point(x1, y1), self.point(x2, y2), self.point(x, y));
        self.curve(|part| {
            let rest = 1.0 - part;
            let (near, far) = (3.0 * rest * rest * part, 3.0 * rest * part * part);
            mixed(&[(start, rest * rest * rest), (first, near), (second, far), (end, part * part * part)])
        });
    }

    fn close(&mut self) {}
}

/// Points, each by its weight.
fn mixed(points: &[(Point, f64)]) -> Point {
    let sum = |side: fn(&Point) -> f64| points.iter().map(|(point, weight)| weight * side(point)).sum();
    Point { x: sum(|point| point.x), y: sum(|point| point.y) }
}
