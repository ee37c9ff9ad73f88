//! Figures as tables of shaded and framed cells, which every word processor draws alike.
//!
//! A picture would have to be rastered to show everywhere. Cells stay sharp, can be edited, and say their numbers to
//! those who do not see them.

use super::super::cells::{self, Shown};
use super::super::{figure as drawn, tabulate, wording};
use super::blocks::caption;
use super::body::{Body, Paragraph};
use super::table::open;
use super::xml::Xml;
use crate::report::{Bar, Figure, FlowStep};

/// The bars' colour where they have none of their own.
const ACCENT: &str = "1F5F9E";
/// The label's part of the width, and the longest bar's part of what is left, in percent.
const LABEL: u32 = 34;
const LONGEST: u32 = 84;
/// Ends of bars lie on a grid of this width, in twentieths of a point.
const GRID: f64 = 20.0;

pub(super) fn figure(figure: &Figure, figure_number: usize, body: &mut Body) {
    let title = figure.caption();
    body.paragraph(caption(wording::FIGURE, figure_number, title));
    let mut xml = Xml::default();
    let description = drawn::description(figure);
    match figure {
        Figure::Bars { unit, bars, .. } => {
            if !unit.is_empty() {
                body.paragraph(Paragraph::text("Unit", unit));
            }
            let grid = BarGrid::new(bars, body.shape().text_width());
            open(&mut xml, "Drawing", &grid.widths, title, &description, |xml| bar_rows(xml, bars, &grid));
        }
        Figure::Curve { unit, .. } | Figure::Diverging { unit, .. } => {
            body.paragraph(Paragraph::text("Unit", unit));
            super::table::bare(&mut xml, &tabulate::figure(figure), title, &description, body.shape());
        }
        Figure::Flow { steps, .. } => {
            let width = body.shape().text_width().min(9_412);
            let widths = [width * 44 / 100, width * 8 / 100, width * 48 / 100];
            open(&mut xml, "Drawing", &widths, title, &description, |xml| flow_rows(xml, steps, widths));
        }
    }
    if figure.is_empty() {
        body.paragraph(Paragraph::text("TableText", wording::NOTHING));
    } else {
        body.table(xml.into_string());
    }
    body.paragraph(Paragraph { style: "TableEnd", ..Paragraph::default() });
}

/// Columns for the label, for every place where a bar ends, and for the rest.
struct BarGrid {
    widths: Vec<u32>,
    /// How many columns each bar spans.
    spans: Vec<usize>,
}

impl BarGrid {
    fn new(bars: &[Bar], width: u32) -> Self {
        let label = width * LABEL / 100;
        let room = width - label;
        let longest = f64::from(room * LONGEST / 100);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page's width is a small number")]
        let end = |length: f64| {
            let steps = (length * longest / GRID).round();
            (if length > 0.0 { steps.max(1.0) } else { 0.0 } * GRID) as u32
        };
        let ends: Vec<u32> = drawn::bar_lengths(bars).into_iter().map(end).collect();
        let mut places: Vec<u32> = ends.iter().copied().filter(|&end| end > 0).collect();
        places.push(room);
        places.sort_unstable();
        places.dedup();
        let spans = ends.iter().map(|end| places.iter().take_while(|place| *place <= end).count()).collect();
        let mut widths = vec![label];
        widths.extend(places.iter().scan(0, |before, &place| Some(place - std::mem::replace(before, place))));
        Self { widths, spans }
    }
}

fn bar_rows(xml: &mut Xml, bars: &[Bar], grid: &BarGrid) {
    let columns = grid.widths.len() - 1;
    for (index, (bar, &span)) in bars.iter().zip(&grid.spans).enumerate() {
        let keep = index + 1 < bars.len();
        let fill = drawn::colour(bar).map_or(ACCENT.to_owned(), |colour| colour.trim_start_matches('#').to_uppercase());
        let value = match cells::shown(&bar.value) {
            Shown::Figure(figure) => figure.set(),
            _ => cells::plain(&bar.value),
        };
        let width = |from: usize, span: usize| grid.widths.iter().skip(from).take(span).sum();
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| xml.append("<w:cantSplit/>"));
            let label = Paragraph { keep_next: keep, ..Paragraph::text("TableText", &bar.label) };
            cell(xml, width(0, 1), 1, &Frame::Open, &label);
            if span > 0 {
                let bar = Paragraph { shade: Some(fill), ..Paragraph::text("TableText", "") };
                cell(xml, width(1, span), span, &Frame::Tight, &bar);
            }
            let rest = columns - span;
            cell(xml, width(1 + span, rest), rest, &Frame::Open, &Paragraph::text("TableTotal", &value));
        });
    }
}

fn flow_rows(xml: &mut Xml, steps: &[FlowStep], widths: [u32; 3]) {
    let arrow = |text: &str| Paragraph { align: Some("center"), ..Paragraph::text("Arrow", text) }.keep_next();
    let nothing = || Paragraph::text("TableText", "").keep_next();
    for (index, step) in steps.iter().enumerate() {
        if index > 0 || !step.left.is_empty() {
            let reasons: Vec<String> =
                step.left.iter().map(|(reason, count)| format!("{reason} (n = {count})")).collect();
            let frame = if reasons.is_empty() { Frame::Open } else { Frame::Boxed };
            let side = Paragraph::text("TableText", &reasons.join("\n")).keep_next();
            let across = if reasons.is_empty() { nothing() } else { arrow("→") };
            flow_row(xml, widths, &[(&Frame::Open, arrow("↓")), (&Frame::Open, across), (&frame, side)]);
        }
        let main = Paragraph::text("TableTotal", &format!("{} (n = {})", step.label, step.count));
        let main = if index + 1 < steps.len() { main.keep_next() } else { main };
        flow_row(xml, widths, &[(&Frame::Boxed, main), (&Frame::Open, nothing()), (&Frame::Open, nothing())]);
    }
}

fn flow_row(xml: &mut Xml, widths: [u32; 3], cells: &[(&Frame, Paragraph); 3]) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.append("<w:cantSplit/>"));
        for ((frame, paragraph), width) in cells.iter().zip(widths) {
            cell(xml, width, 1, frame, paragraph);
        }
    });
}

/// What surrounds a cell of a drawing.
enum Frame {
    Open,
    Boxed,
    /// Without margins at the sides.
    Tight,
}

fn cell(xml: &mut Xml, width: u32, span: usize, frame: &Frame, paragraph: &Paragraph) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if span > 1 {
                xml.value("w:gridSpan", &span.to_string());
            }
            match frame {
                Frame::Open => {}
                Frame::Boxed => xml.element("w:tcBorders", &[], |xml| {
                    for name in ["w:top", "w:left", "w:bottom", "w:right"] {
                        let line = [("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "404040")];
                        xml.empty(name, &line);
                    }
                }),
                Frame::Tight => xml.element("w:tcMar", &[], |xml| {
                    for name in ["w:left", "w:right"] {
                        xml.empty(name, &[("w:w", "0"), ("w:type", "dxa")]);
                    }
                }),
            }
            xml.value("w:vAlign", "center");
        });
        paragraph.write(xml);
    });
}
