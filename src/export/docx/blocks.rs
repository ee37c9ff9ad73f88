//! The blocks of a report as paragraphs and tables.

use super::super::cells;
use super::super::numbering::Numbering;
use super::super::wording;
use super::body::{Body, Paragraph};
use super::run::{Look, field, is_right_to_left, run};
use super::xml::Xml;
use super::{figure, table};
use crate::report::{Block, Inline, Quotation, Report};

/// Headings move up by `lift` levels.
pub(super) fn blocks(blocks: &[Block], lift: u8, numbering: &mut Numbering, body: &mut Body) {
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                body.paragraph(Paragraph::text(heading_style((*level).max(2) - lift), text));
            }
            Block::Paragraph(inlines) => body.paragraph(paragraph(inlines)),
            Block::Table(found) => table::table(found, numbering.table(), body),
            Block::Figure(found) => figure::figure(found, numbering.figure(), body),
            Block::Quotation(found) => quotation(found, body),
            Block::Note(text) => body.paragraph(Paragraph::text("Note", text)),
        }
    }
}

/// The table of contents, as Word makes one. It shows the chapters' titles at once and page numbers as soon as it is
/// updated (F9), which Word cannot be made to do on opening without asking the reader first.
pub(super) fn contents(report: &Report, body: &mut Body) {
    body.paragraph(Paragraph::text("TOCHeading", wording::CONTENTS));
    let mark = |xml: &mut Xml, kind: &str| {
        xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
    };
    let last = report.chapters.len() - 1;
    for (chapter_index, chapter) in report.chapters.iter().enumerate() {
        body.paragraph(Paragraph::new("TOC1", |xml| {
            if chapter_index == 0 {
                mark(xml, "begin");
                xml.element("w:r", &[], |xml| {
                    xml.element("w:instrText", &[("xml:space", "preserve")], |xml| {
                        xml.text(" TOC \\o \"1-1\" \\h \\z \\u ");
                    });
                });
                mark(xml, "separate");
            }
            let anchor = bookmark(chapter_index);
            xml.element("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")], |xml| {
                run(xml, &chapter.title, Look::Plain);
            });
            if chapter_index == last {
                mark(xml, "end");
            }
        }));
    }
}

fn bookmark(chapter_index: usize) -> String {
    format!("_Toc{:09}", chapter_index + 1)
}

pub(super) fn chapter_title(title: &str, chapter_index: usize, on_new_page: bool, body: &mut Body) {
    let id = chapter_index.to_string();
    let paragraph = Paragraph::new("Heading1", |xml| {
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(chapter_index))]);
        run(xml, title, Look::Plain);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
    body.paragraph(Paragraph { page_break_before: on_new_page, from_right: is_right_to_left(title), ..paragraph });
}

/// `Table 3. Caption`, the number a field, so that Word can list tables and renumber them.
pub(super) fn caption(kind: &str, number: usize, caption: &str) -> Paragraph {
    Paragraph::new("Caption", |xml| {
        run(xml, &format!("{kind} "), Look::Bold);
        field(xml, &format!("SEQ {kind} \\* ARABIC"), &number.to_string(), Look::Bold);
        run(xml, ".", Look::Bold);
        if !caption.is_empty() {
            run(xml, &format!(" {caption}"), Look::Plain);
        }
    })
}

pub(super) fn provenance(title: &str, facts: &[(String, String)], body: &mut Body) {
    if facts.is_empty() {
        return;
    }
    body.paragraph(Paragraph::text("Heading2", title));
    for (name, value) in facts {
        body.paragraph(Paragraph::new("Provenance", |xml| {
            run(xml, name, Look::Bold);
            run(xml, &format!("\t{value}"), Look::Plain);
        }));
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
        Paragraph::text("QuoteLabel", &format!("({label})"))
    });
}
