//! Zip files that are the same on every machine: entries in the order given, all of one date, marked as made on Unix.

use std::io::{Cursor, Read, Write};

use zip::read::ZipArchive;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::ExportError;

/// One file in a package: its path inside and what is in it.
pub(super) struct Part {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl Part {
    pub(super) fn new(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.to_owned(), bytes: bytes.into() }
    }
}

/// The parts as one zip file. Entries are dated 1980-01-01, the first day that the format knows.
pub(super) fn pack(parts: &[Part]) -> Result<Vec<u8>, ExportError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        writer.start_file(part.path.as_str(), options)?;
        writer.write_all(&part.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// A zip file made by a library, packed again by [`pack`]: what the library says of date and system is gone.
pub(super) fn repack(bytes: &[u8]) -> Result<Vec<u8>, ExportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let mut part = Part::new(&file.name()?, Vec::new());
        file.read_to_end(&mut part.bytes)?;
        parts.push(part);
    }
    pack(&parts)
}
