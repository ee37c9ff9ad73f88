//! A transcript as its reader sees it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Words, indented, looks};
use crate::import::{Imported, Warning, is_interviewer};
use crate::model::Span;
use crate::text::{counted, word_count};

#[derive(Debug, Serialize)]
pub struct Transcript {
    pub format: &'static str,
    pub encoding: String,
    pub words: u64,
    pub turns: Vec<Turn>,
    pub memos: Vec<Memo>,
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
pub struct Turn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    pub speaker: Option<String>,
    pub interviewer: bool,
    pub start_ms: Option<u32>,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct Memo {
    pub author: String,
    pub written_at: String,
    /// The words it stands on.
    pub on: String,
    pub text: String,
}

impl Transcript {
    pub(super) fn of(imported: &Imported, words: Words) -> Self {
        let mut names = Names { words, numbers: BTreeMap::new() };
        let words_of = |span: Span| span.of_text(&imported.text);
        let turns = imported.turns.iter().map(|turn| Turn {
            heading: turn.heading,
            speaker: turn.speaker.as_deref().map(|name| names.shown(name)),
            interviewer: turn.speaker.as_deref().is_some_and(is_interviewer),
            start_ms: turn.start_ms,
            text: words.shown(words_of(turn.span)),
        });
        let turns: Vec<Turn> = turns.collect();
        let memos = imported.memos.iter().map(|memo| Memo {
            author: words.shown(&memo.author),
            written_at: memo.written_at.clone(),
            on: words.shown(words_of(memo.span)),
            text: words.shown(&memo.content),
        });
        Self {
            format: imported.format.word(),
            encoding: imported.encoding.clone(),
            words: imported.turns.iter().map(|turn| word_count(words_of(turn.span))).sum(),
            turns,
            memos: memos.collect(),
            warnings: imported.warnings.clone(),
        }
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let headings = self.turns.iter().filter(|turn| turn.heading.is_some()).count();
        let mut lines = vec![format!("{}, {}", self.format, self.encoding)];
        let mut counts = vec![counted(self.turns.len() as u64 - headings as u64, "turn")];
        counts.extend((headings > 0).then(|| counted(headings as u64, "heading")));
        counts.extend((!self.memos.is_empty()).then(|| counted(self.memos.len() as u64, "memo")));
        counts.push(counted(self.words, "word"));
        lines.push(counts.join(", "));
        lines.extend(looks(&self.warnings));
        lines.push(String::new());
        for turn in &self.turns {
            let time = turn.start_ms.map(|ms| format!("[{}] ", clock_time(ms))).unwrap_or_default();
            let speaker = turn.speaker.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
            let mark = turn.heading.map(|level| "#".repeat(usize::from(level)) + " ").unwrap_or_default();
            lines.extend(indented(&format!("{mark}{time}{speaker}"), &turn.text));
        }
        for memo in &self.memos {
            lines.push(String::new());
            lines.extend(indented("memo on: ", &memo.on));
            lines.extend(indented(&format!("  {} {}: ", memo.author, memo.written_at), &memo.text));
        }
        lines
    }
}

/// Speakers' names; masked, two speakers of one shape stay two.
struct Names {
    words: Words,
    numbers: BTreeMap<String, usize>,
}

impl Names {
    fn shown(&mut self, name: &str) -> String {
        if !self.words.masked || is_interviewer(name) {
            return name.to_owned();
        }
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        format!("{} ({number})", self.words.shown(name))
    }
}

/// A position in a recording: `01:02:03.500`, the thousandths only where there are any.
fn clock_time(ms: u32) -> String {
    let (seconds, thousandths) = (ms / 1000, ms % 1000);
    let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if thousandths == 0 { time } else { format!("{time}.{thousandths:03}") }
}
