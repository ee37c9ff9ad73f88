//! Sample flows, drawn as CONSORT and PRISMA have them: who stayed goes down, who left goes to the right.

use maud::{Markup, html};

use super::text::wrapped;
use crate::report::FlowStep;

const WIDTH: usize = 640;
const MAIN_WIDTH: usize = 300;
const SIDE_LEFT: usize = 350;
const SIDE_WIDTH: usize = WIDTH - SIDE_LEFT - 1;
const LINE_HEIGHT: usize = 18;
const PADDING: usize = 10;
const ARROW: usize = 26;
/// Characters that fit into a box.
const MAIN_CHARACTERS: usize = 38;
const SIDE_CHARACTERS: usize = 36;

pub(super) fn flow(caption: &str, steps: &[FlowStep], id: &str) -> Markup {
    let mut top = 1;
    let mut drawn = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        if index > 0 || !step.left.is_empty() {
            let (markup, bottom) = way_down(step, top);
            drawn.push(markup);
            top = bottom;
        }
        let (markup, bottom) = boxed(&main_lines(step), "stay", 1, MAIN_WIDTH, top);
        drawn.push(markup);
        top = bottom;
    }
    html! {
        svg.flow xmlns="http://www.w3.org/2000/svg" role="img" viewBox={ "0 0 " (WIDTH) " " (top + 1) }
            width=(WIDTH) height=(top + 1) aria-labelledby={ (id) "-title " (id) "-desc" } {
            title id={ (id) "-title" } { (caption) }
            desc id={ (id) "-desc" } { (description(steps)) }
            @for part in &drawn { (part) }
        }
    }
}

/// The arrow to a step, with the box of those who left on the way, and where it ends.
fn way_down(step: &FlowStep, top: usize) -> (Markup, usize) {
    let middle = MAIN_WIDTH / 2;
    if step.left.is_empty() {
        return (arrow_down(middle, top, top + ARROW), top + ARROW);
    }
    let lines: Vec<String> = step
        .left
        .iter()
        .flat_map(|(reason, count)| wrapped(&format!("{reason} (n = {count})"), SIDE_CHARACTERS))
        .collect();
    let (side, side_bottom) = boxed(&lines, "leave", SIDE_LEFT, SIDE_WIDTH, top + 12);
    let bottom = side_bottom + 12;
    let across = usize::midpoint(top + 12, side_bottom);
    let markup = html! {
        (arrow_down(middle, top, bottom))
        path.line d={ "M" (middle) " " (across) "H" (SIDE_LEFT - 6) } {}
        path.head d={ "M" (SIDE_LEFT - 8) " " (across - 4) "l8 4l-8 4z" } {}
        (side)
    };
    (markup, bottom)
}

fn arrow_down(x: usize, top: usize, bottom: usize) -> Markup {
    html! {
        path.line d={ "M" (x) " " (top) "V" (bottom - 6) } {}
        path.head d={ "M" (x - 4) " " (bottom - 8) "l4 8l4 -8z" } {}
    }
}

/// A box with lines of text in it, and where it ends.
fn boxed(lines: &[String], class: &str, left: usize, width: usize, top: usize) -> (Markup, usize) {
    let height = lines.len() * LINE_HEIGHT + 2 * PADDING - 4;
    let markup = html! {
        rect class=(class) x=(left) y=(top) width=(width) height=(height) rx="2" {}
        text class=(class) {
            @for (index, line) in lines.iter().enumerate() {
                tspan x=(left + 12) y=(top + PADDING + index * LINE_HEIGHT + 11) { (line) " " }
            }
        }
    };
    (markup, top + height)
}

fn main_lines(step: &FlowStep) -> Vec<String> {
    wrapped(&format!("{} (n = {})", step.label, step.count), MAIN_CHARACTERS)
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
