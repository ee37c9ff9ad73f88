//! Turns under construction: words in their order, who says them, and when.

use super::known::KnownSpeakers;
use super::style::LabelStyle;
use crate::import::{Imported, TimeMark, Turn, Warning};
use crate::model::{SourceFormat, Span};

/// Turns under construction. The text's parts are parted by line ends, and by nothing else.
pub(in crate::import) struct Turns<'k> {
    known: &'k KnownSpeakers,
    text: String,
    begun: Vec<Open>,
    marks: Vec<TimeMark>,
    /// Where the words that were added last begin.
    added_at: usize,
    /// A time stamp that stood after the last words: it belongs to what comes next.
    pending_ms: Option<u32>,
}

/// A turn whose end may still move.
struct Open {
    start: usize,
    end: usize,
    speaker: Option<String>,
    start_ms: Option<u32>,
    line_number: Option<u64>,
    heading: Option<u8>,
}

impl<'k> Turns<'k> {
    pub(in crate::import) fn new(known: &'k KnownSpeakers) -> Self {
        Self { known, text: String::new(), begun: Vec::new(), marks: Vec::new(), added_at: 0, pending_ms: None }
    }

    /// Begins a turn of the person whom this label stands for. Without words it only stays if some follow.
    pub(in crate::import) fn begin(&mut self, label: Option<&str>, start_ms: Option<u32>, words: &str) {
        self.drop_if_empty();
        let start = self.text.len() + usize::from(!self.text.is_empty());
        let speaker = label.and_then(|label| self.known.name_of(label)).map(str::to_owned);
        if start_ms.is_some() {
            self.pending_ms = None;
        }
        self.begun.push(Open { start, end: start, speaker, start_ms, line_number: None, heading: None });
        self.add_paragraph(words);
    }

    /// Adds a heading, which nobody says.
    pub(super) fn add_heading(&mut self, level: u8, words: &str) {
        self.begin(None, None, words);
        if let Some(turn) = self.begun.last_mut() {
            turn.heading = Some(level);
        }
    }

    /// Says on which line of the file the last turn begins.
    pub(in crate::import) fn at_line(&mut self, line_number: Option<u64>) {
        if let Some(turn) = self.begun.last_mut() {
            turn.line_number = line_number;
        }
    }

    /// Adds a paragraph to the last turn.
    pub(in crate::import) fn add_paragraph(&mut self, words: &str) {
        self.add(words, '\n');
    }

    /// Goes on with the last paragraph of the last turn.
    pub(in crate::import) fn extend_paragraph(&mut self, words: &str) {
        self.add(words, ' ');
    }

    fn add(&mut self, words: &str, joint: char) {
        let words = words.trim();
        let Some(turn) = self.begun.last_mut() else { return };
        self.added_at = self.text.len();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(if turn.start == turn.end { '\n' } else { joint });
        }
        self.added_at = self.text.len();
        self.text.push_str(words);
        turn.end = self.text.len();
        if let Some(ms) = self.pending_ms.take() {
            self.mark(0, ms);
        }
    }

    /// Notes that the words added last are said at `ms`, from byte `offset` of them on.
    pub(in crate::import) fn mark(&mut self, offset: usize, ms: u32) {
        let offset = self.added_at + offset;
        let Some(turn) = self.begun.last_mut() else { return };
        if offset >= turn.end {
            self.pending_ms = Some(ms);
        } else if offset <= turn.start {
            turn.start_ms.get_or_insert(ms);
        } else if self.marks.last().is_none_or(|last| last.offset < offset) {
            self.marks.push(TimeMark { offset, ms });
        }
    }

    /// Whether words with this label, or with none, are said by whoever spoke last.
    pub(in crate::import) fn goes_on(&self, label: Option<&str>) -> bool {
        let speaker = label.and_then(|label| self.known.name_of(label));
        let Some(last) = self.begun.last() else { return false };
        speaker.is_none() || speaker == last.speaker.as_deref()
    }

    /// Whether there is a paragraph that more words may go on with; a heading is none.
    pub(super) fn may_go_on(&self) -> bool {
        self.begun.last().is_some_and(|turn| turn.heading.is_none())
    }

    /// Where the text so far ends.
    pub(super) fn end(&self) -> usize {
        self.text.len()
    }

    /// Whether there is a turn to go on with.
    pub(in crate::import) fn is_empty(&self) -> bool {
        self.begun.is_empty()
    }

    /// The words of the last turn.
    pub(in crate::import) fn last_words(&self) -> &str {
        self.begun.last().and_then(|turn| self.text.get(turn.start..turn.end)).unwrap_or_default()
    }

    fn drop_if_empty(&mut self) {
        let Some(turn) = self.begun.last().filter(|turn| turn.start == turn.end) else { return };
        // A time stamp on a line of its own is that of the words below it.
        self.pending_ms = turn.start_ms.or(self.pending_ms);
        self.begun.pop();
    }

    pub(in crate::import) fn finish(
        mut self,
        format: SourceFormat,
        encoding: &str,
        label_style: Option<LabelStyle>,
        warnings: Vec<Warning>,
    ) -> Imported {
        self.drop_if_empty();
        let Self { text, begun, marks, .. } = self;
        let turns = begun.into_iter().filter_map(|turn| {
            let Open { speaker, start_ms, line_number, heading, .. } = turn;
            let span = Span::of(&text, turn.start..turn.end)?;
            Some(Turn { span, speaker, start_ms, line_number, heading })
        });
        let turns = turns.collect();
        let encoding = encoding.to_owned();
        Imported { format, encoding, text, turns, marks, label_style, memos: Vec::new(), warnings }
    }
}
