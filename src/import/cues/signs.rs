//! `>>` and dashes before words: captions say so that someone else speaks now.

use super::Cue;

/// Takes these signs off, and notes where they stood.
pub(super) fn take_off(cues: &mut [Cue]) {
    let pieces = || cues.iter().flat_map(|cue| &cue.pieces);
    // A dash before a small letter goes on with a sentence; in such a transcript no dash is a sign.
    let dashed = || pieces().filter_map(|piece| after_dash(&piece.text));
    let has_dashes = dashed().count() >= 2 && dashed().all(|after| !after.starts_with(char::is_lowercase));
    for piece in cues.iter_mut().flat_map(|cue| &mut cue.pieces) {
        let after = after_arrows(&piece.text).or_else(|| after_dash(&piece.text).filter(|_| has_dashes));
        if let Some(after) = after.filter(|after| !after.is_empty()).map(str::to_owned) {
            piece.text = after;
            piece.breaks = true;
        }
    }
}

fn after_arrows(text: &str) -> Option<&str> {
    text.strip_prefix(">>").map(|after| after.trim_start_matches(['>', ' ']))
}

fn after_dash(text: &str) -> Option<&str> {
    ["- ", "– ", "— ", "‐ "].iter().find_map(|dash| text.strip_prefix(dash)).map(str::trim_start)
}
