//! Markdown: CommonMark with GitHub's pipe tables.

mod escape;
mod table;

use std::fmt::Write;

use self::escape::{escaped, line, lines};
use super::cells;
use super::headings::{chapter_title, lift, title};
use super::numbering::{Numbering, figure_label, table_label};
use super::{tabulate, wording};
use crate::report::{Block, Chapter, Figure, FlowStep, Inline, Missing, Quotation, Report};

/// A report as one Markdown text.
pub(super) fn md(report: &Report) -> String {
    let mut page = Page::default();
    page.block(&format!("# {}", line(title(report))));
    for chapter in &report.chapters {
        page.chapter(report, chapter);
    }
    page.provenance(&report.provenance);
    page.text
}

/// What is written so far: blocks with one empty line between them.
#[derive(Default)]
struct Page {
    text: String,
    numbering: Numbering,
}

impl Page {
    fn block(&mut self, block: &str) {
        if block.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn chapter(&mut self, report: &Report, chapter: &Chapter) {
        if let Some(title) = chapter_title(report, chapter) {
            self.block(&format!("## {}", line(title)));
        }
        for block in &chapter.blocks {
            match block {
                Block::Heading { level, text } => {
                    let level = (*level).clamp(2, 5) - lift(report, chapter);
                    let marks = "#".repeat(usize::from(level) + 1);
                    self.block(&format!("{marks} {}", line(text)));
                }
                Block::Paragraph(inlines) => self.block(&paragraph(inlines)),
                Block::Table(table) => {
                    let label = table_label(self.numbering.table());
                    self.caption(&label, &table.caption);
                    self.block(&table::pipe_table(table));
                    table.notes.iter().for_each(|note| self.block(&small_print(note)));
                }
                Block::Figure(figure) => self.figure(figure),
                Block::Quotation(quotation) => self.block(&block_quote(quotation)),
                Block::Note(text) => self.block(&small_print(text)),
            }
        }
    }

    fn caption(&mut self, label: &str, caption: &str) {
        self.block(format!("**{label}.** {}", line(caption)).trim_end());
    }

    /// A picture's numbers: bars as a table, a flow as a list.
    fn figure(&mut self, figure: &Figure) {
        let label = figure_label(self.numbering.figure());
        match figure {
            Figure::Bars { caption, .. } | Figure::Curve { caption, .. } | Figure::Diverging { caption, .. } => {
                self.caption(&label, caption);
                self.block(&table::pipe_table(&tabulate::figure(figure)));
            }
            Figure::Flow { caption, steps } => {
                self.caption(&label, caption);
                self.block(&flow(steps));
            }
        }
    }

    fn provenance(&mut self, facts: &[(String, String)]) {
        if facts.is_empty() {
            return;
        }
        self.block(&format!("## {}", wording::PROVENANCE));
        let items: Vec<String> =
            facts.iter().map(|(name, value)| format!("- **{}**: {}", nonblank(&line(name)), line(value))).collect();
        self.block(&items.join("\n"));
    }
}

fn paragraph(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(plain) => text.push_str(&lines(plain)),
            Inline::Strong(strong) => text.push_str(&wrapped(strong, "**")),
            Inline::Emphasis(emphasis) => text.push_str(&wrapped(emphasis, "*")),
            Inline::Words(words) => {
                let times = cells::times(words).unwrap_or_default();
                let _ = write!(text, "“{}”{times}", lines(words.text.trim()));
            }
        }
    }
    // Four spaces in front would make code of a paragraph.
    text.trim().to_owned()
}

/// Text between marks, which only work where no space stands inside them.
fn wrapped(text: &str, mark: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let start = if text.starts_with(inner) { "" } else { " " };
    let end = if text.ends_with(inner) { "" } else { " " };
    format!("{start}{mark}{}{mark}{end}", line(inner))
}

fn small_print(text: &str) -> String {
    wrapped(text.trim(), "*")
}

fn block_quote(quotation: &Quotation) -> String {
    let attribution = &quotation.attribution;
    let mut label = attribution.label.clone();
    for attribute in &attribution.attributes {
        let _ = write!(label, ", {}", attribute.value);
    }
    let times = cells::times(&quotation.words).unwrap_or_default();
    let label = if label.is_empty() { String::new() } else { format!(" ({})", line(&label)) };
    let quote = format!("“{}”{label}{times}", lines(quotation.words.text.trim()));
    quote.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn flow(steps: &[FlowStep]) -> String {
    let mut list = Vec::new();
    for step in steps {
        for (reason, count) in &step.left {
            list.push(format!("   - − {count}: {}", line(reason)));
        }
        list.push(format!("1. {}: **{}**", nonblank(&line(&step.label)), step.count));
    }
    // A list cannot start with what left before its first step.
    let first = list.iter().position(|item| item.starts_with('1')).unwrap_or(0);
    list[..first].iter_mut().for_each(|item| *item = item.trim_start().to_owned());
    list.join("\n")
}

fn nonblank(text: &str) -> String {
    if text.is_empty() { escaped(Missing::Blank.mark()) } else { text.to_owned() }
}
