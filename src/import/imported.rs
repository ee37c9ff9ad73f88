//! What every transcript reader gives.

use std::collections::BTreeSet;

use super::LabelStyle;
use crate::model::{SourceFormat, Span};
use crate::text::Cut;

/// One transcript, as its reader found it.
///
/// `text` is what was said: UTF-8, NFC, `\n` line ends, no speaker labels or time stamps. `turns` cover it in order,
/// without overlap, with nothing but line ends between them; a file without speakers has one turn a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub format: SourceFormat,
    /// As people name it: `UTF-8`, `windows-1252` …
    pub encoding: String,
    pub text: String,
    pub turns: Vec<Turn>,
    /// Times inside of turns, in their order.
    pub marks: Vec<TimeMark>,
    /// How it names its speakers, if it does.
    pub label_style: Option<LabelStyle>,
    /// What someone wrote beside the text: comments of a word processor.
    pub memos: Vec<ImportedMemo>,
    pub warnings: Vec<Warning>,
}

impl Imported {
    /// Without what some of the speakers say: `marker`, said by `by`, stands in the place of each of their turns. Memos
    /// on these turns go too; all else stays on the same words.
    #[must_use]
    pub fn without_speakers(mut self, speakers: &BTreeSet<String>, by: &str, marker: &str) -> Self {
        let is_gone = |turn: &&mut Turn| turn.speaker.as_ref().is_some_and(|speaker| speakers.contains(speaker));
        let gone: Vec<Span> = self.turns.iter_mut().filter(is_gone).map(|turn| turn.span).collect();
        let cut = Cut::new(&self.text, &gone, marker);
        let mut index = 0;
        for turn in &mut self.turns {
            if gone.get(index) == Some(&turn.span) {
                *turn = Turn { span: cut.marker(index), speaker: Some(by.to_owned()), start_ms: None, ..turn.clone() };
                index += 1;
            } else {
                turn.span = cut.moved(turn.span).unwrap_or(turn.span);
            }
        }
        self.memos.retain(|memo| !cut.touches(memo.span));
        for memo in &mut self.memos {
            memo.span = cut.moved(memo.span).unwrap_or(memo.span);
        }
        self.marks = self
            .marks
            .iter()
            .filter_map(|mark| Some(TimeMark { offset: cut.moved_to(mark.offset)?, ..*mark }))
            .collect();
        cut.text().clone_into(&mut self.text);
        self
    }
}

/// One stretch of one speaker, without their label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub span: Span,
    pub speaker: Option<String>,
    /// Milliseconds from the start of the recording.
    pub start_ms: Option<u32>,
    /// Where it begins in the file, from one, if the file has lines.
    pub line_number: Option<u64>,
    /// Level of a heading, 1 the highest; a heading is structure, said by nobody and never coded by rules.
    pub heading: Option<u8>,
}

/// A time stamp that stood inside of a turn: the words from `offset` on are said at `ms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeMark {
    /// In bytes of the text.
    pub offset: usize,
    /// Milliseconds from the start of the recording.
    pub ms: u32,
}

/// A note that came with a transcript, on some of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedMemo {
    pub span: Span,
    /// Empty where the file does not say.
    pub author: String,
    /// RFC 3339; empty where the file does not say.
    pub written_at: String,
    pub content: String,
}

/// Something that came in, but that the researcher may want to look at. Holds no words of a participant.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Warning {
    pub message: String,
    /// Counted from one, where there is one.
    pub line_number: Option<u64>,
    pub column_number: Option<u64>,
}

impl Warning {
    /// How many of something there are, if there are any; it stands nowhere in particular.
    pub(super) fn of_count(count: usize, message: &str) -> Option<Self> {
        (count > 0).then(|| Self { message: format!("{count} {message}"), line_number: None, column_number: None })
    }
}
