//! Sample flows, drawn as CONSORT and PRISMA have them: who stayed goes down, who left goes to the right.

use super::drawing::{Drawing, Paint, Style};
use super::text::{NO_BREAK, wrapped};
use super::{Room, wording};
use crate::report::FlowStep;

/// What is above and below the text in a box, and left and right of it.
const PADDING: f64 = 6.0;
const SIDE_PADDING: f64 = 8.0;
/// An arrow without a box beside it; the space above and below one that is.
const ARROW: f64 = 22.0;
const CLEAR: f64 = 10.0;
/// A box's line lies half outside of it.
const EDGE: f64 = 0.5;

/// Where boxes stand: from where to how wide.
struct Columns {
    main: (f64, f64),
    side: (f64, f64),
    /// Where the way down is.
    way: f64,
}

impl Columns {
    fn of(room: Room) -> Self {
        let width = room.width() - 2.0 * EDGE;
        match room {
            Room::Page => {
                let main = width * 0.46;
                Self { main: (EDGE, main), side: (EDGE + width * 0.54, width * 0.46), way: EDGE + main / 2.0 }
            }
            // Side boxes are set in, below the box that they leave.
            Room::Phone => Self { main: (EDGE, width), side: (EDGE + 44.0, width - 44.0), way: EDGE + 20.0 },
        }
    }
}

pub(super) fn flow(caption: &str, steps: &[FlowStep], room: Room) -> Drawing {
    let mut drawing = Drawing::new(room.width(), caption, description(steps));
    let columns = Columns::of(room);
    let mut top = EDGE;
    for (index, step) in steps.iter().enumerate() {
        if index > 0 || !step.left.is_empty() {
            top = way_down(&mut drawing, &columns, step, top);
        }
        let text = counted(&step.label, step.count);
        let lines = wrapped(&text, columns.main.1 - 2.0 * SIDE_PADDING, Style::BOLD);
        top = boxed(&mut drawing, &[(lines, Style::BOLD)], columns.main, top, Paint::Ink);
    }
    drawing.height = top + EDGE;
    drawing
}

/// The arrow to a step, with the box of those who left on the way; gives where it ends.
fn way_down(drawing: &mut Drawing, columns: &Columns, step: &FlowStep, top: f64) -> f64 {
    let way = columns.way;
    if step.left.is_empty() {
        arrow_down(drawing, way, top, top + ARROW);
        return top + ARROW;
    }
    let width = columns.side.1 - 2.0 * SIDE_PADDING;
    let reasons = step.left.iter().flat_map(|(reason, count)| wrapped(&counted(reason, *count), width, Style::PLAIN));
    let mut parts = vec![(reasons.collect(), Style::PLAIN)];
    if step.left.len() > 1 {
        let all = step.left.iter().fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
        parts.insert(0, (wrapped(&counted(wording::LEFT_OUT, all), width, Style::BOLD), Style::BOLD));
    }
    let side_top = top + CLEAR;
    let side_bottom = boxed(drawing, &parts, columns.side, side_top, Paint::Quiet);
    let bottom = side_bottom + CLEAR;
    let across = f64::midpoint(side_top, side_bottom);
    drawing.line((way, across), (columns.side.0 - 6.0, across), Paint::Quiet, 0.75);
    let tip = columns.side.0 - 1.0;
    drawing.area(&[(tip, across), (tip - 6.0, across - 3.0), (tip - 6.0, across + 3.0)], Paint::Quiet);
    arrow_down(drawing, way, top, bottom);
    bottom
}

fn arrow_down(drawing: &mut Drawing, x: f64, top: f64, bottom: f64) {
    drawing.line((x, top), (x, bottom - 6.0), Paint::Quiet, 0.75);
    let tip = bottom - 1.0;
    drawing.area(&[(x, tip), (x - 3.0, tip - 6.0), (x + 3.0, tip - 6.0)], Paint::Quiet);
}

/// Who, and how many, whose number stays on one line.
fn counted(who: &str, count: u64) -> String {
    format!("{who} ({}{NO_BREAK}={NO_BREAK}{count})", wording::COUNT)
}

/// A box with lines of text in it; gives where it ends.
fn boxed(drawing: &mut Drawing, parts: &[(Vec<String>, Style)], place: (f64, f64), top: f64, line: Paint) -> f64 {
    let mut text_top = top + PADDING;
    for (lines, style) in parts {
        drawing.lines(lines, (place.0 + SIDE_PADDING, text_top), *style);
        text_top += lines.iter().map(|_| style.line_height()).sum::<f64>();
    }
    let height = text_top + PADDING - 1.0 - top;
    drawing.rectangle((place.0, top), (place.1, height), None, Some(line));
    top + height
}

/// The flow in words, for those who do not see it.
pub(super) fn description(steps: &[FlowStep]) -> String {
    let mut sentences = Vec::new();
    for step in steps {
        sentences.extend(step.left.iter().map(|(reason, count)| format!("− {count} ({reason})")));
        sentences.push(format!("{}: {}", step.label, step.count));
    }
    sentences.join("; ")
}
