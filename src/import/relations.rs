//! What a part of an Office document (docx, xlsx) refers to: other parts, by kind.

use std::io::{Read, Seek};

use quick_xml::events::BytesStart;

use super::ImportError;
use super::archive::{Archive, resolve};
use super::xml::{Listener, attribute, walk};

/// A reference to another part of the same archive.
#[derive(Debug)]
pub(super) struct Relation {
    /// By which the part itself names it.
    pub(super) id: String,
    /// The last word of its type: `officeDocument`, `footnotes`, `worksheet` …
    pub(super) kind: String,
    /// The part's name in the archive.
    pub(super) target: String,
}

/// The relations of a part; those of the archive itself for an empty name.
pub(super) fn relations<R: Read + Seek>(
    archive: &mut Archive<'_, R>,
    part_name: &str,
) -> Result<Vec<Relation>, ImportError> {
    let (folder, file) = part_name.rsplit_once('/').unwrap_or(("", part_name));
    let Some(part) = archive.part(&resolve(folder, &format!("_rels/{file}.rels")))? else { return Ok(Vec::new()) };
    let mut found = Found { folder, relations: Vec::new() };
    walk(archive, &part, &mut found)?;
    Ok(found.relations)
}

struct Found<'f> {
    folder: &'f str,
    relations: Vec<Relation>,
}

impl Listener for Found<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        if element.local_name().as_ref() != "Relationship" {
            return;
        }
        let (Some(kind), Some(target)) = (attribute(element, "Type"), attribute(element, "Target")) else { return };
        if attribute(element, "TargetMode").is_none_or(|mode| mode != "External") {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let id = attribute(element, "Id").unwrap_or_default();
            self.relations.push(Relation { id, kind, target: resolve(self.folder, &target) });
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _words: &str) {}
}
