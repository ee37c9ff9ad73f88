//! A cleared report as aligned columns, for reading at the terminal.
//!
//! What print has beside it, where the reader knows it already, is left out: the report's title and how it was made.
//! Figures are left out too: the table beside them has the same numbers.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::printable::printable;
use super::shape::column_groups;
use super::{cells, wording};
use crate::disclosure::Cleared;
use crate::report::{Block, Inline, Quotation, RowKind, Table};

/// How far one step of depth sets a first cell in.
const INDENT: usize = 2;
/// Between two columns.
const GAP: usize = 2;
/// No column is made narrower than this to fit.
const NARROWEST: usize = 12;

/// The report's chapters as lines of text; tables are fitted into `width` columns, if it is known.
pub fn terminal(cleared: &Cleared, width: Option<usize>) -> String {
    let mut text = String::new();
    let mut notes: Vec<String> = Vec::new();
    for block in printable(cleared.report()).chapters.iter().flat_map(|chapter| &chapter.blocks) {
        match block {
            Block::Heading { text: heading, .. } => line(&mut text, &format!("\n{heading}")),
            Block::Paragraph(inlines) => wrapped(&mut text, &plain(inlines), "", width),
            Block::Table(table) => {
                self::table(&mut text, table, width);
                notes.clone_from(&table.notes);
            }
            Block::Figure(_) => {}
            Block::Quotation(quotation) => wrapped(&mut text, &quoted(quotation), "  ", width),
            // The figure that it was about is not here, and the table has said it.
            Block::Note(note) if notes.contains(note) => {}
            Block::Note(note) => wrapped(&mut text, note, "", width),
        }
    }
    text.trim_start_matches('\n').to_owned()
}

/// The report's quotations, each on its own and in one line: “…” (Participant E).
pub fn quotations(cleared: &Cleared) -> Vec<String> {
    let report = printable(cleared.report());
    let blocks = report.chapters.iter().flat_map(|chapter| &chapter.blocks);
    blocks
        .filter_map(|block| if let Block::Quotation(quotation) = block { Some(quoted(quotation)) } else { None })
        .collect()
}

fn quoted(quotation: &Quotation) -> String {
    let attribution = &quotation.attribution;
    let attributes: String = attribution.attributes.iter().map(|attribute| format!(", {}", attribute.value)).collect();
    format!("“{}” ({}{attributes})", quotation.words.text, attribution.label)
}

fn plain(inlines: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) => text.clone(),
        Inline::Words(words) => words.text.clone(),
    };
    inlines.iter().map(text).collect()
}

fn table(text: &mut String, table: &Table, width: Option<usize>) {
    if !table.caption.is_empty() {
        line(text, &format!("\n{}", table.caption));
    }
    if table.rows.is_empty() {
        line(text, wording::NOTHING);
    }
    let cells: Vec<Vec<String>> = table.rows.iter().map(|row| texts(table, row)).collect();
    let widths = widths(table, &cells, width);
    if let Some(groups) = column_groups(table) {
        let over = groups.iter().map(|group| {
            let columns = &widths[group.first..group.first + group.width];
            let span = columns.iter().sum::<usize>() + GAP * (columns.len() - 1);
            padded(group.title.unwrap_or_default(), span, false)
        });
        line(text, over.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end());
    }
    let titles: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    line(text, &laid_out(table, &titles, &widths));
    for (row, cells) in table.rows.iter().zip(&cells) {
        match row.kind {
            RowKind::Group => line(text, cells.first().map_or("", String::as_str)),
            RowKind::Body | RowKind::Total => line(text, &laid_out(table, cells, &widths)),
        }
    }
    for note in &table.notes {
        wrapped(text, note, "  ", width);
    }
}

fn texts(table: &Table, row: &crate::report::Row) -> Vec<String> {
    let text = |index: usize| {
        let plain = row.cells.get(index).map(cells::plain).unwrap_or_default().replace('\n', " ");
        let indent = if index == 0 { usize::from(row.depth) * INDENT } else { 0 };
        format!("{:indent$}{plain}", "")
    };
    (0..table.width()).map(text).collect()
}

/// As wide as their widest cell; if that is too much, the widest give way.
fn widths(table: &Table, cells: &[Vec<String>], available: Option<usize>) -> Vec<usize> {
    let mut widths: Vec<usize> = table.columns.iter().map(|column| column.title.width()).collect();
    for (row, cells) in table.rows.iter().zip(cells).filter(|(row, _)| row.kind != RowKind::Group) {
        debug_assert!(row.cells.len() <= widths.len(), "a row has at most one cell a column");
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.width());
        }
    }
    for group in column_groups(table).unwrap_or_default() {
        let has: usize = widths[group.first..group.first + group.width].iter().sum::<usize>() + GAP * (group.width - 1);
        let title = group.title.map_or(0, UnicodeWidthStr::width);
        widths[group.first + group.width - 1] += title.saturating_sub(has);
    }
    let Some(available) = available else { return widths };
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > available {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

fn laid_out(table: &Table, cells: &[String], widths: &[usize]) -> String {
    let columns = table.columns.iter().zip(cells).zip(widths);
    let padded = columns.map(|((column, cell), &width)| padded(cell, width, column.numeric));
    padded.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
}

fn padded(cell: &str, width: usize, right: bool) -> String {
    let cell = cut(cell, width);
    let gap = " ".repeat(width.saturating_sub(cell.width()));
    if right { gap + &cell } else { cell + &gap }
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let fits = |character: &char| {
        let needed = character.width().unwrap_or(0);
        let has_room = needed <= room;
        room = room.saturating_sub(needed);
        has_room
    };
    cell.chars().take_while(fits).chain(['…']).collect()
}

/// Text broken between words, every line set in by `indent`.
fn wrapped(text: &mut String, words: &str, indent: &str, width: Option<usize>) {
    let room = width.unwrap_or(100).saturating_sub(indent.len()).max(20);
    for paragraph in words.lines() {
        let mut current = String::new();
        for word in paragraph.split_whitespace() {
            if !current.is_empty() && current.width() + 1 + word.width() > room {
                line(text, &format!("{indent}{current}"));
                current.clear();
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        line(text, &format!("{indent}{current}"));
    }
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes all that is written");
}
