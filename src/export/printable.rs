//! Which characters an output may hold.
//!
//! Control characters that XML forbids would make a docx or a page unreadable, and none of them can be seen. They are
//! dropped once, here, from every text of a report, so that no writer has to think of them.

use crate::report::{Block, Cell, Chapter, Figure, Inline, Quotation, Report, Table, Words};
use crate::text::inner_quotes;

/// The same report, with every text fit to be written: line ends are `\n`, unprintable characters are gone.
pub(super) fn printable(report: &Report) -> Report {
    let mut report = report.clone();
    clean(&mut report.title);
    clean(&mut report.language);
    report.chapters.iter_mut().for_each(clean_chapter);
    for (name, value) in &mut report.provenance {
        clean(name);
        clean(value);
    }
    report
}

fn clean_chapter(chapter: &mut Chapter) {
    clean(&mut chapter.name);
    clean(&mut chapter.title);
    for block in &mut chapter.blocks {
        match block {
            Block::Heading { text, .. } | Block::Note(text) => clean(text),
            Block::Paragraph(inlines) => inlines.iter_mut().for_each(clean_inline),
            Block::Table(table) => clean_table(table),
            Block::Figure(figure) => clean_figure(figure),
            Block::Quotation(quotation) => clean_quotation(quotation),
        }
    }
}

fn clean_inline(inline: &mut Inline) {
    match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) => clean(text),
        Inline::Words(words) => clean_quoted(words),
    }
}

fn clean_words(words: &mut Words) {
    clean(&mut words.text);
}

/// Words that are printed in quotation marks: those within are single ones.
fn clean_quoted(words: &mut Words) {
    clean_words(words);
    if words.text.contains(['"', '“', '”', '„', '«', '»']) {
        words.text = inner_quotes(&words.text);
    }
}

fn clean_quotation(quotation: &mut Quotation) {
    clean_quoted(&mut quotation.words);
    clean(&mut quotation.attribution.label);
    for attribute in &mut quotation.attribution.attributes {
        clean(&mut attribute.name);
        clean(&mut attribute.value);
    }
}

fn clean_table(table: &mut Table) {
    clean(&mut table.caption);
    for column in &mut table.columns {
        clean(&mut column.title);
        column.group.iter_mut().for_each(clean);
    }
    table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(clean_cell);
    table.notes.iter_mut().for_each(clean);
}

fn clean_cell(cell: &mut Cell) {
    match cell {
        Cell::Text(text) => clean(text),
        Cell::Words(words) => words.iter_mut().for_each(clean_words),
        Cell::Attribute(attribute) => {
            clean(&mut attribute.name);
            clean(&mut attribute.value);
        }
        _ => {}
    }
}

fn clean_figure(figure: &mut Figure) {
    match figure {
        Figure::Bars { caption, unit, bars } => {
            clean(caption);
            clean(unit);
            for bar in bars {
                clean(&mut bar.label);
                clean_cell(&mut bar.value);
            }
        }
        Figure::Diverging { caption, unit, points, rows } => {
            clean(caption);
            clean(unit);
            points.iter_mut().for_each(clean);
            for row in rows {
                clean(&mut row.label);
                clean_cell(&mut row.answered);
                row.parts.iter_mut().for_each(clean_cell);
            }
        }
        Figure::Flow { caption, steps } => {
            clean(caption);
            for step in steps {
                clean(&mut step.label);
                step.left.iter_mut().for_each(|(reason, _)| clean(reason));
            }
        }
        Figure::Curve { caption, across, unit, lines, band, .. } => {
            for text in [caption, across, unit] {
                clean(text);
            }
            for line in lines {
                clean(&mut line.label);
            }
            if let Some(band) = band {
                clean(&mut band.label);
            }
        }
    }
}

pub(super) fn clean(text: &mut String) {
    if text.chars().all(is_printable) {
        return;
    }
    let ends = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    *text = ends.chars().filter(|&character| is_printable(character)).collect();
}

/// A character that XML 1.0 allows (section 2.2), without those that it discourages and the line ends that it changes.
fn is_printable(character: char) -> bool {
    match character {
        '\t' | '\n' => true,
        // Line ends that are not `\n`, and what Unicode will never use: U+FDD0 to U+FDEF and the last two of each plane.
        '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' => false,
        _ => !character.is_control() && (character as u32 & 0xfffe) != 0xfffe,
    }
}
