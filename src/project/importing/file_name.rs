//! Names of files that come from elsewhere, made such that every computer can keep them.

use super::incoming::IncomingError;
use crate::text::normalise;

/// Longer names are refused by some file systems, in bytes.
const LONGEST: usize = 200;

/// Names that Windows keeps for its devices, whatever ending they have.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The last part of what may be a path, without what no file's name holds everywhere; or that there is no such name.
pub(super) fn safe_file_name(name: &str) -> Result<String, IncomingError> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut safe = String::with_capacity(last.len());
    for letter in normalise(last).chars() {
        match letter {
            // Marks that turn the direction of writing would show another ending than the file has.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            letter if letter.is_control() => {}
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => safe.push('_'),
            letter => safe.push(letter),
        }
    }
    let safe = safe.trim_start_matches(['.', ' ', '~']).trim_end_matches(['.', ' ']);
    let stem = safe.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |name: &str| {
        stem.strip_prefix(name)
            .is_some_and(|number| number.chars().count() == 1 && number.chars().all(char::is_numeric))
    };
    let is_device = DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt");
    let has_ending = safe.rsplit_once('.').is_some_and(|(before, ending)| !before.is_empty() && !ending.is_empty());
    if is_device || !has_ending || safe.len() > LONGEST {
        return Err(IncomingError::Name { name: safe.chars().take(80).collect() });
    }
    Ok(safe.to_owned())
}
