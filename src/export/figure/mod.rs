//! Figures: numbers → shapes ([`drawing`]) → SVG in a page, SVG and PNG as files.
//!
//! A figure's own file decides where its shapes are; a picture format's file knows shapes and no figure. Sizes are those of
//! print: a figure is as wide as the text of an A4 page.

mod bars;
mod curve;
mod diverging;
mod drawing;
mod flow;
mod font;
mod palette;
mod png;
mod raster;
mod svg;
mod text;

use super::cells::{self, Shown};
use super::wording;
use crate::report::{Cell, Figure, Missing};
use curve::Curve;
use diverging::Diverging;

use drawing::Style;

pub(super) use diverging::{colour as colour_of_part, sides};
pub(super) use drawing::{Anchor, Drawing, DrawnValue, Paint, Point, Shape};
pub(super) use palette::{Rgb, colour, colour_of_line, on_paper};
pub(super) use png::png;
pub(super) use svg::{file as svg_file, inline as inline_svg};

/// How much room there is across.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// The text of an A4 page with margins of 25 mm.
    Page,
    /// A telephone held upright.
    Phone,
}

impl Room {
    /// In points.
    const fn width(self) -> f64 {
        match self {
            Self::Page => 453.5,
            Self::Phone => 246.0,
        }
    }
}

/// A figure as shapes.
pub(super) fn draw(figure: &Figure, room: Room) -> Drawing {
    if figure.is_empty() {
        let mut drawing = Drawing::new(room.width(), figure.caption(), wording::NOTHING.to_owned());
        drawing.lines(&[wording::NOTHING.to_owned()], (0.0, 0.0), Style::QUIET);
        drawing.height = Style::QUIET.line_height();
        return drawing;
    }
    match figure {
        Figure::Bars { caption, unit, bars } => bars::bars(caption, unit, bars, room),
        Figure::Flow { caption, steps } => flow::flow(caption, steps, room),
        Figure::Curve { caption, across, unit, at, lines, band } => {
            curve::curve(&Curve { caption, across, unit, at, lines, band: band.as_ref() }, room)
        }
        Figure::Diverging { caption, unit, points, rows } => {
            diverging::diverging(&Diverging { caption, unit, points, rows }, room)
        }
    }
}

/// A figure in words, for those who do not see it.
pub(super) fn description(figure: &Figure) -> String {
    match figure {
        Figure::Bars { unit, bars, .. } => bars::description(unit, bars),
        Figure::Flow { steps, .. } => flow::description(steps),
        Figure::Curve { caption, across, unit, at, lines, band } => {
            curve::description(&Curve { caption, across, unit, at, lines, band: band.as_ref() })
        }
        Figure::Diverging { caption, unit, points, rows } => {
            diverging::description(&Diverging { caption, unit, points, rows })
        }
    }
}

/// A value as a figure prints it: what is not shown is a word, for there is no note beside it to explain a sign.
fn of_value(cell: &Cell) -> String {
    match (cell, cells::shown(cell)) {
        (_, Shown::Figure(figure)) => figure.set(),
        (Cell::Suppressed(_), _) => wording::WITHHELD.to_owned(),
        (Cell::Missing(Missing::Blank), _) => wording::NO_ANSWER.to_owned(),
        _ => cells::plain(cell),
    }
}
