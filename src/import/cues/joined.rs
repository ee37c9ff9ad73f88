//! Cues become turns.

use super::{Cue, Piece, signs};
use crate::import::lines::Line;
use crate::import::speakers::{self, KnownSpeakers, LabelStyle, Turns};
use crate::import::{Imported, Warning};
use crate::model::SourceFormat;

/// Cues without speakers and full stops are parted where it is silent this long, or after so many words.
const PAUSE_MS: u32 = 2000;
const MAX_WORDS: usize = 120;

/// Makes a transcript of cues, in the order in which they are said.
pub(in crate::import) fn transcript(
    known: &KnownSpeakers,
    format: SourceFormat,
    encoding: &str,
    mut cues: Vec<Cue>,
    style: LabelStyle,
    warnings: Vec<Warning>,
) -> Imported {
    let is_named = |cues: &[Cue]| cues.iter().flat_map(|cue| &cue.pieces).any(|piece| piece.speaker.is_some());
    let mut style = is_named(&cues).then_some(style);
    if style.is_none() {
        signs::take_off(&mut cues);
        name_by_labels(known, &mut cues);
        style = is_named(&cues).then_some(LabelStyle::Colon);
    }
    // A single sign in an hour is a slip; where they come again and again, they part the speakers.
    let break_count = cues.iter().flat_map(|cue| &cue.pieces).filter(|piece| piece.breaks).count();
    let by_speaker = style.is_some() || (break_count >= 2 && break_count * 20 >= cues.len());
    let turns = if by_speaker { turns_by_speaker(known, &cues) } else { turns_by_sentence(known, &cues) };
    turns.finish(format, encoding, style, warnings)
}

/// Where there are no voice tags, `Name: …` at the beginning of a cue's line may say who speaks.
fn name_by_labels(known: &KnownSpeakers, cues: &mut [Cue]) {
    let lines: Vec<Line> = cues
        .iter()
        .flat_map(|cue| &cue.pieces)
        .map(|piece| Line { text: piece.text.clone(), number: piece.line_number, ..Line::default() })
        .collect();
    let names = speakers::accepted_names(known, &lines);
    for (piece, name) in cues.iter_mut().flat_map(|cue| &mut cue.pieces).zip(names) {
        if let Some((name, rest)) = name {
            piece.text = piece.text.get(rest..).unwrap_or_default().trim_start().to_owned();
            piece.speaker = Some(name);
        }
    }
}

fn turns_by_speaker<'k>(known: &'k KnownSpeakers, cues: &[Cue]) -> Turns<'k> {
    let mut turns = Turns::new(known);
    for cue in cues {
        for piece in &cue.pieces {
            let speaker = piece.speaker.as_deref();
            // Subtitles name a speaker once: words without a name go on with whoever spoke last.
            let goes_on = turns.goes_on(speaker) && (speaker.is_some() || !piece.breaks) && !cue.is_new_turn;
            join(&mut turns, cue, piece, goes_on);
        }
    }
    turns
}

fn turns_by_sentence<'k>(known: &'k KnownSpeakers, cues: &[Cue]) -> Turns<'k> {
    let mut turns = Turns::new(known);
    let mut last_end_ms: u32 = 0;
    let mut word_count = 0;
    for cue in cues {
        let pauses = cue.start_ms.is_some_and(|start_ms| start_ms > last_end_ms.saturating_add(PAUSE_MS));
        for (index, piece) in cue.pieces.iter().enumerate() {
            let is_sentence_over = turns
                .last_words()
                .trim_end_matches(['"', '”', '\'', '’', ')', ']'])
                .ends_with(['.', '?', '!', '…', '。', '؟']);
            let is_over = is_sentence_over || piece.breaks || (index == 0 && pauses) || word_count >= MAX_WORDS;
            let goes_on = !turns.is_empty() && !is_over && !cue.is_new_turn;
            join(&mut turns, cue, piece, goes_on);
            word_count = if goes_on { word_count } else { 0 } + piece.text.split_whitespace().count();
        }
        last_end_ms = cue.end_ms.or(cue.start_ms).unwrap_or(last_end_ms);
    }
    turns
}

/// Adds words of a cue to the last turn, or begins another with them.
fn join(turns: &mut Turns<'_>, cue: &Cue, piece: &Piece, goes_on: bool) {
    if goes_on {
        turns.extend_paragraph(&piece.text);
        if let Some(start_ms) = cue.start_ms {
            turns.mark(0, start_ms);
        }
    } else {
        turns.begin(piece.speaker.as_deref(), cue.start_ms, &piece.text);
        turns.at_line(piece.line_number);
    }
}
