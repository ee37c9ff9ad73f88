//! A template's zip archive, unpacked within limits.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::TemplateError;

/// A template with a large logo has a few megabytes.
const MOST_PACKED: usize = 32 << 20;
const MOST_ENTRIES: usize = 4_000;
const MOST_PART: u64 = 16 << 20;
const MOST_TOTAL: u64 = 64 << 20;
/// Real parts pack up to 1:60.
const MOST_RATIO: u64 = 300;
const RATIO_FROM: u64 = 1 << 20;

pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    unpacked: u64,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, TemplateError> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(TemplateError::Locked);
        }
        if bytes.len() > MOST_PACKED {
            return Err(TemplateError::TooLarge);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateError::Damaged)?;
        if zip.len() > MOST_ENTRIES {
            return Err(TemplateError::TooLarge);
        }
        Ok(Self { zip, unpacked: 0 })
    }

    /// The names of its parts; one that is no text is of no part that anybody asks for.
    pub(super) fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.zip.file_names().filter_map(Result::ok)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, TemplateError> {
        let unreadable = || TemplateError::Part { part: name.to_owned() };
        let file = self.zip.by_name(name).map_err(|_| unreadable())?;
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        file.take(MOST_PART + 1).read_to_end(&mut bytes).map_err(|_| unreadable())?;
        let size = bytes.len() as u64;
        self.unpacked += size;
        if size > MOST_PART || self.unpacked > MOST_TOTAL || (size > RATIO_FROM && size / MOST_RATIO > packed) {
            return Err(TemplateError::TooLarge);
        }
        Ok(bytes)
    }

    pub(super) fn text(&mut self, name: &str) -> Result<String, TemplateError> {
        let bytes = self.bytes(name)?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        String::from_utf8(bytes.to_vec()).map_err(|_| TemplateError::Part { part: name.to_owned() })
    }
}
