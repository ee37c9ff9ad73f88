//! What stands before the chapters: contents, and lists of tables and figures, as Word makes them.
//!
//! Each entry is a link with a `PAGEREF` field for its page. LibreOffice works these out whenever it opens a document, Word
//! when it prints, shows the print preview or makes a PDF, or when asked to (Ctrl-A, F9); until then a dash stands there.
//! They stand in no `TOC` field: LibreOffice takes what is inside of one as plain text, never works it out again, and loses
//! the number at the foot of pages with it. Word would work all out on opening (`updateFields`) only after asking each
//! reader about “fields that may refer to other files”.

use super::super::headings::{chapter_title, lift};
use super::super::numbering::Numbering;
use super::super::numbering::{figure_label, table_label};
use super::super::wording;
use super::body::{Body, Paragraph};
use super::run::{Look, field, run};
use super::xml::Xml;
use crate::report::{Block, Report};

/// Deeper headings are not listed.
const DEEPEST: u8 = 2;
/// So many entries stay together on one page.
const SHORT: usize = 8;
/// What stands for a page's number until it is worked out.
const NO_PAGE_YET: &str = "–";

/// What a list leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Heading,
    Table,
    Figure,
}

/// Numbers the targets of lists as they are met, in the lists and again in the text.
#[derive(Debug, Default)]
pub(super) struct Targets {
    counts: [usize; 3],
}

impl Targets {
    /// The next one's number, over all kinds.
    pub(super) fn next(&mut self, target: Target) -> usize {
        let count = &mut self.counts[target as usize];
        *count += 1;
        target as usize * 1_000_000 + *count
    }
}

/// A bookmark's name, as Word calls those of its lists.
fn anchor(number: usize) -> String {
    format!("_Toc{number:09}")
}

/// What `inside` writes, with a bookmark around it.
pub(super) fn marked(xml: &mut Xml, number: usize, inside: impl FnOnce(&mut Xml)) {
    let id = number.to_string();
    xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &anchor(number))]);
    inside(xml);
    xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
}

/// Whether a heading is listed; `level` is the one that is printed.
pub(super) const fn is_listed(level: u8) -> bool {
    level <= DEEPEST
}

struct Entry {
    style: &'static str,
    text: String,
    number: usize,
}

pub(super) fn contents(report: &Report, body: &mut Body) {
    let (mut targets, mut numbering) = (Targets::default(), Numbering::default());
    let (mut headings, mut tables, mut figures) = (Vec::new(), Vec::new(), Vec::new());
    let mut heading = |targets: &mut Targets, style, text: &str| {
        headings.push(Entry { style, text: text.to_owned(), number: targets.next(Target::Heading) });
    };
    let listed = |label: String, caption: &str, number| {
        let text = if caption.is_empty() { label } else { format!("{label}. {caption}") };
        Entry { style: "TableofFigures", text, number }
    };
    for chapter in &report.chapters {
        if let Some(title) = chapter_title(report, chapter) {
            heading(&mut targets, "TOC1", title);
        }
        for block in &chapter.blocks {
            match block {
                Block::Heading { level, text } => match (*level).max(2) - lift(report, chapter) {
                    0..=1 => heading(&mut targets, "TOC1", text),
                    level if is_listed(level) => heading(&mut targets, "TOC2", text),
                    _ => {}
                },
                Block::Table(table) => {
                    tables.push(listed(table_label(numbering.table()), &table.caption, targets.next(Target::Table)));
                }
                Block::Figure(figure) => figures.push(listed(
                    figure_label(numbering.figure()),
                    figure.caption(),
                    targets.next(Target::Figure),
                )),
                _ => {}
            }
        }
    }
    list(wording::CONTENTS, &headings, 1, body);
    list(wording::TABLES, &tables, 2, body);
    list(wording::FIGURES, &figures, 2, body);
}

/// One list with its title, if it has so many entries. A short one is not parted, nor one line from the rest of a long one.
fn list(title: &str, entries: &[Entry], at_least: usize, body: &mut Body) {
    if entries.len() < at_least {
        return;
    }
    body.paragraph(Paragraph::text("TOCHeading", title));
    let number_at = Some(body.shape().text_width());
    for (index, entry) in entries.iter().enumerate() {
        let is_last = index + 1 == entries.len();
        let keep_next = !is_last && (entries.len() <= SHORT || index == 0 || index + 2 == entries.len());
        let anchor = anchor(entry.number);
        let line = Paragraph::new(entry.style, |xml| {
            xml.element("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")], |xml| {
                run(xml, &entry.text.replace(['\n', '\t'], " "), Look::Plain);
                run(xml, "\t", Look::Plain);
                field(xml, &format!("PAGEREF {anchor} \\h"), NO_PAGE_YET, Look::Plain);
            });
        });
        body.paragraph(Paragraph { keep_next, number_at, ..line });
    }
}
