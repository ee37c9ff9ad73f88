//! Who speaks in a transcript, for someone who is about to import it.

use std::path::Path;

use crate::import::{Imported, is_unknown_speaker, read_file, read_transcript_as, similar_labels};
use crate::project::{ProjectError, SourceEntry};
use crate::text::{counted, word_count};

/// So many of the lines where a speaker begins are named.
const SHOWN_LINES: usize = 3;

/// Someone who speaks in a transcript that has still to come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardSpeaker {
    /// Empty for what nobody is named for.
    pub name: String,
    pub turns: u64,
    pub words: u64,
    /// They ask: their words are never coded.
    pub asks: bool,
    /// They are nobody in particular, so no case.
    pub is_unknown: bool,
}

/// Everyone who speaks in a transcript, in the order in which they begin.
pub(in crate::project) fn heard_in(path: &Path, entry: &SourceEntry) -> Result<Vec<HeardSpeaker>, ProjectError> {
    let imported = read_transcript_as(path, &read_file(path)?, &entry.known_speakers())?;
    let heard = speakers(&imported).into_iter().map(|shown| HeardSpeaker {
        name: shown.name.to_owned(),
        turns: shown.turns,
        words: shown.words,
        asks: entry.asks(shown.name),
        is_unknown: is_unknown_speaker(shown.name),
    });
    Ok(heard.collect())
}

/// What is known of one speaker.
struct Shown<'a> {
    name: &'a str,
    turns: u64,
    words: u64,
    /// The first of the lines where they begin, in a file that has lines.
    lines: Vec<u64>,
}

/// In lines for people: how the file is read, how it names its speakers, and what each of them says how much of. `guess`:
/// what the file was taken for, if nobody said what it is.
pub(in crate::project) fn speaker_lines(
    path: &Path,
    entry: &SourceEntry,
    guess: Option<String>,
) -> Result<Vec<String>, ProjectError> {
    let imported = read_transcript_as(path, &read_file(path)?, &entry.known_speakers())?;
    let mut lines = vec![format!("{}, {}", imported.format, imported.encoding)];
    lines.extend(guess);
    lines.extend(imported.label_style.map(|style| format!("speakers are found by {style}")));
    lines.extend(speakers(&imported).iter().map(|shown| shown.line(entry)));
    let headings = imported.turns.iter().filter(|turn| turn.heading.is_some()).count() as u64;
    lines.extend((headings > 0).then(|| format!("{}: structure, never coded", counted(headings, "heading"))));
    lines.extend((!imported.memos.is_empty()).then(|| {
        format!("{}: kept as memos on the words they stand on", counted(imported.memos.len() as u64, "comment"))
    }));
    let alike = similar_labels(&imported.turns);
    lines.extend(alike.iter().map(|pair| {
        let (rare, common) = (&pair.rare, &pair.common);
        format!("look: {rare:?} and {common:?} may be one; --speakers \"{rare}={common}\" makes them so")
    }));
    lines.extend(imported.warnings.iter().map(|warning| {
        let place = warning.line_number.map(|line_number| format!("line {line_number}: ")).unwrap_or_default();
        format!("look: {place}{}", warning.message)
    }));
    Ok(lines)
}

/// Everyone who speaks, in the order in which they begin.
fn speakers(imported: &Imported) -> Vec<Shown<'_>> {
    let mut all: Vec<Shown<'_>> = Vec::new();
    for turn in imported.turns.iter().filter(|turn| turn.heading.is_none()) {
        let name = turn.speaker.as_deref().unwrap_or_default();
        let index = all.iter().position(|shown| shown.name == name).unwrap_or_else(|| {
            all.push(Shown { name, turns: 0, words: 0, lines: Vec::new() });
            all.len() - 1
        });
        let shown = &mut all[index];
        shown.turns += 1;
        shown.words += word_count(turn.span.of_text(&imported.text));
        if shown.lines.len() <= SHOWN_LINES {
            shown.lines.extend(turn.line_number);
        }
    }
    all
}

impl Shown<'_> {
    fn line(&self, entry: &SourceEntry) -> String {
        let name = if self.name.is_empty() { "(no speaker)" } else { self.name };
        let said = format!("{name}: {}, {}", counted(self.turns, "turn"), counted(self.words, "word"));
        let role = if entry.asks(self.name) {
            ", interviewer: never coded".to_owned()
        } else if let Some(case) = entry.case_of(self.name) {
            format!(", case {case}")
        } else if is_unknown_speaker(self.name) {
            ", nobody in particular: no case".to_owned()
        } else {
            String::new()
        };
        format!("{said}{}{role}", self.places())
    }

    /// ` (lines 1, 5, 9 …)`
    fn places(&self) -> String {
        let shown: Vec<String> = self.lines.iter().take(SHOWN_LINES).map(u64::to_string).collect();
        let more = if self.lines.len() > SHOWN_LINES { " …" } else { "" };
        match shown.as_slice() {
            [] => String::new(),
            [line] => format!(" (line {line})"),
            lines => format!(" (lines {}{more})", lines.join(", ")),
        }
    }
}
