//! The zip archive of a Word document: which part is the text, within limits.

use std::io::{Cursor, Read};
use std::path::Path;

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::{ImportError, Place, file};

/// No part may unpack to more: an hour of talk is a megabyte.
const MAX_PART: u64 = 64 << 20;
/// Nor to more than this many times its packed size, once it is large; the XML of real documents packs up to 1:60.
const MAX_RATIO: u64 = 300;
const RATIO_FROM: u64 = 8 << 20;
const MAX_ENTRIES: usize = 20_000;

/// An XML part, decoded.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) xml: String,
}

/// The parts beside the text that its reading needs.
pub(super) struct Parts {
    pub(super) styles: Option<Part>,
    /// Footnotes and endnotes.
    pub(super) notes: Vec<Part>,
}

pub(super) struct Package<'b> {
    path: &'b Path,
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    pub(super) fn open(path: &'b Path, bytes: &'b [u8]) -> Result<Self, ImportError> {
        file::check_is_zip(path, bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            let message =
                "the document is cut off or damaged (its zip archive has no readable end); copy or export it again";
            ImportError::damaged(path, Place::WHOLE, message)
        })?;
        if archive.len() > MAX_ENTRIES {
            return Err(ImportError::damaged(
                path,
                Place::WHOLE,
                "the archive has more parts than any document; save it again in Word",
            ));
        }
        Ok(Self { path, archive })
    }

    /// The part that holds the text.
    pub(super) fn main_part(&mut self) -> Result<Part, ImportError> {
        let named = match self.part("_rels/.rels")? {
            Some(part) => relations(self.path, &part)?
                .into_iter()
                .find(|relation| relation.kind == "officeDocument")
                .map(|relation| resolve("", &relation.target)),
            None => None,
        };
        for name in named.iter().map(String::as_str).chain(["word/document.xml"]) {
            if let Some(part) = self.part(name)? {
                return Ok(part);
            }
        }
        let message = "this is a zip archive but not a Word document (it has no word/document.xml); open it in Word and save it as .docx";
        Err(ImportError::damaged(self.path, Place::WHOLE, message))
    }

    /// The parts that the text refers to.
    pub(super) fn notes_parts(&mut self, main_name: &str) -> Result<Parts, ImportError> {
        let (folder, file) = main_name.rsplit_once('/').unwrap_or(("", main_name));
        let mut parts = Parts { styles: None, notes: Vec::new() };
        let Some(part) = self.part(&resolve(folder, &format!("_rels/{file}.rels")))? else { return Ok(parts) };
        for relation in relations(self.path, &part)? {
            match relation.kind.as_str() {
                "styles" => parts.styles = self.part(&resolve(folder, &relation.target))?,
                "footnotes" | "endnotes" => parts.notes.extend(self.part(&resolve(folder, &relation.target))?),
                _ => {}
            }
        }
        Ok(parts)
    }

    fn part(&mut self, name: &str) -> Result<Option<Part>, ImportError> {
        let path = self.path;
        let damaged = |message: String| ImportError::damaged(path, Place::WHOLE, message);
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => {
                return Err(damaged(format!(
                    "the part {name} is damaged or encrypted; save the document again without a password"
                )));
            }
        };
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        file.take(MAX_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(format!("the part {name} is damaged; copy or export the document again")))?;
        let size = bytes.len() as u64;
        if size > MAX_PART || (size > RATIO_FROM && size / MAX_RATIO > packed) {
            return Err(damaged(format!(
                "the part {name} unpacks to more than any transcript holds; save the document again in Word"
            )));
        }
        let (text, _, had_errors) = encoding_rs::UTF_8.decode(&bytes);
        if had_errors {
            return Err(damaged(format!(
                "the part {name} is not UTF-8, as it should be; save the document again in Word"
            )));
        }
        Ok(Some(Part { name: name.to_owned(), xml: text.into_owned() }))
    }
}

struct Relation {
    /// The last word of its type: `officeDocument`, `footnotes` …
    kind: String,
    target: String,
}

fn relations(path: &Path, part: &Part) -> Result<Vec<Relation>, ImportError> {
    let mut reader = Reader::from_str(&part.xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "Relationship" => {
                let value = |name: &str| {
                    let attribute = element.try_get_attribute(name).ok().flatten()?;
                    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
                };
                let (Some(kind), Some(target)) = (value("Type"), value("Target")) else { continue };
                let is_inside = value("TargetMode").is_none_or(|mode| mode != "External");
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                if is_inside {
                    found.push(Relation { kind, target });
                }
            }
            Ok(Event::Eof) => return Ok(found),
            Ok(_) => {}
            Err(_) => {
                let message = format!("the part {} is damaged; copy or export the document again", part.name);
                return Err(ImportError::damaged(path, Place::WHOLE, message));
            }
        }
    }
}

/// The name of a part that is named from within `folder`. Names only ever pick entries of this archive.
fn resolve(folder: &str, target: &str) -> String {
    let from_root = target.strip_prefix('/');
    let mut steps: Vec<&str> =
        if from_root.is_some() { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in from_root.unwrap_or(target).split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            other => steps.push(other),
        }
    }
    steps.join("/")
}
