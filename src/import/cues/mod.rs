//! Cues: what is said between two times. Captions and machine transcripts are made of them.
//!
//! A cue is what fits on a screen, not what someone says: cues of one speaker in a row are one turn, and where no one is
//! named, cues are joined up to the end of their sentence.

mod joined;
mod moments;
mod signs;
mod times;
mod words;

use std::path::Path;

use self::times::times;
use self::words::Payload;
use super::{ImportError, Place, Warning};

pub(super) use self::joined::transcript;
pub(super) use self::moments::{Moment, TimedCue, timed};
pub(super) use self::words::{decoded, entity};

/// What is said between two times.
#[derive(Debug, Default, Clone)]
pub(super) struct Cue {
    pub(super) start_ms: Option<u32>,
    pub(super) end_ms: Option<u32>,
    pub(super) pieces: Vec<Piece>,
    /// The file says that a turn begins here, even if the same person goes on.
    pub(super) is_new_turn: bool,
}

/// Words of a cue, with the speaker if one is named.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) speaker: Option<String>,
    pub(super) text: String,
    /// Of a file that has lines or rows.
    pub(super) line_number: Option<u64>,
    /// A sign says that someone else speaks from here on.
    pub(super) breaks: bool,
}

/// Lines with their numbers.
pub(super) type Lines<'t> = [(u64, &'t str)];

/// Lines between blank lines.
pub(super) fn blocks<'t>(lines: &'t Lines<'t>) -> impl Iterator<Item = &'t Lines<'t>> {
    lines.split(|(_, line)| line.trim().is_empty()).filter(|block| !block.is_empty())
}

/// The cues of one block: one, unless a blank line between two is missing.
///
/// `numbered`: the line above the times is a number, and no words of the cue before.
pub(super) fn block_cues(
    path: &Path,
    block: &Lines<'_>,
    numbered: bool,
    cues: &mut Vec<Cue>,
) -> Result<(), ImportError> {
    let timing: Vec<usize> = (0..block.len()).filter(|&index| is_timing(block[index].1)).collect();
    for (order, &at) in timing.iter().enumerate() {
        let (line_number, line) = block[at];
        let Some((start_ms, end_ms)) = times(line) else {
            let message = "the times of this cue cannot be read; they look like 00:01:02.500 --> 00:01:04.000";
            return Err(ImportError::damaged(path, Place::line(line_number), message));
        };
        if end_ms < start_ms {
            let message = "this cue ends before it starts; correct its times";
            return Err(ImportError::damaged(path, Place::line(line_number), message));
        }
        let mut end = timing.get(order + 1).copied().unwrap_or(block.len());
        if numbered && end < block.len() && end > at + 1 && is_number(block[end - 1].1) {
            end -= 1;
        }
        let mut reader = Payload::default();
        for &(line_number, line) in block.get(at + 1..end).unwrap_or_default() {
            reader.line(line, line_number);
        }
        cues.push(Cue { start_ms: Some(start_ms), end_ms: Some(end_ms), pieces: reader.pieces, is_new_turn: false });
    }
    Ok(())
}

/// Words without times go on with the cue before them, so that nothing said is lost.
pub(super) fn stray_block(block: &Lines<'_>, cues: &mut [Cue], warnings: &mut Vec<Warning>) {
    let Some(cue) = cues.last_mut() else { return };
    let mut reader = Payload::default();
    for &(line_number, line) in block {
        reader.line(line, line_number);
    }
    cue.pieces.append(&mut reader.pieces);
    let message = "these words have no times; they were added to the cue before".to_owned();
    warnings.push(Warning {
        message,
        line_number: block.first().map(|(line_number, _)| *line_number),
        column_number: None,
    });
}

/// Whether a line says when a cue begins and ends, or means to.
pub(super) fn is_timing(line: &str) -> bool {
    line.contains("-->")
        || (line.contains("->")
            && line.trim_start().starts_with(|first: char| first.is_ascii_digit())
            && line.contains(':'))
}

/// Whether a line is nothing but a number.
pub(super) fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// Captions that roll up show each line twice: as it is spoken, and again above the next one. The second is dropped.
pub(super) fn drop_rolled_up(cues: &mut [Cue]) {
    let mut last = String::new();
    for cue in cues {
        cue.pieces.retain(|piece| {
            let is_again = piece.text == last;
            last.clone_from(&piece.text);
            !is_again
        });
    }
}
