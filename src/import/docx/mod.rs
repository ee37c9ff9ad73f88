//! Word documents, by hand on zip and XML: the words that a reader of the accepted document would see, in their order.
//!
//! Tracked insertions stay, deletions and what was moved away go, hidden text goes, footnotes stand in brackets at their
//! place, every table cell's paragraphs are paragraphs. Formatting is dropped, but for bold, which marks speakers.

mod body;
mod package;

use std::path::Path;

use super::speakers::KnownSpeakers;
use super::{ImportError, Imported, Warning, speakers};
use crate::model::SourceFormat;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    let package = package::Package::open(path, bytes)?;
    let styles = body::hidden_styles(&package)?;
    let mut notes = body::Notes::default();
    for part in &package.notes {
        notes.add(&package.archive, part, &styles)?;
    }
    let found = body::lines(&package, &styles, &notes)?;
    let mut warnings = Vec::new();
    let mut warn = |count: usize, message: &str| {
        if count > 0 {
            warnings.push(Warning { message: format!("{count} {message}"), line_number: None, column_number: None });
        }
    };
    warn(found.deletion_count, "tracked deletions were left out");
    warn(found.symbol_count, "signs of a symbol font have no letter and were left out");
    warn(found.embedded_count, "embedded files were left out; paste their text into the document");
    Ok(speakers::assemble(known, SourceFormat::Docx, "UTF-8", &found.lines, warnings))
}
