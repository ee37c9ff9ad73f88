//! One value of a JSON file after the other, and what of it is a piece of talk.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::import::cues::{Moment, Piece, TimedCue};
use crate::import::lines::Line;

/// A transcript has fewer pieces.
const MAX_PIECES: usize = 500_000;

/// The lists of pieces that were found so far.
#[derive(Default)]
pub(super) struct Groups {
    lists: Vec<Vec<TimedCue>>,
    piece_count: usize,
}

impl Groups {
    /// Adds a piece to a list, which begins with its first piece.
    fn add(&mut self, list: &mut Option<usize>, piece: TimedCue) {
        self.piece_count += 1;
        if self.piece_count > MAX_PIECES {
            return;
        }
        let list = *list.get_or_insert_with(|| {
            self.lists.push(Vec::new());
            self.lists.len() - 1
        });
        self.lists[list].push(piece);
    }

    pub(super) fn are_too_many(&self) -> bool {
        self.piece_count > MAX_PIECES
    }

    /// Of the lists that hold nearly all that is said, the one with most pieces; of two, the one that says more often who
    /// speaks; then the first.
    pub(super) fn fullest(self) -> Vec<TimedCue> {
        let words = |list: &[TimedCue]| -> usize {
            list.iter().flat_map(|timed| &timed.cue.pieces).map(|piece| piece.text.split_whitespace().count()).sum()
        };
        let is_named = |timed: &&TimedCue| timed.cue.pieces.iter().any(|piece| piece.speaker.is_some());
        let most = self.lists.iter().map(|list| words(list)).max().unwrap_or_default();
        let full = self.lists.into_iter().rev().filter(|list| words(list) * 10 >= most * 9);
        full.max_by_key(|list| (list.len(), list.iter().filter(is_named).count())).unwrap_or_default()
    }
}

/// Looks for pieces of talk in any value, and says what the value is to the object that it stands in.
pub(super) struct Walk<'g> {
    pub(super) groups: &'g mut Groups,
    /// The list that the value stands in, once it has a piece.
    pub(super) list: &'g mut Option<usize>,
}

/// What a value is to the object around it.
pub(super) enum Value {
    Nothing,
    Text(String),
    Number(f64),
    /// A pair of times, or an object with two.
    Stretch(Option<Moment>, Option<Moment>),
    /// An object that has a name.
    Named(String),
}

impl Value {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn into_name(self) -> Option<String> {
        let name = match self {
            Self::Text(name) | Self::Named(name) => name,
            Self::Number(number) => format!("Speaker {number}"),
            Self::Nothing | Self::Stretch(..) => return None,
        };
        let name = Line::of(&name, None)?.text;
        Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn into_times(self) -> (Option<Moment>, Option<Moment>) {
        match self {
            Self::Text(text) => (Moment::of_text(&text), None),
            Self::Number(number) => (Moment::of_number(number), None),
            Self::Stretch(start, end) => (start, end),
            Self::Nothing | Self::Named(_) => (None, None),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut own = None;
        let mut times = Vec::new();
        while let Some(value) = list.next_element_seed(Walk { groups: self.groups, list: &mut own })? {
            if times.len() < 2 {
                times.push(value.into_times().0);
            }
        }
        Ok(Value::Stretch(times.first().copied().flatten(), times.get(1).copied().flatten()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut found = TimedCue::default();
        let (mut text, mut speaker, mut name) = (None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            // The same talk, word by word.
            if matches!(key.as_str(), "words" | "tokens" | "items") {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = map.next_value_seed(Walk { groups: self.groups, list: &mut None })?;
            match key.as_str() {
                "text" | "body" | "transcript" | "content" | "sentence" | "utterance" | "caption" | "message" => {
                    text = text.or(value.into_text());
                }
                "speaker" | "speaker_label" | "speakerLabel" | "speaker_id" | "speakerId" | "participant" => {
                    speaker = speaker.or(value.into_name());
                }
                "speaker_name" | "speakerName" => speaker = value.into_name().or(speaker),
                "name" | "displayName" | "label" => name = name.or(value.into_name()),
                "start" | "startTime" | "start_time" | "startMs" | "start_ms" | "begin" | "timestamp"
                | "timestamps" | "time" | "from" => {
                    let (start, end) = value.into_times();
                    found.start = found.start.or(start);
                    found.end = found.end.or(end);
                }
                "end" | "endTime" | "end_time" | "endMs" | "end_ms" | "to" => {
                    found.end = found.end.or(value.into_times().0);
                }
                _ => {}
            }
        }
        if let Some(line) = text.and_then(|text| Line::of(&text, None)) {
            let speaker = speaker.or(name);
            found.cue.pieces.push(Piece { speaker, text: line.text, line_number: None, breaks: false });
            self.groups.add(self.list, found);
            return Ok(Value::Nothing);
        }
        Ok(name.or(speaker).map_or(Value::Stretch(found.start, found.end), Value::Named))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(u32::try_from(number).map_or(Value::Nothing, |number| Value::Number(f64::from(number))))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }
}
