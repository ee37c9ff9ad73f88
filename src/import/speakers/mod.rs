//! Who says what: lines become turns.
//!
//! Transcripts name speakers in a dozen ways, and prose has colons too. So every line is asked for a label it *may* begin
//! with, and the transcript as a whole decides which of those are speakers: roles always, names if they come again, a name
//! that comes once only where nearly every paragraph has a label. What the researcher knows of a label goes before all.

mod headings;
mod known;
mod labels;
mod pattern;
mod remarks;
mod similar;
mod stamps;
mod style;
mod turns;
mod unknown;

use std::collections::BTreeMap;

use self::labels::{Around, Label, candidate};
use self::remarks::Anchors;
use self::stamps::Parted;
use super::lines::{Line, Remark};
use super::{Imported, Warning};
use crate::model::SourceFormat;

pub use self::known::{KnownSpeakers, Standing};
pub(super) use self::labels::{Strength, whole_label};
pub use self::pattern::SpeakerPattern;
pub use self::similar::{SimilarLabels, similar_labels};
pub use self::style::LabelStyle;
pub(super) use self::turns::Turns;
pub use self::unknown::is_unknown_speaker;

/// Makes turns of lines.
pub(super) fn assemble(
    known: &KnownSpeakers,
    format: SourceFormat,
    encoding: &str,
    lines: &[Line],
    warnings: Vec<Warning>,
) -> Imported {
    assemble_with_remarks(known, format, encoding, lines, Vec::new(), warnings)
}

/// Makes turns of lines, and memos of the remarks that are marked in them.
pub(super) fn assemble_with_remarks(
    known: &KnownSpeakers,
    format: SourceFormat,
    encoding: &str,
    lines: &[Line],
    remarks: Vec<Remark>,
    mut warnings: Vec<Warning>,
) -> Imported {
    let lines = headings::settled(lines, &mut warnings);
    let labels = accepted(known, &lines, &mut warnings);
    let style = usual_style(labels.iter().flatten());
    let is_stamped = has_bare_stamps(&lines);
    let in_parentheses = stamps::is_habit(lines.iter().map(|line| line.text.as_str()));
    let mut turns = Turns::new(known);
    let mut anchors = Anchors::new(remarks);
    // Whether what has no label goes on with what was said before it. A heading ends that: the paragraph after it may be
    // a question, a summary or anyone's answer.
    let mut in_speech = false;
    for (line, label) in lines.iter().zip(labels) {
        if let (Some(level), None) = (line.heading, &label) {
            in_speech = false;
            turns.add_heading(level, &line.text);
            turns.at_line(line.number);
            anchors.place(line, 0, &Parted::whole(&line.text), turns.end());
            continue;
        }
        let stamp = stamps::leading(&line.text).filter(|stamp| label.is_none() && (stamp.is_sure || is_stamped));
        let words_start = label.as_ref().map_or(stamp.map_or(0, |stamp| stamp.end), |label| label.rest);
        let words = line.text.get(words_start..).unwrap_or_default().trim_start();
        let parted = stamps::parted(words, in_parentheses);
        if let Some(label) = label {
            in_speech = true;
            turns.begin(Some(&label.name), label.start_ms, &parted.text);
            turns.at_line(line.number);
        } else if line.wrapped && stamp.is_none() && turns.may_go_on() {
            turns.extend_paragraph(&parted.text);
        } else if in_speech {
            turns.add_paragraph(&parted.text);
            if let Some(stamp) = stamp {
                turns.mark(0, stamp.start_ms);
            }
        } else {
            turns.begin(None, stamp.map(|stamp| stamp.start_ms), &parted.text);
            turns.at_line(line.number);
        }
        for &(offset, ms) in &parted.marks {
            turns.mark(offset, ms);
        }
        anchors.place(line, line.text.len() - words.len(), &parted, turns.end());
    }
    let mut imported = turns.finish(format, encoding, style, warnings);
    imported.memos = anchors.memos(&imported.text, &mut imported.warnings);
    imported
}

/// By line, the label that it truly begins with, and where the words after it begin.
pub(super) fn accepted_names(known: &KnownSpeakers, lines: &[Line]) -> Vec<Option<(String, usize)>> {
    accepted(known, lines, &mut Vec::new())
        .into_iter()
        .map(|label| label.map(|label| (label.name, label.rest)))
        .collect()
}

/// The labels that lines may begin with.
fn candidates(known: &KnownSpeakers, lines: &[Line]) -> Vec<Option<Label>> {
    let spoken = || lines.iter().filter(|line| line.heading.is_none());
    let stamped_count = spoken().filter(|line| stamps::leading(&line.text).is_some()).count();
    let all_stamped = stamped_count * 3 > spoken().count() * 2;
    let after_stamps = names_after_stamps(lines);
    let at = |index: usize, line: &Line| {
        let by_layout = || {
            let after_stamp = after_stamps && index > 0 && is_stamp_alone(&lines[index - 1]);
            candidate(line, Around { all_stamped, after_stamp })
        };
        let found = if line.said_by.is_some() { by_layout() } else { known.label(&line.text).or_else(by_layout) };
        found.filter(|label| !known.is_nobody(&label.name)).map(|mut label| {
            if known.standing(&label.name).is_some() {
                label.strength = Strength::Sure;
            }
            label
        })
    };
    lines.iter().enumerate().map(|(index, line)| at(index, line)).collect()
}

fn accepted(known: &KnownSpeakers, lines: &[Line], warnings: &mut Vec<Warning>) -> Vec<Option<Label>> {
    let candidates = candidates(known, lines);
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
    let begins = |line: &Line| !line.wrapped && line.heading.is_none();
    let paragraphs =
        || candidates.iter().zip(lines).skip(first).filter(|(label, line)| label.is_some() || begins(line));
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

/// The time that a text is, if it is nothing else: a cell of a table.
pub(super) fn whole_stamp(text: &str) -> Option<u32> {
    stamps::leading(text).filter(|stamp| stamp.end == text.len()).map(|stamp| stamp.start_ms)
}

/// Whether lines begin with bare `m:ss` stamps as a habit.
fn has_bare_stamps(lines: &[Line]) -> bool {
    let has_one = |line: &&Line| stamps::leading(&line.text).is_some_and(|stamp| !stamp.is_sure);
    lines.iter().filter(|line| line.heading.is_none()).filter(has_one).count() >= 3
}

/// Whether a line is a time stamp and nothing else.
fn is_stamp_alone(line: &Line) -> bool {
    stamps::leading(&line.text).is_some_and(|stamp| stamp.end == line.text.len())
}

/// Whether time stamps stand on lines of their own with a name on the next: nearly all that follows one comes again and
/// looks like a name.
fn names_after_stamps(lines: &[Line]) -> bool {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut pair_count = 0;
    for pair in lines.windows(2).filter(|pair| is_stamp_alone(&pair[0])) {
        pair_count += 1;
        let around = Around { after_stamp: true, ..Around::default() };
        if let Some(label) = candidate(&pair[1], around).filter(|label| label.strength >= Strength::Weak) {
            *counts.entry(label.name).or_default() += 1;
        }
    }
    let name_count: usize = counts.values().sum();
    pair_count >= 2 && name_count * 10 >= pair_count * 9 && counts.len() * 2 <= name_count
}

/// The style of most labels.
fn usual_style<'l>(labels: impl Iterator<Item = &'l Label>) -> Option<LabelStyle> {
    let mut counts: BTreeMap<LabelStyle, usize> = BTreeMap::new();
    for label in labels {
        *counts.entry(label.style).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(style, count)| (count, std::cmp::Reverse(style))).map(|(style, _)| style)
}
