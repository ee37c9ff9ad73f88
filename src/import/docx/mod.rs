//! Word documents, by hand on zip and XML: the words that a reader of the accepted document would see, in their order.
//!
//! Tracked insertions stay, deletions and what was moved away go, hidden text goes, footnotes stand in brackets at their
//! place, comments become memos on their words. Formatting is dropped, but for headings, and for bold, which marks speakers.

mod body;
mod comments;
mod notes;
mod package;
mod styles;
pub(super) mod table;

use std::path::Path;

use quick_xml::events::BytesStart;

use super::speakers::KnownSpeakers;
use super::xml::attribute;
use super::{ImportError, Imported, Warning, speakers};
use crate::model::SourceFormat;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    let package = package::Package::open(path, bytes)?;
    let styles = styles::Styles::read(&package)?;
    let mut comments = comments::Comments::read(&package, &styles)?;
    let mut notes = notes::Notes::default();
    for part in &package.notes {
        notes.extend(notes::notes(&package.archive, part, &styles, &comments)?);
    }
    let remarks = std::mem::take(&mut comments.remarks);
    let found = body::lines(&package, &styles, &comments, &notes, remarks)?;
    let warnings = [
        Warning::of_count(found.deletion_count, "tracked deletions were left out"),
        Warning::of_count(found.symbol_count, "signs of a symbol font have no letter and were left out"),
        Warning::of_count(found.embedded_count, "embedded files were left out; paste their text into the document"),
    ];
    let warnings = warnings.into_iter().flatten().collect();
    Ok(speakers::assemble_with_remarks(known, SourceFormat::Docx, "UTF-8", &found.lines, found.remarks, warnings))
}

/// A property without a value is on.
fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}
