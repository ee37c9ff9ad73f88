//! WebVTT subtitles. Styling, positions and notes are dropped; voice tags and `Name:` become speakers.
//!
//! A cue is what fits on a screen, not what someone says: cues of one speaker in a row are one turn, and where no one is
//! named, cues are joined up to the end of their sentence.

use std::path::Path;

use super::lines::Line;
use super::speakers::{self, Turns};
use super::txt::{split_lines, unreadable};
use super::{ImportError, Imported, Place, Warning, encoding, file};
use crate::model::SourceFormat;

/// Cues without speakers and full stops are parted where it is silent this long, or after so many words.
const PAUSE_MS: u32 = 2000;
const MAX_WORDS: usize = 120;

/// What is said between two times.
#[derive(Debug)]
struct Cue {
    start_ms: u32,
    end_ms: u32,
    pieces: Vec<Piece>,
}

/// Words of a cue, with the speaker if one is named.
#[derive(Debug)]
struct Piece {
    speaker: Option<String>,
    text: String,
    line_number: u64,
}

pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Imported, ImportError> {
    file::check_is_text(path, bytes)?;
    let decoded = encoding::decode(path, bytes)?;
    let mut warnings = unreadable(decoded.replaced_count, decoded.encoding);
    let mut cues = cues_of(path, &decoded.text, &mut warnings)?;
    if decoded.text.contains("<0") || decoded.text.contains("<c>") {
        drop_rolled_up(&mut cues);
    }
    let has_voices = cues.iter().flat_map(|cue| &cue.pieces).any(|piece| piece.speaker.is_some());
    if !has_voices {
        name_by_labels(&mut cues);
    }
    let has_speakers = cues.iter().flat_map(|cue| &cue.pieces).any(|piece| piece.speaker.is_some());
    let turns = if has_speakers { by_speaker(&cues) } else { by_sentence(&cues) };
    Ok(turns.finish(SourceFormat::Vtt, decoded.encoding, warnings))
}

fn cues_of(path: &Path, text: &str, warnings: &mut Vec<Warning>) -> Result<Vec<Cue>, ImportError> {
    let lines: Vec<(u64, &str)> =
        split_lines(text).enumerate().map(|(index, line)| (index as u64 + 1, line.trim_end())).collect();
    let header = lines.first().map(|(_, line)| *line).unwrap_or_default();
    if header != "WEBVTT" && !header.starts_with("WEBVTT ") && !header.starts_with("WEBVTT\t") {
        let message = "the file does not begin with WEBVTT; export it again as WebVTT, or give it its true extension";
        return Err(ImportError::damaged(path, Place::line(1), message));
    }
    let mut cues = Vec::new();
    let blocks = lines.split(|(_, line)| line.trim().is_empty()).filter(|block| !block.is_empty());
    for (index, block) in blocks.enumerate() {
        let has_times = block.iter().any(|(_, line)| line.contains("-->"));
        let first = block.first().map(|(_, line)| *line).unwrap_or_default();
        let is_aside = ["NOTE", "STYLE", "REGION"]
            .iter()
            .any(|word| first == *word || first.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t'])));
        if is_aside || (index == 0 && !has_times) {
            continue;
        }
        if has_times {
            block_cues(path, block, &mut cues)?;
        } else if !cues.is_empty() {
            stray_block(block, &mut cues, warnings);
        }
    }
    if cues.is_empty() {
        return Err(ImportError::damaged(path, Place::WHOLE, "there are no cues in it; export the transcript again"));
    }
    Ok(cues)
}

/// The cues of one block: one, unless a blank line between two is missing.
fn block_cues(path: &Path, block: &[(u64, &str)], cues: &mut Vec<Cue>) -> Result<(), ImportError> {
    let timing: Vec<usize> = (0..block.len()).filter(|&index| block[index].1.contains("-->")).collect();
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
        let end = timing.get(order + 1).copied().unwrap_or(block.len());
        let mut reader = Payload::default();
        for &(line_number, line) in block.get(at + 1..end).unwrap_or_default() {
            reader.line(line, line_number);
        }
        cues.push(Cue { start_ms, end_ms, pieces: reader.pieces });
    }
    Ok(())
}

/// Words without times go on with the cue before them, so that nothing said is lost.
fn stray_block(block: &[(u64, &str)], cues: &mut [Cue], warnings: &mut Vec<Warning>) {
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

fn times(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((time(start.trim())?, time(end)?))
}

/// `hh:mm:ss.ttt` or `mm:ss.ttt`; a comma for the point is let pass.
fn time(text: &str) -> Option<u32> {
    let (clock, fraction) = text.split_once(['.', ','])?;
    if fraction.len() != 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut seconds: u32 = 0;
    let parts: Vec<&str> = clock.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for (index, part) in parts.iter().enumerate() {
        let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = part.parse().ok().filter(|number| is_number && (index == 0 || *number < 60))?;
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    seconds.checked_mul(1000)?.checked_add(fraction.parse().ok()?)
}

/// Takes a cue's lines apart by voice tags.
#[derive(Default)]
struct Payload {
    pieces: Vec<Piece>,
    voice: Option<String>,
}

impl Payload {
    fn line(&mut self, line: &str, line_number: u64) {
        let mut words = String::new();
        let mut rest = line;
        while let Some(at) = rest.find(['<', '&']) {
            let (before, from) = rest.split_at(at);
            words.push_str(before);
            if from.starts_with('&') {
                let (decoded, length) = entity(from);
                words.push_str(decoded.as_deref().unwrap_or("&"));
                rest = from.get(length..).unwrap_or_default();
                continue;
            }
            let Some((tag, after)) =
                from.strip_prefix('<').and_then(|tag| tag.split_once('>')).filter(|(tag, _)| is_tag(tag))
            else {
                words.push('<');
                rest = from.get(1..).unwrap_or_default();
                continue;
            };
            if let Some(name) = voice_of(tag) {
                self.push(&mut words, line_number);
                self.voice = Some(name);
            } else if tag == "/v" {
                self.push(&mut words, line_number);
                self.voice = None;
            }
            rest = after;
        }
        words.push_str(rest);
        self.push(&mut words, line_number);
    }

    fn push(&mut self, words: &mut String, line_number: u64) {
        if let Some(line) = Line::of(words, Some(line_number)) {
            self.pieces.push(Piece { speaker: self.voice.clone(), text: line.text, line_number });
        }
        words.clear();
    }
}

/// Tags of WebVTT; `<` and `>` around anything else are words.
fn is_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(['.', ' ', '\t']).next().unwrap_or_default();
    matches!(name, "c" | "i" | "b" | "u" | "v" | "ruby" | "rt" | "lang" | "font" | "")
        || (name.starts_with(|first: char| first.is_ascii_digit()) && tag.contains(':'))
}

/// The name in `v Anna` or `v.loud Anna`.
fn voice_of(tag: &str) -> Option<String> {
    let (name, speaker) = tag.split_once([' ', '\t'])?;
    let is_voice = name == "v" || name.starts_with("v.");
    let mut decoded = String::new();
    let mut rest = speaker;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        let (character, length) = entity(from);
        decoded.push_str(before);
        decoded.push_str(character.as_deref().unwrap_or("&"));
        rest = from.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    let name = crate::text::normalise(&decoded).split_whitespace().collect::<Vec<_>>().join(" ");
    (is_voice && !name.is_empty()).then_some(name)
}

/// The character that `&…;` at the beginning of a text stands for, and its length; nothing and 1 if it is only an `&`.
pub(super) fn entity(text: &str) -> (Option<String>, usize) {
    let body = text.strip_prefix('&').and_then(|body| body.split_once(';')).map(|(body, _)| body);
    let Some(body) = body.filter(|body| !body.is_empty() && body.len() <= 10) else { return (None, 1) };
    let decoded = match body {
        "amp" => Some("&".to_owned()),
        "lt" => Some("<".to_owned()),
        "gt" => Some(">".to_owned()),
        "quot" => Some("\"".to_owned()),
        "apos" => Some("'".to_owned()),
        "nbsp" => Some("\u{a0}".to_owned()),
        "lrm" | "rlm" | "zwnj" | "zwj" => Some(String::new()),
        "ndash" => Some("–".to_owned()),
        "mdash" => Some("—".to_owned()),
        "hellip" => Some("…".to_owned()),
        "lsquo" => Some("‘".to_owned()),
        "rsquo" => Some("’".to_owned()),
        "ldquo" => Some("“".to_owned()),
        "rdquo" => Some("”".to_owned()),
        _ => numeric_entity(body).map(String::from),
    };
    match decoded {
        Some(decoded) => (Some(decoded), body.len() + 2),
        None => (None, 1),
    }
}

fn numeric_entity(body: &str) -> Option<char> {
    let digits = body.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).filter(|character| !character.is_control() || *character == '\n')
}

/// Captions that roll up show each line twice: as it is spoken, and again above the next one. The second is dropped.
fn drop_rolled_up(cues: &mut [Cue]) {
    let mut last = String::new();
    for cue in cues {
        cue.pieces.retain(|piece| {
            let is_again = piece.text == last;
            last.clone_from(&piece.text);
            !is_again
        });
    }
}

/// Where there are no voice tags, `Name: …` at the beginning of a cue's line may say who speaks.
fn name_by_labels(cues: &mut [Cue]) {
    let lines: Vec<Line> = cues
        .iter()
        .flat_map(|cue| &cue.pieces)
        .map(|piece| Line { text: piece.text.clone(), number: Some(piece.line_number), ..Line::default() })
        .collect();
    let names = speakers::accepted_names(&lines);
    for (piece, name) in cues.iter_mut().flat_map(|cue| &mut cue.pieces).zip(names) {
        if let Some((name, rest)) = name {
            piece.text = piece.text.get(rest..).unwrap_or_default().trim_start().to_owned();
            piece.speaker = Some(name);
        }
    }
}

fn by_speaker(cues: &[Cue]) -> Turns {
    let mut turns = Turns::default();
    for cue in cues {
        for piece in &cue.pieces {
            // Subtitles name a speaker once: words without a name go on with whoever spoke last.
            if !turns.is_empty() && (piece.speaker.is_none() || piece.speaker.as_deref() == turns.last_speaker()) {
                turns.extend_paragraph(&piece.text);
            } else {
                turns.begin(piece.speaker.as_deref(), Some(cue.start_ms), &piece.text);
            }
        }
    }
    turns
}

fn by_sentence(cues: &[Cue]) -> Turns {
    let mut turns = Turns::default();
    let mut last_end_ms: u32 = 0;
    let mut word_count = 0;
    for cue in cues {
        let pauses = cue.start_ms > last_end_ms.saturating_add(PAUSE_MS);
        for (index, piece) in cue.pieces.iter().enumerate() {
            let is_sentence_over = turns
                .last_words()
                .trim_end_matches(['"', '”', '\'', '’', ')', ']'])
                .ends_with(['.', '?', '!', '…', '。', '؟']);
            if turns.is_empty() || is_sentence_over || (index == 0 && pauses) || word_count >= MAX_WORDS {
                turns.begin(None, Some(cue.start_ms), &piece.text);
                word_count = 0;
            } else {
                turns.extend_paragraph(&piece.text);
            }
            word_count += piece.text.split_whitespace().count();
        }
        last_end_ms = cue.end_ms;
    }
    turns
}
