//! Transcripts in JSON, as speech recognition writes them: a list of pieces of talk, each with its words, and most often
//! with speaker and times.
//!
//! Every program has its own names for these, and puts the list into other lists and objects. So the whole file is walked
//! through, every list of pieces is noted, and the one that holds nearly all that is said, in most pieces, is the
//! transcript: the others are a part of it, or all of it once more in one piece.

mod piece;

use std::path::Path;

use serde::de::DeserializeSeed;

use self::piece::{Groups, Walk};
use super::cues::{self, TimedCue, timed};
use super::speakers::{KnownSpeakers, LabelStyle};
use super::txt::unreadable;
use super::{ImportError, Imported, Place, encoding, file};
use crate::model::SourceFormat;

/// Larger files are no transcript: a day of talk with a time for every word takes less.
const MAX_BYTES: usize = 64 << 20;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    file::check_is_text(path, bytes)?;
    if bytes.len() > MAX_BYTES {
        let message = "the file is larger than 64 MB, which no transcript in JSON is; split it";
        return Err(ImportError::damaged(path, Place::WHOLE, message));
    }
    let decoded = encoding::decode(path, bytes)?;
    let pieces = pieces(path, &decoded.text)?;
    if pieces.is_empty() {
        let message = "there is no talk in it: pieces of a transcript have a \"text\" (or \"body\", \"transcript\"), and \
                       most often \"speaker\" and \"start\"";
        return Err(ImportError::damaged(path, Place::WHOLE, message));
    }
    let warnings = unreadable(decoded.replaced_count, decoded.encoding);
    let cues = timed(pieces);
    Ok(cues::transcript(known, SourceFormat::Json, decoded.encoding, cues, LabelStyle::Field, warnings))
}

/// Whether a JSON file is a transcript rather than a table: most of its pieces say who speaks, or when.
pub(super) fn is_talk(path: &Path, bytes: &[u8]) -> bool {
    let is_said = |piece: &&TimedCue| {
        let is_named = piece.cue.pieces.iter().any(|piece| piece.speaker.is_some());
        is_named || piece.start.is_some()
    };
    let decoded = (bytes.len() <= MAX_BYTES).then(|| encoding::decode(path, bytes).ok()).flatten();
    let pieces = decoded.and_then(|decoded| pieces(path, &decoded.text).ok()).unwrap_or_default();
    !pieces.is_empty() && pieces.iter().filter(is_said).count() * 2 > pieces.len()
}

fn pieces(path: &Path, text: &str) -> Result<Vec<TimedCue>, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut groups = Groups::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let walked = Walk { groups: &mut groups, list: &mut None }.deserialize(&mut json).and_then(|_| json.end());
    walked.map_err(|error| {
        let message = if error.is_eof() {
            "the file ends in the middle; export or copy it again"
        } else {
            "this is no JSON from here on; export or copy the file again"
        };
        ImportError::damaged(path, Place::at(error.line() as u64, error.column() as u64), message)
    })?;
    if groups.are_too_many() {
        let message = "there are more than 500,000 pieces of talk in it, which no transcript has; split it";
        return Err(ImportError::damaged(path, Place::WHOLE, message));
    }
    Ok(groups.fullest())
}
