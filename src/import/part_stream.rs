//! A part of a zip archive, unpacked bit by bit: what is too large to be held whole.

use std::io::{self, Read, Seek, SeekFrom, Take};
use std::path::Path;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::ImportError;

/// No part may unpack to more than this many times its packed size, once it is large; rows that are all alike pack
/// up to 1:100.
const MAX_RATIO: u64 = 300;
const RATIO_FROM: u64 = 8 << 20;

/// Where a part lies in its archive.
#[derive(Debug, Clone)]
pub(super) struct PartPlace {
    pub(super) name: String,
    pub(super) start: u64,
    pub(super) packed_size: u64,
    pub(super) is_packed: bool,
    pub(super) crc32: u32,
}

/// The bytes of a part. Damaged ones are an error at the latest where the part ends; one that unpacks beyond all reason
/// is an error of the kind `FileTooLarge`.
pub(super) struct PartStream<R> {
    bytes: Bytes<R>,
    place: PartPlace,
    unpacked_size: u64,
    crc: Crc,
}

enum Bytes<R> {
    Stored(Take<R>),
    Packed(DeflateDecoder<Take<R>>),
}

impl<R: Read + Seek> PartStream<R> {
    pub(super) fn new(path: &Path, mut archive: R, place: &PartPlace) -> Result<Self, ImportError> {
        let failed = |source| ImportError::Read { path: path.to_owned(), source };
        archive.seek(SeekFrom::Start(place.start)).map_err(failed)?;
        let raw = archive.take(place.packed_size);
        let bytes = if place.is_packed { Bytes::Packed(DeflateDecoder::new(raw)) } else { Bytes::Stored(raw) };
        Ok(Self { bytes, place: place.clone(), unpacked_size: 0, crc: Crc::new() })
    }
}

impl<R: Read> Read for PartStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.bytes {
            Bytes::Stored(bytes) => bytes.read(buffer)?,
            Bytes::Packed(bytes) => bytes.read(buffer)?,
        };
        self.crc.update(buffer.get(..count).unwrap_or_default());
        self.unpacked_size += count as u64;
        if count == 0 && !buffer.is_empty() && self.crc.sum() != self.place.crc32 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if self.unpacked_size > RATIO_FROM && self.unpacked_size / MAX_RATIO > self.place.packed_size {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(count)
    }
}
