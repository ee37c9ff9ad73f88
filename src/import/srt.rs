//! SubRip subtitles. Numbers, styling and positions are dropped; `Name:` becomes the speaker, `>>` and dashes part them.

use std::path::Path;

use super::cues::{self, Cue};
use super::speakers::{KnownSpeakers, LabelStyle};
use super::txt::{split_lines, unreadable};
use super::{ImportError, Imported, Place, Warning, encoding, file};
use crate::model::SourceFormat;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    file::check_is_text(path, bytes)?;
    let decoded = encoding::decode(path, bytes)?;
    let mut warnings = unreadable(decoded.replaced_count, decoded.encoding);
    let cues = cues_of(path, &decoded.text, &mut warnings)?;
    Ok(cues::transcript(known, SourceFormat::Srt, decoded.encoding, cues, LabelStyle::Voice, warnings))
}

fn cues_of(path: &Path, text: &str, warnings: &mut Vec<Warning>) -> Result<Vec<Cue>, ImportError> {
    let lines: Vec<(u64, &str)> =
        split_lines(text).enumerate().map(|(index, line)| (index as u64 + 1, line.trim_end())).collect();
    if !lines.iter().any(|(_, line)| cues::is_timing(line)) {
        let message = "there are no cues in it; export the transcript again, or give it its true extension";
        return Err(ImportError::damaged(path, Place::WHOLE, message));
    }
    let mut cues: Vec<Cue> = Vec::new();
    for block in cues::blocks(&lines) {
        if block.iter().any(|(_, line)| cues::is_timing(line)) {
            cues::block_cues(path, block, true, &mut cues)?;
            continue;
        }
        // A number whose times and words are missing.
        let words = if cues::is_number(block[0].1) { block.get(1..).unwrap_or_default() } else { block };
        if words.is_empty() {
            continue;
        }
        if cues.is_empty() {
            cues.push(Cue::default());
        }
        cues::stray_block(words, &mut cues, warnings);
    }
    Ok(cues)
}
