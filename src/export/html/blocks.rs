//! The blocks of a chapter, in reading order.

use maud::{Markup, html};

use super::super::cells;
use super::super::figure::{DrawnValue, Room, draw, inline_svg};
use super::super::numbering::{Numbering, figure_label};
use super::super::{tabulate, wording};
use super::beside::Beside;
use super::leads::Leads;
use super::table;
use crate::report::{Block, Figure, Inline, Quotation, Words};

/// Headings move up by `lift` levels.
pub(super) fn blocks(blocks: &[Block], lift: u8, numbering: &mut Numbering, leads: &dyn Leads) -> Markup {
    let one = |(index, block)| one_block(block, lift, numbering, leads, &Beside::of(blocks, index, leads));
    let parts: Vec<Markup> = blocks.iter().enumerate().map(one).collect();
    html! { @for part in &parts { (part) } }
}

fn one_block(block: &Block, lift: u8, numbering: &mut Numbering, leads: &dyn Leads, beside: &Beside<'_>) -> Markup {
    match block {
        Block::Heading { level, text } => heading((*level).max(2) - lift, text),
        Block::Paragraph(inlines) => html! { p dir="auto" { @for inline in inlines { (one_inline(inline, leads)) } } },
        Block::Table(table) => table::table(table, numbering.table(), leads),
        Block::Figure(figure) => one_figure(figure, numbering.figure(), beside),
        Block::Quotation(quotation) => one_quotation(quotation, leads),
        Block::Note(text) => html! { p.note dir="auto" { (text) } },
    }
}

/// Level 1 is a chapter's, level 2 stands below it.
fn heading(level: u8, text: &str) -> Markup {
    match level {
        0..=1 => html! { h2 dir="auto" { (text) } },
        2 => html! { h3 dir="auto" { (text) } },
        3 => html! { h4 dir="auto" { (text) } },
        4 => html! { h5 dir="auto" { (text) } },
        _ => html! { h6 dir="auto" { (text) } },
    }
}

fn one_inline(inline: &Inline, leads: &dyn Leads) -> Markup {
    match inline {
        Inline::Text(text) => html! { (text) },
        Inline::Strong(text) => html! { strong { (text) } },
        Inline::Emphasis(text) => html! { em { (text) } },
        Inline::Words(words) => html! { "“" bdi { (words.text) } "”" (times(words)) (place(words, leads)) },
    }
}

/// How many people gave just this answer, where it is more than one.
pub(super) fn times(words: &Words) -> Markup {
    html! { @if let Some(times) = cells::times(words) { span.times { (times) } } }
}

/// A way to where words stand, in a report that leads on.
pub(super) fn place(words: &Words, leads: &dyn Leads) -> Markup {
    html! {
        @if let Some(address) = leads.words(words) {
            " " a.place href=(address) title=(wording::IN_ITS_PLACE) aria-label=(wording::IN_ITS_PLACE) { "↗" }
        }
    }
}

fn one_quotation(quotation: &Quotation, leads: &dyn Leads) -> Markup {
    let attribution = &quotation.attribution;
    html! {
        figure.quotation {
            blockquote { p dir="auto" { "“" (quotation.words.text) "”" (times(&quotation.words)) (place(&quotation.words, leads)) } }
            @if !attribution.label.is_empty() || !attribution.attributes.is_empty() {
                figcaption dir="auto" {
                    "(" (attribution.label)
                    @for attribute in &attribution.attributes {
                        ", " span title=(attribute.name) { (attribute.value) }
                    }
                    ")"
                }
            }
        }
    }
}

/// A drawing for the page, one for a telephone in its place, and the numbers where the drawing does not print each.
fn one_figure(figure: &Figure, figure_number: usize, beside: &Beside<'_>) -> Markup {
    let id = format!("figure-{figure_number}");
    let way = |value: &DrawnValue| beside.way(figure, value);
    html! {
        figure.drawing aria-labelledby=(id) {
            figcaption id=(id) dir="auto" { b { (figure_label(figure_number)) "." } " " (figure.caption()) }
            (inline_svg(&draw(figure, Room::Page), &id, "page", &way))
            (inline_svg(&draw(figure, Room::Phone), &format!("{id}-narrow"), "narrow", &way))
            @if matches!(figure, Figure::Curve { .. } | Figure::Diverging { .. }) {
                details {
                    summary { (wording::NUMBERS) " " (figure_label(figure_number)) }
                    div.scroll role="region" tabindex="0" aria-labelledby=(id) { (table::bare(&tabulate::figure(figure))) }
                }
            }
        }
    }
}
