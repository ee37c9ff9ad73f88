//! The blocks of a report as paragraphs and tables.

use super::super::cells;
use super::super::numbering::Numbering;
use super::super::wording;
use super::body::{Body, Paragraph};
use super::contents::{Target, is_listed, marked};
use super::run::{Look, field, is_right_to_left, run};
use super::{figure, table};
use crate::report::{Block, Inline, Quotation};

/// So many lines on how a report was made are kept on one page.
const KEPT_TOGETHER: usize = 12;

/// Headings move up by `lift` levels.
pub(super) fn blocks(blocks: &[Block], lift: u8, numbering: &mut Numbering, body: &mut Body) {
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                heading((*level).max(2) - lift, text, body);
            }
            Block::Paragraph(inlines) => body.paragraph(paragraph(inlines)),
            Block::Table(found) => table::table(found, numbering.table(), body),
            Block::Figure(found) => figure::figure(found, numbering.figure(), body),
            Block::Quotation(found) => quotation(found, body),
            Block::Note(text) => body.paragraph(Paragraph::text("Note", text)),
        }
    }
}

fn heading(level: u8, text: &str, body: &mut Body) {
    let style = heading_style(level);
    if !is_listed(level) {
        return body.paragraph(Paragraph::text(style, text));
    }
    let number = body.targets.next(Target::Heading);
    let paragraph = Paragraph::new(style, |xml| marked(xml, number, |xml| run(xml, text, Look::Plain)));
    body.paragraph(Paragraph { from_right: is_right_to_left(text), ..paragraph });
}

pub(super) fn chapter_title(title: &str, on_new_page: bool, body: &mut Body) {
    let number = body.targets.next(Target::Heading);
    let paragraph = Paragraph::new("Heading1", |xml| marked(xml, number, |xml| run(xml, title, Look::Plain)));
    body.paragraph(Paragraph { page_break_before: on_new_page, from_right: is_right_to_left(title), ..paragraph });
}

/// `Table 3. Caption`, the number a field, so that Word can list tables and renumber them.
pub(super) fn caption(kind: &'static str, number: usize, caption: &str, body: &mut Body) {
    let target = if kind == wording::TABLE { Target::Table } else { Target::Figure };
    let bookmark = body.targets.next(target);
    let paragraph = Paragraph::new("Caption", |xml| {
        marked(xml, bookmark, |xml| {
            run(xml, &format!("{kind} "), Look::Bold);
            field(xml, &format!("SEQ {kind} \\* ARABIC"), &number.to_string(), Look::Bold);
            run(xml, ".", Look::Bold);
            if !caption.is_empty() {
                run(xml, &format!(" {caption}"), Look::Plain);
            }
        });
    });
    body.paragraph(Paragraph { from_right: is_right_to_left(caption), ..paragraph });
}

pub(super) fn provenance(title: &str, facts: &[(String, String)], body: &mut Body) {
    if facts.is_empty() {
        return;
    }
    body.paragraph(Paragraph::text("Heading2", title));
    // All of it stands on one page.
    for (index, (name, value)) in facts.iter().enumerate() {
        let paragraph = Paragraph::new("Provenance", |xml| {
            run(xml, name, Look::Bold);
            run(xml, &format!("\t{value}"), Look::Plain);
        });
        body.paragraph(Paragraph { keep_next: index + 1 < facts.len().min(KEPT_TOGETHER), ..paragraph });
    }
}

/// Level 1 is a chapter's, level 2 stands below it.
fn heading_style(level: u8) -> &'static str {
    match level {
        0..=1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
}

fn paragraph(inlines: &[Inline]) -> Paragraph {
    Paragraph::new("Normal", |xml| {
        for inline in inlines {
            match inline {
                Inline::Text(text) => run(xml, text, Look::Plain),
                Inline::Strong(text) => run(xml, text, Look::Bold),
                Inline::Emphasis(text) => run(xml, text, Look::Italic),
                Inline::Words(words) => {
                    run(xml, &format!("“{}”", words.text), Look::Plain);
                    run(xml, &cells::times(words).unwrap_or_default(), Look::Plain);
                }
            }
        }
    })
}

fn quotation(quotation: &Quotation, body: &mut Body) {
    let words = &quotation.words;
    let mut label = quotation.attribution.label.clone();
    for attribute in &quotation.attribution.attributes {
        label.push_str(", ");
        label.push_str(&attribute.value);
    }
    let said = Paragraph::new("Quote", |xml| {
        run(xml, &format!("“{}”", words.text), Look::Plain);
        run(xml, &cells::times(words).unwrap_or_default(), Look::Quiet);
    });
    body.paragraph(Paragraph { from_right: is_right_to_left(&words.text), ..said });
    body.paragraph(if label.is_empty() {
        Paragraph { style: "TableEnd", ..Paragraph::default() }
    } else {
        Paragraph::text("QuoteAttribution", &format!("({label})"))
    });
}
