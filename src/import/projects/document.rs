//! A document of a project as a transcript, its codings' places kept.

use std::ops::Range;

use super::html::Block;
use super::positions::Tidied;
use crate::import::lines::Line;
use crate::import::{Imported, KnownSpeakers, Turn, speakers};
use crate::model::{SourceFormat, Span};

/// The most text that one document may hold: some thousand hours of talk.
pub(super) const MAX_DOCUMENT: usize = 64 << 20;

/// A transcript, and where the positions of the program's own text are in it.
pub(super) struct Document {
    pub(super) imported: Imported,
    positions: Tidied,
}

impl Document {
    /// Makes turns of a document's blocks. As in any transcript, labels that name who speaks leave the text.
    pub(super) fn of(known: &KnownSpeakers, format: SourceFormat, raw: &str, blocks: &[Block]) -> Self {
        // Blanks in HTML are one blank; elsewhere they are as they are.
        let collapses = format == SourceFormat::Taguette;
        let paragraphs: Vec<(&Block, Tidied)> = blocks
            .iter()
            .map(|block| (block, Tidied::paragraph(raw, block.range.clone(), collapses)))
            .filter(|(_, paragraph)| !paragraph.text.trim().is_empty())
            .collect();
        let lines: Vec<Line> = paragraphs.iter().filter(|(block, _)| block.heading.is_none()).map(line).collect();
        let mut labels = speakers::accepted_names(known, &lines).into_iter();
        let mut assembly = Assembly::default();
        for (block, paragraph) in &paragraphs {
            if block.heading.is_some() {
                assembly.heading(block.heading, paragraph);
                continue;
            }
            match labels.next().flatten() {
                Some((name, rest)) => assembly.begin(Some(name), paragraph, rest),
                None if assembly.speaker.is_some() => assembly.go_on(paragraph),
                None => assembly.begin(None, paragraph, 0),
            }
        }
        assembly.finish(format)
    }

    /// Where the words of a stretch of the program's own text, in bytes, stand in ours, blanks at its edges aside; nothing
    /// if none are left.
    pub(super) fn place(&self, raw: Range<usize>) -> Option<Span> {
        let text = &self.imported.text;
        let range = self.positions.place(raw)?;
        let words = text.get(range.clone())?;
        let start = range.start + (words.len() - words.trim_start().len());
        Span::of(text, start..start + words.trim().len()).filter(|span| !span.is_empty())
    }
}

fn line((block, paragraph): &(&Block, Tidied)) -> Line {
    let bold = paragraph.place(block.range.start..block.bold_end).map_or(0, |bold| bold.end);
    let bold = if block.bold_end > block.range.start { bold } else { 0 };
    Line { text: paragraph.text.clone(), bold, ..Line::default() }
}

/// Turns under construction.
#[derive(Default)]
struct Assembly {
    text: Tidied,
    turns: Vec<Turn>,
    /// Who speaks now.
    speaker: Option<String>,
    /// The next words begin a turn.
    begins: bool,
}

impl Assembly {
    fn begin(&mut self, speaker: Option<String>, paragraph: &Tidied, from: usize) {
        self.speaker = speaker;
        self.begins = true;
        self.add(paragraph, from, None);
    }

    fn go_on(&mut self, paragraph: &Tidied) {
        self.add(paragraph, 0, None);
    }

    fn heading(&mut self, level: Option<u8>, paragraph: &Tidied) {
        self.begins = true;
        self.add(paragraph, 0, level);
        self.begins = true;
    }

    fn add(&mut self, paragraph: &Tidied, from: usize, heading: Option<u8>) {
        if paragraph.text.get(from..).is_none_or(|words| words.trim().is_empty()) {
            return;
        }
        let joint = if self.text.text.is_empty() { "" } else { "\n" };
        let range = self.text.append(paragraph, from, joint);
        let begins = std::mem::take(&mut self.begins);
        match self.turns.last_mut() {
            Some(turn) if !begins => {
                turn.span = Span::of(&self.text.text, turn.span.start()..range.end).unwrap_or(turn.span);
            }
            _ => {
                let speaker = if heading.is_some() { None } else { self.speaker.clone() };
                let span = Span::of(&self.text.text, range);
                self.turns.extend(span.map(|span| Turn { span, speaker, start_ms: None, line_number: None, heading }));
            }
        }
    }

    fn finish(self, format: SourceFormat) -> Document {
        let imported = Imported {
            format,
            encoding: "UTF-8".to_owned(),
            text: self.text.text.clone(),
            turns: self.turns,
            marks: Vec::new(),
            label_style: None,
            memos: Vec::new(),
            warnings: Vec::new(),
        };
        Document { imported, positions: self.text }
    }
}
