//! A drawing as SVG: inside a page, whose colours it takes, and as a file with colours of its own.
//!
//! Both hold nothing but shapes and text. A drawing carries its own role, title and description.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use super::drawing::{Anchor, DASH, Drawing, DrawnValue, Paint, Point, STROKE, Shape, Text};
use super::font::FAMILIES;
use super::palette::on_paper;

/// A pixel of a page is three quarters of a point.
const PIXELS: f64 = 4.0 / 3.0;

/// A drawing as an element of a page. What a paint is for becomes a class, so that the page's style says its colour, by
/// day and by night. `id` makes the ids inside it, and has to be the only one of its kind on the page. A value that `leads`
/// gives an address for is a link; a drawing with links is no image, whose parts nobody could reach.
pub(in crate::export) fn inline(
    drawing: &Drawing,
    id: &str,
    class: &str,
    leads: &dyn Fn(&DrawnValue) -> Option<String>,
) -> Markup {
    let ways: Vec<(&DrawnValue, String)> =
        drawing.values.iter().filter_map(|value| Some((value, leads(value)?))).collect();
    let role = if ways.is_empty() { "img" } else { "group" };
    let shapes = PreEscaped(shapes(drawing, Look::Page, &ways));
    html! {
        svg class=(class) xmlns="http://www.w3.org/2000/svg" role=(role) viewBox=(view_box(drawing))
            width=(number(drawing.width * PIXELS)) height=(number(drawing.height * PIXELS))
            aria-labelledby={ (id) "-title" @if ways.is_empty() { " " (id) "-desc" } } {
            title id={ (id) "-title" } { (drawing.title) }
            desc id={ (id) "-desc" } { (drawing.description) }
            (shapes)
        }
    }
}

/// A drawing as a file of its own, as it looks on paper.
pub(in crate::export) fn file(drawing: &Drawing) -> String {
    let shapes = PreEscaped(shapes(drawing, Look::Paper, &[]));
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox=(view_box(drawing))
            width={ (number(drawing.width)) "pt" } height={ (number(drawing.height)) "pt" }
            font-family=(FAMILIES) aria-labelledby="title desc" {
            title id="title" { (drawing.title) }
            desc id="desc" { (drawing.description) }
            (shapes)
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.into_string())
}

/// Who says what colours are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Page,
    Paper,
}

fn view_box(drawing: &Drawing) -> String {
    format!("0 0 {} {}", number(drawing.width), number(drawing.height))
}

/// A length, to a hundredth of a point, in as few signs as say it.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A link around the shapes of a value, over all the room that it has.
fn begun(value: &DrawnValue, address: &str) -> String {
    let [left, top] = [value.place.0, value.place.1].map(number);
    let [width, height] = [value.size.0, value.size.1].map(number);
    let room = html! { rect class="room" x=(left) y=(top) width=(width) height=(height) fill="none" {} };
    // A title, not a label: what stands in the link is part of its name as it is read.
    let link = html! { a href=(address) { title { (value.name) } (room) } }.into_string();
    link.strip_suffix("</a>").map_or_else(String::new, str::to_owned)
}

fn shapes(drawing: &Drawing, look: Look, ways: &[(&DrawnValue, String)]) -> String {
    let mut svg = String::new();
    for (index, shape) in drawing.shapes.iter().enumerate() {
        for (value, address) in ways.iter().filter(|(value, _)| value.shapes.0 == index) {
            svg.push_str(&begun(value, address));
        }
        match shape {
            Shape::Rectangle { left, top, width, height, fill, stroke } => {
                let [left, top, width, height] = [left, top, width, height].map(|&length| number(length));
                write!(svg, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"").expect(FITS);
                paint_both(&mut svg, *fill, *stroke, look);
                svg.push_str("/>");
            }
            Shape::Line { points, paint, width, dashed } => {
                write!(svg, "<polyline points=\"{}\"", places(points)).expect(FITS);
                paint_both(&mut svg, None, Some(*paint), look);
                let width = number(*width);
                write!(svg, " stroke-width=\"{width}\" stroke-linejoin=\"round\"").expect(FITS);
                if *dashed {
                    write!(svg, " stroke-dasharray=\"{DASH} {DASH}\"").expect(FITS);
                }
                svg.push_str("/>");
            }
            Shape::Area { points, paint } => {
                write!(svg, "<polygon points=\"{}\"", places(points)).expect(FITS);
                paint_both(&mut svg, Some(*paint), None, look);
                svg.push_str("/>");
            }
            Shape::Text(text) => svg.push_str(&label(text, look).into_string()),
        }
        if ways.iter().any(|(value, _)| value.shapes.1 == index + 1) {
            svg.push_str("</a>");
        }
    }
    svg
}

const FITS: &str = "a string takes all that is written";

fn places(points: &[Point]) -> String {
    points.iter().map(|point| format!("{},{}", number(point.x), number(point.y))).collect::<Vec<_>>().join(" ")
}

fn label(text: &Text, look: Look) -> Markup {
    let anchor = match text.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    let (class, fill) = match look {
        Look::Page => (Some(fill_class(text.paint)), own(text.paint)),
        Look::Paper => (None, Some(on_paper(text.paint).hex())),
    };
    // Anchors are left and right of the sheet, whichever way the page and the words run.
    html! {
        text class=[class] x=(number(text.x)) y=(number(text.y)) font-size=(number(text.size))
            font-weight=[text.bold.then_some("bold")] text-anchor=[anchor] fill=[fill] direction="ltr" { (text.text) }
    }
}

fn paint_both(svg: &mut String, fill: Option<Paint>, stroke: Option<Paint>, look: Look) {
    if look == Look::Page {
        let classes: Vec<&str> = fill.map(fill_class).into_iter().chain(stroke.map(stroke_class)).collect();
        if !classes.is_empty() {
            write!(svg, " class=\"{}\"", classes.join(" ")).expect(FITS);
        }
    }
    let colour = |paint: Paint| match look {
        Look::Page => own(paint),
        Look::Paper => Some(on_paper(paint).hex()),
    };
    let fill = fill.map_or(Some("none".to_owned()), colour);
    if let Some(fill) = &fill {
        write!(svg, " fill=\"{fill}\"").expect(FITS);
    }
    if let Some(stroke) = stroke.and_then(colour) {
        write!(svg, " stroke=\"{stroke}\"").expect(FITS);
    }
    if stroke.is_some() && fill.as_deref() != Some("none") {
        write!(svg, " stroke-width=\"{STROKE}\"").expect(FITS);
    }
}

/// A colour that is the shape's own, not the page's.
fn own(paint: Paint) -> Option<String> {
    if let Paint::Colour(colour) = paint { Some(colour.hex()) } else { None }
}

const fn fill_class(paint: Paint) -> &'static str {
    match paint {
        Paint::Ink => "ink",
        Paint::Quiet => "quiet",
        Paint::Hair => "hair",
        Paint::Accent => "accent",
        Paint::Colour(_) => "own",
    }
}

const fn stroke_class(paint: Paint) -> &'static str {
    match paint {
        Paint::Ink => "ink-line",
        Paint::Quiet => "quiet-line",
        Paint::Hair => "hair-line",
        Paint::Accent => "accent-line",
        Paint::Colour(_) => "own-line",
    }
}
