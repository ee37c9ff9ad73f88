//! The zip archive of a Word document: which part is the text, and which ones it needs.

use std::path::Path;

use crate::import::ImportError;
use crate::import::archive::{Archive, Kind, Part};
use crate::import::relations::relations;

const WORD: Kind =
    Kind { name: "a Word document", make: "open it in Word and save it as .docx", mend: "save it again in Word" };

/// The parts of a document that are read.
pub(super) struct Package<'b> {
    pub(super) archive: Archive<'b>,
    /// The text.
    pub(super) main: Part,
    pub(super) styles: Option<Part>,
    /// Footnotes and endnotes.
    pub(super) notes: Vec<Part>,
    pub(super) comments: Option<Part>,
    /// Which comments reply to which.
    pub(super) comments_extended: Option<Part>,
}

impl<'b> Package<'b> {
    pub(super) fn open(path: &'b Path, bytes: &'b [u8]) -> Result<Self, ImportError> {
        let mut archive = Archive::open(path, bytes, &WORD)?;
        let main = main_part(&mut archive)?;
        let mut package =
            Self { archive, main, styles: None, notes: Vec::new(), comments: None, comments_extended: None };
        for relation in relations(&mut package.archive, &package.main.name)? {
            match relation.kind.as_str() {
                "styles" => package.styles = package.archive.part(&relation.target)?,
                "footnotes" | "endnotes" => package.notes.extend(package.archive.part(&relation.target)?),
                "comments" => package.comments = package.archive.part(&relation.target)?,
                "commentsExtended" => package.comments_extended = package.archive.part(&relation.target)?,
                _ => {}
            }
        }
        Ok(package)
    }
}

/// The part that holds the text.
fn main_part(archive: &mut Archive<'_>) -> Result<Part, ImportError> {
    let named = relations(archive, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    for name in named.iter().map(|relation| relation.target.as_str()).chain(["word/document.xml"]) {
        if let Some(part) = archive.part(name)? {
            return Ok(part);
        }
    }
    Err(archive.damaged(
        "this is a zip archive but not a Word document (it has no word/document.xml); open it in Word and save it as .docx",
    ))
}
