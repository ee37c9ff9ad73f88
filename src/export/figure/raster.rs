//! A drawing as pixels, the same on every machine: additions, multiplications and square roots of 64-bit numbers, nothing
//! that a processor or a library may do in its own way.
//!
//! A pixel's colour is mixed by how much of it a shape covers. Every edge of a shape leaves in each row what it covers to
//! its right; summed up along the row that is the coverage (the method of font-rs). Contours that overlap count once.

use super::drawing::{Anchor, DASH, Drawing, Paint, Point, STROKE, Shape, Text};
use super::font;
use super::palette::{Rgb, WHITE, on_paper};

/// Rows of pixels, three bytes each.
pub(super) struct Pixels {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) bytes: Vec<u8>,
}

/// A circle's corners, for round joints: an octagon, whose corners need no sine.
const CIRCLE: [(f64, f64); 8] = {
    const HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;
    [(1.0, 0.0), (HALF, HALF), (0.0, 1.0), (-HALF, HALF), (-1.0, 0.0), (-HALF, -HALF), (0.0, -1.0), (HALF, -HALF)]
};

/// Paints a drawing on white, at so many pixels a point.
pub(super) fn pixels(drawing: &Drawing, scale: f64) -> Pixels {
    let (width, height) = (whole(drawing.width * scale).max(1), whole(drawing.height * scale).max(1));
    let mut pixels = Pixels { width, height, bytes: vec![WHITE.0; width * height * 3] };
    for shape in &drawing.shapes {
        paint(&mut pixels, shape, scale);
    }
    pixels
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths on a sheet are small")]
fn whole(value: f64) -> usize {
    value.ceil().max(0.0) as usize
}

fn paint(pixels: &mut Pixels, shape: &Shape, scale: f64) {
    match shape {
        Shape::Rectangle { left, top, width, height, fill, stroke } => {
            let (right, bottom) = (left + width, top + height);
            if let Some(fill) = fill {
                pixels.fill(&[corners(*left, *top, right, bottom)], *fill, scale);
            }
            if let Some(stroke) = stroke {
                let half = STROKE / 2.0;
                let outer = corners(left - half, top - half, right + half, bottom + half);
                let mut inner = corners(left + half, top + half, right - half, bottom - half);
                inner.reverse();
                pixels.fill(&[outer, inner], *stroke, scale);
            }
        }
        Shape::Line { points, paint, width, dashed } => {
            let strokes = if *dashed { dashes(points) } else { vec![points.clone()] };
            let contours: Vec<Vec<Point>> = strokes.iter().flat_map(|points| stroked(points, *width)).collect();
            pixels.fill(&contours, *paint, scale);
        }
        Shape::Area { points, paint } => pixels.fill(std::slice::from_ref(points), *paint, scale),
        Shape::Text(text) => pixels.fill(&letters(text), text.paint, scale),
    }
}

fn letters(text: &Text) -> Vec<Vec<Point>> {
    let width = font::width(&text.text, text.size, text.bold);
    let start = match text.anchor {
        Anchor::Start => text.x,
        Anchor::Middle => text.x - width / 2.0,
        Anchor::End => text.x - width,
    };
    font::outlines(&text.text, start, text.y, text.size, text.bold)
}

fn corners(left: f64, top: f64, right: f64, bottom: f64) -> Vec<Point> {
    [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point { x, y }).to_vec()
}

/// A line as areas that all run the same way round: a strip for each piece, a disc for each joint.
fn stroked(points: &[Point], width: f64) -> Vec<Vec<Point>> {
    let half = width / 2.0;
    let mut contours = Vec::new();
    for pair in points.windows(2) {
        let (dx, dy) = (pair[1].x - pair[0].x, pair[1].y - pair[0].y);
        let length = (dx * dx + dy * dy).sqrt();
        if length > 0.0 {
            let (across_x, across_y) = (-dy / length * half, dx / length * half);
            let corner = |point: Point, side: f64| Point { x: point.x + across_x * side, y: point.y + across_y * side };
            contours.push(vec![
                corner(pair[0], -1.0),
                corner(pair[1], -1.0),
                corner(pair[1], 1.0),
                corner(pair[0], 1.0),
            ]);
        }
    }
    let joints = points.get(1..points.len().saturating_sub(1)).unwrap_or_default();
    contours.extend(
        joints.iter().map(|joint| CIRCLE.map(|(x, y)| Point { x: joint.x + x * half, y: joint.y + y * half }).to_vec()),
    );
    contours
}

/// The strokes of a dashed line.
fn dashes(points: &[Point]) -> Vec<Vec<Point>> {
    let mut strokes = Vec::new();
    let mut done = 0.0;
    let mut is_on = true;
    for pair in points.windows(2) {
        let (dx, dy) = (pair[1].x - pair[0].x, pair[1].y - pair[0].y);
        let length = (dx * dx + dy * dy).sqrt();
        let mut at = 0.0;
        while at < length {
            let next = (at + DASH - done).min(length);
            let place = |way: f64| Point { x: pair[0].x + dx * way / length, y: pair[0].y + dy * way / length };
            if is_on {
                strokes.push(vec![place(at), place(next)]);
            }
            done += next - at;
            if done + 1e-9 >= DASH {
                done = 0.0;
                is_on = !is_on;
            }
            at = next;
        }
    }
    strokes
}

impl Pixels {
    /// Paints what the contours enclose.
    fn fill(&mut self, contours: &[Vec<Point>], paint: Paint, scale: f64) {
        let Some(mut cover) = Cover::over(contours, scale, self.width, self.height) else { return };
        for contour in contours {
            let ends = contour.iter().cycle().skip(1);
            for (from, to) in contour.iter().zip(ends) {
                cover.edge((from.x * scale, from.y * scale), (to.x * scale, to.y * scale));
            }
        }
        let colour = on_paper(paint);
        for row in 0..cover.height {
            let mut sum = 0.0_f64;
            for column in 0..cover.width {
                sum += cover.changes[row * cover.stride + column];
                let start = ((cover.top + row) * self.width + cover.left + column) * 3;
                mix(&mut self.bytes[start..start + 3], colour, sum.abs().min(1.0));
            }
        }
    }
}

/// A pixel, with a colour over a part of it.
fn mix(pixel: &mut [u8], colour: Rgb, part: f64) {
    if part < 1.0 / 512.0 {
        return;
    }
    for (below, over) in pixel.iter_mut().zip([colour.0, colour.1, colour.2]) {
        let mixed = f64::from(*below) * (1.0 - part) + f64::from(over) * part;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between two bytes")]
        let mixed = (mixed + 0.5) as u8;
        *below = mixed;
    }
}

/// The pixels that a shape may touch, with how its coverage changes from one to the next.
struct Cover {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    stride: usize,
    changes: Vec<f64>,
}

impl Cover {
    /// None where the shape lies outside of the sheet.
    fn over(contours: &[Vec<Point>], scale: f64, sheet_width: usize, sheet_height: usize) -> Option<Self> {
        let mut bounds = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for point in contours.iter().flatten() {
            let (x, y) = (point.x * scale, point.y * scale);
            bounds = (bounds.0.min(x), bounds.1.min(y), bounds.2.max(x), bounds.3.max(y));
        }
        let (left, top) = (floor(bounds.0).min(sheet_width), floor(bounds.1).min(sheet_height));
        let (right, bottom) = (whole(bounds.2).min(sheet_width), whole(bounds.3).min(sheet_height));
        if left >= right || top >= bottom {
            return None;
        }
        let (width, height, stride) = (right - left, bottom - top, right - left + 2);
        Some(Self { left, top, width, height, stride, changes: vec![0.0; stride * height] })
    }

    /// One edge of a contour, in pixels of the sheet.
    fn edge(&mut self, from: (f64, f64), to: (f64, f64)) {
        #[expect(clippy::cast_precision_loss, reason = "pictures have few pixels")]
        let (left, top, width, height) = (self.left as f64, self.top as f64, self.width as f64, self.height as f64);
        let inside = |(x, y): (f64, f64)| ((x - left).clamp(0.0, width), (y - top).clamp(0.0, height));
        let (from, to) = (inside(from), inside(to));
        // Two points on one height come out exactly equal, and an edge between them covers nothing.
        #[expect(clippy::float_cmp, reason = "it guards a division by zero")]
        if from.1 == to.1 {
            return;
        }
        let (sign, (mut x, y_start), (x_end, y_end)) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        let slope = (x_end - x) / (y_end - y_start);
        for row in floor(y_start)..whole(y_end).min(self.height) {
            #[expect(clippy::cast_precision_loss, reason = "pictures have few pixels")]
            let (row_top, row_bottom) = (row as f64, row as f64 + 1.0);
            let high = row_bottom.min(y_end) - row_top.max(y_start);
            let next = (x + slope * high).clamp(0.0, width);
            self.piece(row, x, next, high * sign);
            x = next;
        }
    }

    /// A piece of an edge within one row: between two places, as high as a part of the row, signed.
    fn piece(&mut self, row: usize, from: f64, to: f64, high: f64) {
        let (start, end) = if from < to { (from, to) } else { (to, from) };
        let (first, last) = (floor(start), whole(end));
        let changes = &mut self.changes[row * self.stride..(row + 1) * self.stride];
        // How much of the height has been to the left already, and how much of the pixel before is covered.
        let (mut passed, mut before) = (0.0, 0.0);
        for (pixel, change) in changes.iter_mut().enumerate().take(last).skip(first) {
            #[expect(clippy::cast_precision_loss, reason = "pictures have few pixels")]
            let (pixel_start, pixel_end) = (pixel as f64, pixel as f64 + 1.0);
            let (enters, leaves) = (start.max(pixel_start), end.min(pixel_end));
            let run = if end > start { (leaves - enters) / (end - start) * high } else { high };
            let covered = passed + run * (pixel_end - 0.5 * (enters + leaves));
            *change += covered - before;
            passed += run;
            before = covered;
        }
        changes[last] += high - before;
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths on a sheet are small")]
fn floor(value: f64) -> usize {
    value.max(0.0) as usize
}
