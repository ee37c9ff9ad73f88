//! Documents that are zip archives of parts (docx, odt, epub, xlsx, ods): opened and unpacked within limits.

use std::io::{Cursor, Read, Seek};
use std::path::Path;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::part_stream::PartPlace;
use super::{ImportError, Place, file};

/// No part may unpack to more: an hour of talk is a megabyte.
const MAX_PART: u64 = 64 << 20;
/// Nor to more than this many times its packed size, once it is large; the XML of real documents packs up to 1:60.
const MAX_RATIO: u64 = 300;
const RATIO_FROM: u64 = 8 << 20;
/// Nor may all parts that are read.
const MAX_TOTAL: u64 = 256 << 20;
const MAX_ENTRIES: usize = 20_000;

/// A kind of document, in the words that messages have for it.
#[derive(Debug)]
pub(super) struct Kind {
    /// `a Word document`
    pub(super) name: &'static str,
    /// What to do with a file that is something else: `open it in Word and save it as .docx`.
    pub(super) make: &'static str,
    /// What to do with one that is odd: `save it again in Word`.
    pub(super) mend: &'static str,
}

/// An XML part, decoded.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) xml: String,
}

/// An archive whose parts can be asked for by name; names only ever pick its own entries.
pub(super) struct Archive<'b, R = Cursor<&'b [u8]>> {
    pub(super) path: &'b Path,
    pub(super) kind: &'static Kind,
    zip: ZipArchive<R>,
    unpacked: u64,
}

impl<'b> Archive<'b> {
    pub(super) fn open(path: &'b Path, bytes: &'b [u8], kind: &'static Kind) -> Result<Self, ImportError> {
        file::check_is_zip(path, bytes, kind)?;
        Self::over(path, Cursor::new(bytes), kind)
    }
}

impl<'b, R: Read + Seek> Archive<'b, R> {
    /// Opens what is known to be a zip archive.
    pub(super) fn over(path: &'b Path, input: R, kind: &'static Kind) -> Result<Self, ImportError> {
        let damaged = |message: String| ImportError::damaged(path, Place::WHOLE, message);
        let zip = ZipArchive::new(input).map_err(|_| {
            damaged(
                "the document is cut off or damaged (its zip archive has no readable end); copy or export it again"
                    .to_owned(),
            )
        })?;
        if zip.len() > MAX_ENTRIES {
            return Err(damaged(format!("the archive has more parts than any document; {}", kind.mend)));
        }
        Ok(Self { path, kind, zip, unpacked: 0 })
    }

    /// The text of a part, or nothing if there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, ImportError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let (xml, _, had_errors) = encoding_rs::UTF_8.decode(&bytes);
        if had_errors {
            return Err(self.damaged(format!("the part {name} is not UTF-8, as it should be; {}", self.kind.mend)));
        }
        Ok(Some(Part { name: name.to_owned(), xml: xml.into_owned() }))
    }

    /// The bytes of a part, or nothing if there is none of this name.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let (path, kind) = (self.path, self.kind);
        let damaged = |message: String| ImportError::damaged(path, Place::WHOLE, message);
        let file = match self.zip.by_name(name) {
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
        self.unpacked += size;
        if size > MAX_PART || self.unpacked > MAX_TOTAL || (size > RATIO_FROM && size / MAX_RATIO > packed) {
            return Err(damaged(format!("the part {name} unpacks to more than any transcript holds; {}", kind.mend)));
        }
        Ok(Some(bytes))
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Where a part lies, to be read as a stream.
    pub(super) fn place_of(&mut self, name: &str) -> Result<Option<PartPlace>, ImportError> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let place = self.zip.by_index_raw(index).ok().and_then(|file| {
            let start = file.data_start()?;
            let is_packed = match file.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => return None,
            };
            let (packed_size, crc32) = (file.compressed_size(), file.crc32());
            (!file.encrypted()).then(|| PartPlace { name: name.to_owned(), start, packed_size, is_packed, crc32 })
        });
        let damaged = || {
            self.damaged(format!("the part {name} is damaged or encrypted; save the document again without a password"))
        };
        place.map(Some).ok_or_else(damaged)
    }

    /// The file itself, once it is known where its parts lie.
    pub(super) fn into_inner(self) -> R {
        self.zip.into_inner()
    }

    /// The document is not as it should be.
    pub(super) fn damaged(&self, message: impl Into<String>) -> ImportError {
        ImportError::damaged(self.path, Place::WHOLE, message)
    }
}

/// The name of a part that is named from within `folder`.
pub(super) fn resolve(folder: &str, target: &str) -> String {
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
