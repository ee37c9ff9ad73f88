//! OpenDocument texts (LibreOffice, OpenOffice), by hand on zip and XML: what a reader of the accepted document would see.
//!
//! Deleted words are kept apart from the text in these files and are not read; hidden text goes, footnotes stand in
//! brackets at their place, comments become memos on their words.

mod body;
mod styles;

use std::path::Path;

use super::archive::{Archive, Kind};
use super::speakers::KnownSpeakers;
use super::{ImportError, Imported, Warning, speakers};
use crate::model::SourceFormat;

const TEXT: Kind = Kind {
    name: "an OpenDocument text",
    make: "open it in LibreOffice and save it as .odt",
    mend: "save it again in LibreOffice",
};

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    let mut archive = Archive::open(path, bytes, &TEXT)?;
    if archive.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.xml.contains("encryption-data")) {
        return Err(archive.damaged("the document has a password; save it again without one"));
    }
    let Some(content) = archive.part("content.xml")? else {
        return Err(archive.damaged(format!(
            "this is a zip archive but not an OpenDocument text (it has no content.xml); {}",
            TEXT.make
        )));
    };
    let mut styles = styles::Styles::default();
    if let Some(part) = archive.part("styles.xml")? {
        styles.add(&archive, &part)?;
    }
    styles.add(&archive, &content)?;
    let found = body::lines(&archive, &content, &styles)?;
    if let Some(other) = found.other_kind {
        return Err(archive.damaged(format!("this is {other} and not a text; {}", TEXT.make)));
    }
    let warnings = [
        Warning::of_count(found.deletion_count, "tracked deletions were left out"),
        Warning::of_count(found.symbol_count, "signs of a symbol font have no letter and were left out"),
    ];
    let warnings = warnings.into_iter().flatten().collect();
    Ok(speakers::assemble_with_remarks(known, SourceFormat::Odt, "UTF-8", &found.lines, found.remarks, warnings))
}
