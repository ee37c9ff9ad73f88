//! The cases of an SPSS file as eight-byte elements, unpacked.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take};

use flate2::read::ZlibDecoder;

use super::dictionary::{Dictionary, Packing};
use super::source::Source;
use crate::import::ImportError;
use crate::import::tables::TableFile;

type File = BufReader<Box<dyn TableFile>>;

/// What comes of the attempt to read a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Case,
    /// The file says that it ends here.
    End,
    /// The file just ends.
    Exhausted,
}

/// Elements, one after the other.
pub(super) struct Elements {
    input: Box<dyn BufRead + Send>,
    is_packed: bool,
    bias: f64,
    system_missing: [u8; 8],
    is_big_endian: bool,
    /// The eight codes at hand, and how many of them are done.
    codes: [u8; 8],
    codes_done: usize,
}

impl Elements {
    /// Goes on behind the dictionary.
    pub(super) fn new(mut source: Source, dictionary: &Dictionary) -> Result<Self, ImportError> {
        let is_big_endian = source.is_big_endian;
        let input: Box<dyn BufRead + Send> = match dictionary.packing {
            Packing::None | Packing::Bytes => Box::new(source.into_rest()),
            Packing::Blocks => {
                let places = places(&mut source)?;
                Box::new(BufReader::with_capacity(128 << 10, Blocks::new(source.into_rest(), places)))
            }
        };
        let missing = dictionary.system_missing;
        Ok(Self {
            input,
            is_packed: dictionary.packing != Packing::None,
            bias: dictionary.bias,
            system_missing: if is_big_endian { missing.to_be_bytes() } else { missing.to_le_bytes() },
            is_big_endian,
            codes: [0; 8],
            codes_done: 8,
        })
    }

    /// A number in the file's order of bytes.
    pub(super) fn number(&self, bytes: [u8; 8]) -> f64 {
        if self.is_big_endian { f64::from_be_bytes(bytes) } else { f64::from_le_bytes(bytes) }
    }

    /// Fills `case`; an error where the file ends inside it.
    pub(super) fn read_case(&mut self, case: &mut [u8]) -> io::Result<Found> {
        for (index, element) in case.chunks_exact_mut(8).enumerate() {
            let found = if self.is_packed { self.unpack(element)? } else { self.read_raw(element)? };
            match found {
                Found::Case => {}
                end if index == 0 => return Ok(end),
                _ => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
        Ok(Found::Case)
    }

    fn read_raw(&mut self, element: &mut [u8]) -> io::Result<Found> {
        if self.input.fill_buf()?.is_empty() {
            return Ok(Found::Exhausted);
        }
        self.input.read_exact(element).map(|()| Found::Case)
    }

    fn unpack(&mut self, element: &mut [u8]) -> io::Result<Found> {
        loop {
            if self.codes_done == 8 {
                let mut codes = [0; 8];
                match self.read_raw(&mut codes)? {
                    Found::Case => {}
                    end => return Ok(end),
                }
                (self.codes, self.codes_done) = (codes, 0);
            }
            let code = self.codes[self.codes_done];
            self.codes_done += 1;
            match code {
                // Fills up the last eight codes.
                0 => continue,
                252 => return Ok(Found::End),
                253 => self.input.read_exact(element)?,
                254 => element.fill(b' '),
                255 => element.copy_from_slice(&self.system_missing),
                small => {
                    let number = f64::from(small) - self.bias;
                    let bytes = if self.is_big_endian { number.to_be_bytes() } else { number.to_le_bytes() };
                    element.copy_from_slice(&bytes);
                }
            }
            return Ok(Found::Case);
        }
    }
}

/// Where the blocks of a .zsav lie: a list at its end says so.
fn places(source: &mut Source) -> Result<Vec<(u64, u64)>, ImportError> {
    let unsigned = |number: i64, source: &Source| u64::try_from(number).map_err(|_| source.garbled());
    let (_header, list) = (source.i64()?, source.i64()?);
    let list = unsigned(list, source)?;
    source.seek(list)?;
    source.skip(20)?;
    let mut places = Vec::new();
    for _ in 0..source.count()? {
        let (_unpacked_place, place) = (source.i64()?, source.i64()?);
        let (_unpacked_size, size) = (source.i32()?, source.count()?);
        places.push((unsigned(place, source)?, size as u64));
    }
    Ok(places)
}

/// Nothing may unpack to more than this many times its packed size, once it is large.
const MAX_RATIO: u64 = 300;
const RATIO_FROM: u64 = 64 << 20;

/// Blocks of zlib as one stream.
struct Blocks {
    /// One of the two is there.
    file: Option<File>,
    decoder: Option<ZlibDecoder<Take<File>>>,
    places: std::vec::IntoIter<(u64, u64)>,
    packed: u64,
    unpacked: u64,
}

impl Blocks {
    fn new(file: File, places: Vec<(u64, u64)>) -> Self {
        Self { file: Some(file), decoder: None, places: places.into_iter(), packed: 0, unpacked: 0 }
    }
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(decoder) = &mut self.decoder {
                let count = decoder.read(buffer)?;
                self.unpacked += count as u64;
                if self.unpacked > RATIO_FROM && self.unpacked / MAX_RATIO > self.packed {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
                if count > 0 || buffer.is_empty() {
                    return Ok(count);
                }
            }
            if let Some(decoder) = self.decoder.take() {
                self.file = Some(decoder.into_inner().into_inner());
            }
            let (Some((place, size)), Some(mut file)) = (self.places.next(), self.file.take()) else { return Ok(0) };
            file.seek(SeekFrom::Start(place))?;
            self.packed += size;
            self.decoder = Some(ZlibDecoder::new(file.take(size)));
        }
    }
}
