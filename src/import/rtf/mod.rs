//! Rich Text Format, by hand: signs (`lex`), then a walk over groups (`walk`), each of which inherits from the one around
//! it.
//!
//! What comes out is what a reader of the accepted document would see: tracked insertions stay, deletions and hidden text
//! go, footnotes stand in brackets at their place, comments become memos. Pictures and embedded files are stepped over.

mod comments;
mod fonts;
mod lex;
mod styles;
mod target;
mod walk;
mod words;

use std::path::Path;

use super::speakers::KnownSpeakers;
use super::{ImportError, Imported, Place, Warning, file, speakers};
use crate::model::SourceFormat;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !start.starts_with(b"{\\rtf") {
        return Err(ImportError::damaged(
            path,
            Place::WHOLE,
            file::not_what_it_says(bytes, "an RTF file", "open it and save it as RTF"),
        ));
    }
    let found = walk::walk(path, start)?;
    let warnings = [
        Warning::of_count(found.deletion_count, "tracked deletions were left out"),
        Warning::of_count(found.symbol_count, "signs of a symbol font have no letter and were left out"),
        Warning::of_count(
            found.lost_count,
            "characters could not be read and stand as \u{fffd}; save the document again as .docx",
        ),
    ];
    let warnings = warnings.into_iter().flatten().collect();
    Ok(speakers::assemble_with_remarks(known, SourceFormat::Rtf, "RTF", &found.lines, found.remarks, warnings))
}
