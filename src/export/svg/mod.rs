//! Figures as SVG: drawn once, for page and print alike.
//!
//! A drawing carries its own role, title and description, takes its colours from the page (`currentColor`, so that it
//! follows dark mode) and holds nothing but shapes and text.

mod bars;
mod flow;
mod text;

use maud::Markup;

use crate::report::{CurveLine, Figure};

/// A figure as an `svg` element. `id` makes the ids inside it, and has to be the only one of its kind on the page.
pub(super) fn svg(figure: &Figure, id: &str) -> Markup {
    match figure {
        Figure::Bars { caption, unit, bars } => bars::bars(caption, unit, bars, id),
        Figure::Flow { caption, steps } => flow::flow(caption, steps, id),
        Figure::Curve { .. } => Markup::default(),
        // Printed as a table of its numbers.
        Figure::Diverging { .. } => Markup::default(),
    }
}

/// A figure in words, for those who do not see it.
pub(super) fn description(figure: &Figure) -> String {
    match figure {
        Figure::Bars { unit, bars, .. } => bars::description(unit, bars),
        Figure::Flow { steps, .. } => flow::description(steps),
        Figure::Curve { across, unit, at, lines, .. } => {
            let end = |line: &CurveLine| {
                let last = line.values.last().copied().unwrap_or_default();
                format!("{}: {last:.*}", line.label, usize::from(line.decimals))
            };
            let ends: Vec<String> = lines.iter().map(end).collect();
            format!("{unit}, after {} {across}: {}.", at.last().copied().unwrap_or_default(), ends.join("; "))
        }
        Figure::Diverging { unit, .. } => unit.clone(),
    }
}

pub(super) use bars::{bar_lengths, colour};
