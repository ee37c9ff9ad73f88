//! Who says what: lines become turns.
//!
//! Transcripts name speakers in a dozen ways, and prose has colons too. So every line is asked for a label it *may* begin
//! with, and the transcript as a whole decides which of those are speakers: roles always, names if they come again, a name
//! that comes once only where nearly every paragraph has a label.

mod labels;
mod stamps;

use std::collections::BTreeMap;

use self::labels::{Label, Strength, candidate};
use super::lines::Line;
use super::{Imported, Turn, Warning};
use crate::model::{SourceFormat, Span};

/// Turns under construction. The text's parts are parted by line ends, and by nothing else.
#[derive(Default)]
pub(super) struct Turns {
    text: String,
    turns: Vec<Open>,
}

/// A turn whose end may still move.
struct Open {
    start: usize,
    end: usize,
    speaker: Option<String>,
    start_ms: Option<u32>,
}

impl Turns {
    /// Begins a turn. Without words it only stays if some follow.
    pub(super) fn begin(&mut self, speaker: Option<&str>, start_ms: Option<u32>, words: &str) {
        self.drop_if_empty();
        let start = self.text.len() + usize::from(!self.text.is_empty());
        self.turns.push(Open { start, end: start, speaker: speaker.map(str::to_owned), start_ms });
        self.add_paragraph(words);
    }

    /// Adds a paragraph to the last turn.
    pub(super) fn add_paragraph(&mut self, words: &str) {
        self.add(words, '\n');
    }

    /// Goes on with the last paragraph of the last turn.
    pub(super) fn extend_paragraph(&mut self, words: &str) {
        self.add(words, ' ');
    }

    fn add(&mut self, words: &str, joint: char) {
        let words = words.trim();
        let Some(turn) = self.turns.last_mut() else { return };
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(if turn.start == turn.end { '\n' } else { joint });
        }
        self.text.push_str(words);
        turn.end = self.text.len();
    }

    /// Who speaks in the last turn.
    pub(super) fn last_speaker(&self) -> Option<&str> {
        self.turns.last().and_then(|turn| turn.speaker.as_deref())
    }

    /// Whether there is a turn to go on with.
    pub(super) fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    /// The words of the last turn.
    pub(super) fn last_words(&self) -> &str {
        self.turns.last().and_then(|turn| self.text.get(turn.start..turn.end)).unwrap_or_default()
    }

    fn drop_if_empty(&mut self) {
        if self.turns.last().is_some_and(|turn| turn.start == turn.end) {
            self.turns.pop();
        }
    }

    pub(super) fn finish(mut self, format: SourceFormat, encoding: &str, warnings: Vec<Warning>) -> Imported {
        self.drop_if_empty();
        let Self { text, turns } = self;
        let turns = turns.into_iter().filter_map(|turn| {
            let (speaker, start_ms) = (turn.speaker, turn.start_ms);
            Some(Turn { span: Span::of(&text, turn.start..turn.end)?, speaker, start_ms, heading: None })
        });
        let turns = turns.collect();
        Imported { format, encoding: encoding.to_owned(), text, turns, memos: Vec::new(), warnings }
    }
}

/// Makes turns of lines.
pub(super) fn assemble(format: SourceFormat, encoding: &str, lines: &[Line], mut warnings: Vec<Warning>) -> Imported {
    let labels = accepted(lines, &mut warnings);
    let is_stamped = has_bare_stamps(lines);
    let mut turns = Turns::default();
    let has_speakers = labels.iter().any(Option::is_some);
    let mut in_speech = false;
    for (line, label) in lines.iter().zip(labels) {
        if let Some(label) = label {
            in_speech = true;
            let words = stamps::without_inline(line.text.get(label.rest..).unwrap_or_default());
            turns.begin(Some(&label.name), label.start_ms, &words);
            continue;
        }
        let stamp = stamps::leading(&line.text).filter(|stamp| stamp.is_sure || is_stamped);
        let rest = stamp.and_then(|stamp| line.text.get(stamp.end..)).unwrap_or(&line.text);
        let words = stamps::without_inline(rest.trim_start());
        if line.wrapped && stamp.is_none() && !turns.is_empty() {
            turns.extend_paragraph(&words);
        } else if in_speech && has_speakers {
            turns.add_paragraph(&words);
        } else {
            turns.begin(None, stamp.map(|stamp| stamp.start_ms), &words);
        }
    }
    turns.finish(format, encoding, warnings)
}

/// By line, the label that it truly begins with.
pub(super) fn accepted_names(lines: &[Line]) -> Vec<Option<(String, usize)>> {
    accepted(lines, &mut Vec::new()).into_iter().map(|label| label.map(|label| (label.name, label.rest))).collect()
}

fn accepted(lines: &[Line], warnings: &mut Vec<Warning>) -> Vec<Option<Label>> {
    let stamped_count = lines.iter().filter(|line| stamps::leading(&line.text).is_some()).count();
    let all_stamped = stamped_count * 3 > lines.len() * 2;
    let candidates: Vec<Option<Label>> = lines.iter().map(|line| candidate(line, all_stamped)).collect();
    let mut counts: BTreeMap<String, (usize, Strength)> = BTreeMap::new();
    for label in candidates.iter().flatten() {
        let entry = counts.entry(label.name.to_lowercase()).or_insert((0, label.strength));
        entry.0 += 1;
        entry.1 = entry.1.max(label.strength);
    }
    let recurs = |label: &Label| {
        let (count, strength) = counts[&label.name.to_lowercase()];
        match strength {
            Strength::Sure => true,
            Strength::Likely | Strength::Weak => count >= 2,
            Strength::Faint => count >= 3,
        }
    };
    let Some(first) = candidates.iter().position(|label| label.as_ref().is_some_and(recurs)) else {
        return vec![None; lines.len()];
    };
    let paragraphs =
        || candidates.iter().zip(lines).skip(first).filter(|(label, line)| label.is_some() || !line.wrapped);
    let labelled_count = paragraphs().filter(|(label, _)| label.as_ref().is_some_and(recurs)).count();
    // A name that comes once is believed where nearly every paragraph begins with one that comes again, or where every
    // single one begins with what looks like a name: a short exchange.
    let all_labelled =
        paragraphs().all(|(label, _)| label.as_ref().is_some_and(|label| label.strength >= Strength::Weak));
    let is_regular = all_labelled || (labelled_count * 10 >= paragraphs().count() * 8 && labelled_count >= 4);
    let keep = |(index, label): (usize, Option<Label>)| {
        let label = label?;
        if recurs(&label) {
            return Some(label);
        }
        let is_believable = match label.strength {
            Strength::Sure | Strength::Likely => true,
            Strength::Weak => is_regular && label.name.split(' ').count() <= 3,
            Strength::Faint => false,
        };
        if !is_believable || index < first {
            return None;
        }
        let message = "the speaker's label here comes only once; look whether it is one".to_owned();
        warnings.push(Warning { message, line_number: lines[index].number, column_number: None });
        Some(label)
    };
    candidates.into_iter().enumerate().map(keep).collect()
}

/// Whether lines begin with bare `m:ss` stamps as a habit.
fn has_bare_stamps(lines: &[Line]) -> bool {
    lines.iter().filter(|line| stamps::leading(&line.text).is_some_and(|stamp| !stamp.is_sure)).count() >= 3
}
