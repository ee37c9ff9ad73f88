//! The blocks of a report as LaTeX.

use super::super::cells;
use super::super::numbering::Numbering;
use super::super::wording;
use super::escape::{flat, lines};
use super::{figure, table};
use crate::report::{Block, Inline, Quotation, Report};

/// What is written so far.
#[derive(Default)]
pub(super) struct Page {
    text: String,
    numbering: Numbering,
}

impl Page {
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Chapters and headings, tables, figures: a list of each kind of which there are several.
    pub(super) fn contents(&mut self, report: &Report) {
        let blocks = || report.chapters.iter().flat_map(|chapter| &chapter.blocks);
        self.line(&format!("\\renewcommand\\contentsname{{{}}}\n\\tableofcontents", wording::CONTENTS));
        if blocks().filter(|block| matches!(block, Block::Table(_))).count() > 1 {
            self.line(&format!("\\renewcommand\\listtablename{{{}}}\n\\listoftables", wording::TABLES));
        }
        if blocks().filter(|block| matches!(block, Block::Figure(_))).count() > 1 {
            self.line(&format!("\\renewcommand\\listfigurename{{{}}}\n\\listoffigures", wording::FIGURES));
        }
    }

    /// Level 1 is a chapter's.
    pub(super) fn heading(&mut self, level: u8, text: &str) {
        let command = match level {
            0..=1 => "section",
            2 => "subsection",
            3 => "subsubsection",
            _ => "paragraph",
        };
        self.line(&format!("\n\\{command}{{{}}}\n", flat(text)));
    }

    /// Headings move up by `lift` levels.
    pub(super) fn blocks(&mut self, blocks: &[Block], lift: u8) {
        for block in blocks {
            match block {
                Block::Heading { level, text } => self.heading((*level).max(2) - lift, text),
                Block::Paragraph(inlines) => self.line(&format!("{}\n", paragraph(inlines))),
                Block::Table(found) => {
                    self.numbering.table();
                    self.line(&table::table(found));
                }
                Block::Figure(found) => {
                    self.numbering.figure();
                    self.line(&figure::figure(found));
                }
                Block::Quotation(found) => self.line(&quotation(found)),
                Block::Note(text) => self.line(&format!("\\note{{{}}}\n", lines(text))),
            }
        }
    }

    pub(super) fn provenance(&mut self, title: &str, facts: &[(String, String)]) {
        if facts.is_empty() {
            return;
        }
        self.line(&format!("\n\\subsection*{{{}}}\n\\begin{{description}}", flat(title)));
        for (name, value) in facts {
            self.line(&format!("\\item[{{{}}}] {}", flat(name), lines(value)));
        }
        self.line("\\end{description}");
    }
}

fn paragraph(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => lines(text),
        Inline::Strong(text) => format!("\\textbf{{{}}}", flat(text)),
        Inline::Emphasis(text) => format!("\\emph{{{}}}", flat(text)),
        Inline::Words(words) => {
            format!("“{}”{}", lines(&words.text), flat(&cells::times(words).unwrap_or_default()))
        }
    };
    inlines.iter().map(one).collect()
}

fn quotation(quotation: &Quotation) -> String {
    let words = &quotation.words;
    let mut label = quotation.attribution.label.clone();
    for attribute in &quotation.attribution.attributes {
        label.push_str(", ");
        label.push_str(&attribute.value);
    }
    let said = format!("“{}”{}", lines(&words.text), flat(&cells::times(words).unwrap_or_default()));
    let by = if label.is_empty() { String::new() } else { format!("\n\\attribution{{{}}}", flat(&label)) };
    format!("\\begin{{quotation}}\n{said}{by}\n\\end{{quotation}}\n")
}
