//! WebVTT subtitles. Styling, positions and notes are dropped; voice tags and `Name:` become speakers.

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
    let mut cues = cues_of(path, &decoded.text, &mut warnings)?;
    if decoded.text.contains("<0") || decoded.text.contains("<c>") {
        cues::drop_rolled_up(&mut cues);
    }
    Ok(cues::transcript(known, SourceFormat::Vtt, decoded.encoding, cues, LabelStyle::Voice, warnings))
}

fn cues_of(path: &Path, text: &str, warnings: &mut Vec<Warning>) -> Result<Vec<Cue>, ImportError> {
    let lines: Vec<(u64, &str)> =
        split_lines(text).enumerate().map(|(index, line)| (index as u64 + 1, line.trim_end())).collect();
    let header = lines.first().map(|(_, line)| *line).unwrap_or_default();
    if header != "WEBVTT" && !header.starts_with("WEBVTT ") && !header.starts_with("WEBVTT\t") {
        let message = "the file does not begin with WEBVTT; export it again as WebVTT, or give it its true extension";
        return Err(ImportError::damaged(path, Place::line(1), message));
    }
    let mut cues: Vec<Cue> = Vec::new();
    for (index, block) in cues::blocks(&lines).enumerate() {
        let has_times = block.iter().any(|(_, line)| line.contains("-->"));
        let first = block.first().map(|(_, line)| *line).unwrap_or_default();
        let is_aside = ["NOTE", "STYLE", "REGION"]
            .iter()
            .any(|word| first == *word || first.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t'])));
        if is_aside || (index == 0 && !has_times) {
            continue;
        }
        if has_times {
            cues::block_cues(path, block, false, &mut cues)?;
        } else if !cues.is_empty() {
            cues::stray_block(block, &mut cues, warnings);
        }
    }
    if cues.is_empty() {
        return Err(ImportError::damaged(path, Place::WHOLE, "there are no cues in it; export the transcript again"));
    }
    Ok(cues)
}
