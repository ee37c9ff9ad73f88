//! Transcripts in tables: a row is a turn, a sentence or a caption, with columns for who says what, and when.

use std::io::Cursor;
use std::path::Path;

use super::cues::{self, Moment, Piece, TimedCue, decoded, timed};
use super::lines::Line;
use super::speakers::{KnownSpeakers, LabelStyle};
use super::tables::{self, Record, Table, TableOptions};
use super::{ImportError, Imported, Warning};

/// A transcript has fewer rows.
const MAX_ROWS: usize = 500_000;

/// What columns are called, without spaces and signs.
const WORDS: &[&str] = &[
    "text",
    "sentence",
    "utterance",
    "transcript",
    "transcription",
    "words",
    "speech",
    "dialogue",
    "dialog",
    "content",
    "said",
    "turntext",
    "caption",
    "message",
    "body",
    "talk",
];
const SPEAKERS: &[&str] = &["speaker", "speakername", "speakers", "talker", "voice", "whospeaks", "speakerlabel"];
/// These name a speaker only beside a time or the number of a turn: a survey may have them too.
const MAYBE_SPEAKERS: &[&str] = &["name", "who", "participant", "person", "role"];
const STARTS: &[&str] =
    &["start", "starttime", "timestamp", "time", "begin", "timecode", "timein", "in", "from", "startms", "starttimes"];
const ENDS: &[&str] = &["end", "endtime", "timeout", "out", "to", "endms"];
const TURNS: &[&str] = &["turn", "turnnumber", "turnno", "turnid"];
/// A table with one of these is a survey, whatever else it has.
const RESPONDENTS: &[&str] = &["respondent", "respondentid", "responseid", "submissionid", "recordid"];

/// Where the columns of a transcript stand.
struct Columns {
    words: usize,
    speaker: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    turn: Option<usize>,
    names: Vec<String>,
}

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    let mut table = tables::open(path, Cursor::new(bytes.to_vec()), TableOptions::default())?;
    let Some(columns) = header(&mut table)? else {
        let message = "no column of this table is one of talk: name the column of the words \"Text\", and that of who \
                       says them \"Speaker\"; if it is a survey, list it as a source of kind \"survey\"";
        return Err(table.unusable(message));
    };
    let mut rows = Vec::new();
    let mut record = Record::default();
    let mut turn = String::new();
    while table.read(&mut record)? {
        if rows.len() == MAX_ROWS {
            return Err(table.unusable("there are more than 500,000 rows in it, which no transcript has; split it"));
        }
        rows.extend(columns.cue(&record, &mut turn));
    }
    let mut warnings = columns.left_out();
    warnings.extend(table.warnings());
    let (format, encoding) = (table.format(), table.encoding().to_owned());
    Ok(cues::transcript(known, format, &encoding, timed(rows), LabelStyle::Field, warnings))
}

/// What makes a table a transcript rather than a survey, in words; nothing if it is none.
pub(super) fn seen(table: &mut Table) -> Result<Option<String>, ImportError> {
    let Some(columns) = header(table)? else { return Ok(None) };
    let name = |index: usize| columns.names.get(index).map(String::as_str).unwrap_or_default();
    let beside = match (columns.speaker, columns.start) {
        (Some(speaker), _) => name(speaker),
        (None, Some(start)) => name(start),
        (None, None) => return Ok(None),
    };
    Ok(Some(format!("it has the columns {beside:?} and {:?}", name(columns.words))))
}

fn header(table: &mut Table) -> Result<Option<Columns>, ImportError> {
    let mut record = Record::default();
    while table.read(&mut record)? {
        if !record.is_blank() {
            return Ok(Columns::of_header(&record));
        }
    }
    Ok(None)
}

impl Columns {
    /// The columns of a transcript; nothing if the header is not that of one.
    fn of_header(header: &Record) -> Option<Self> {
        let names: Vec<String> = header.fields().map(|name| name.trim().to_owned()).collect();
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let find = |wanted: &[&str]| plain.iter().position(|name| wanted.contains(&name.as_str()));
        if find(RESPONDENTS).is_some() {
            return None;
        }
        let (words, start, end, turn) = (find(WORDS)?, find(STARTS), find(ENDS), find(TURNS));
        let maybe = || find(MAYBE_SPEAKERS).filter(|_| start.is_some() || turn.is_some());
        let speaker = find(SPEAKERS).or_else(maybe);
        // Captions: nobody is named, but all has a beginning and an end.
        let is_talk = speaker.is_some() || (start.is_some() && end.is_some());
        is_talk.then_some(Self { words, speaker, start, end, turn, names })
    }

    /// What a row says; nothing if it has no words. `turn` is the number of the turn that the row before belongs to.
    fn cue(&self, record: &Record, turn: &mut String) -> Option<TimedCue> {
        let cell = |index: Option<usize>| index.map(|index| record.field(index).trim()).unwrap_or_default();
        let words = Line::of(&decoded(record.field(self.words)), None)?.text;
        let text = words.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        let speaker = Line::of(cell(self.speaker), None);
        let speaker = speaker.map(|name| name.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let line_number = Some(record.number);
        let mut timed = TimedCue { start: Moment::of_text(cell(self.start)), ..TimedCue::default() };
        timed.end = Moment::of_text(cell(self.end));
        timed.cue.pieces.push(Piece { speaker, text, line_number, breaks: false });
        let number = cell(self.turn);
        if !number.is_empty() && number != turn {
            timed.cue.is_new_turn = true;
            number.clone_into(turn);
        }
        Some(timed)
    }

    /// Says which columns are no part of the talk.
    fn left_out(&self) -> Vec<Warning> {
        let used = [Some(self.words), self.speaker, self.start, self.end, self.turn];
        let names: Vec<&str> = (0..self.names.len())
            .filter(|index| !used.contains(&Some(*index)))
            .map(|index| self.names[index].as_str())
            .filter(|name| !name.is_empty())
            .collect();
        if names.is_empty() {
            return Vec::new();
        }
        let message = format!("these columns are no talk and were left out: {}", names.join(", "));
        vec![Warning { message, line_number: None, column_number: None }]
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
