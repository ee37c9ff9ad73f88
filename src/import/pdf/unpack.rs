//! Packed streams of a PDF, within limits.
//!
//! A kilobyte of packed zeros is a megabyte. The parser unpacks whatever the file's own index needs, without a limit, so
//! every stream is measured first ([`check`]); what this reader asks for itself is unpacked by [`unpacked`].

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};
use memchr::memmem;

use crate::import::{ImportError, Place};

/// No stream of words, fonts or objects may unpack to more, nor all of them together to more than four times that.
const MAX_STREAM: usize = 64 << 20;
/// Pictures of whole pages are larger.
const MAX_PICTURE: usize = 256 << 20;
const MAX_ALL: usize = 1 << 30;
/// Encrypted indexes cannot be measured; real ones are far smaller.
const MAX_ENCRYPTED_INDEX: usize = 512 << 10;
/// Real documents nest some dozens deep.
const MAX_DEPTH: usize = 256;
/// Rare ways of packing are only followed for what is small.
const MAX_RARE: usize = 128 << 10;

/// Refuses a file whose streams unpack to more than any transcript holds.
pub(super) fn check(path: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let refused = |message: &str| Err(ImportError::damaged(path, Place::WHOLE, message));
    let is_encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let (mut words_size, mut work, mut encrypted_index) = (0, 0, 0);
    let (mut dictionary_start, mut deepest, mut is_in_data) = (0, 0, false);
    for at in memmem::find_iter(bytes, b"stream") {
        let before = bytes.get(dictionary_start..at).unwrap_or_default();
        dictionary_start = at;
        is_in_data = !before.ends_with(b"end");
        if !is_in_data {
            continue;
        }
        deepest = deepest.max(depth(before));
        let data = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        // Whatever stands between two streams is looked at for what makes one suspect, and only the end of it, which is
        // sure to be this stream's own, for what excuses it.
        let names = plain_names(before);
        let own_start = memmem::rfind(&names, b"endobj").unwrap_or(0);
        let is_picture = count(names.get(own_start..).unwrap_or_default(), b"/Image") > 0;
        let length = || memmem::find(data, b"endstream").unwrap_or(data.len());
        if is_encrypted && count(&names, b"/ObjStm") > 0 {
            encrypted_index += length();
            if encrypted_index > MAX_ENCRYPTED_INDEX {
                return refused("its encrypted index is too large to be read safely; print it to a new PDF");
            }
        }
        let lzw_count = count(&names, b"/LZWDecode") + count(&names, b"/LZW");
        let packing_count = lzw_count + count(&names, b"/FlateDecode") + count(&names, b"/Fl");
        if !is_picture && (packing_count > 1 || (lzw_count > 0 && length() > MAX_RARE)) {
            return refused("parts of it are packed as no program of today does; print it to a new PDF");
        }
        let most = if is_picture { MAX_PICTURE } else { MAX_STREAM };
        let (size, read) = unpacked_size(data, most);
        work += size + read;
        words_size += if is_picture { 0 } else { size };
        if size > most || words_size > 4 * MAX_STREAM {
            return refused("a part of it unpacks to more than any transcript holds; print it to a new PDF");
        }
        if work > MAX_ALL {
            return refused("its pictures are too large; save it with smaller pictures, or print it to a new PDF");
        }
    }
    if !is_in_data {
        deepest = deepest.max(depth(bytes.get(dictionary_start..).unwrap_or_default()));
    }
    if deepest > MAX_DEPTH {
        return refused("it is nested deeper than any document, so it is damaged; print it to a new PDF");
    }
    Ok(())
}

/// How deep dictionaries and lists are in one another at most.
fn depth(objects: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let mut last = 0;
    for &byte in objects {
        match (last, byte) {
            (b'<', b'<') | (_, b'[') => depth += 1,
            (b'>', b'>') | (_, b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        // The second sign of a pair begins none.
        last = if last == byte { 0 } else { byte };
        deepest = deepest.max(depth);
    }
    deepest
}

/// How often a name is there, whole.
fn count(names: &[u8], name: &[u8]) -> usize {
    let is_whole = |&at: &usize| !names.get(at + name.len()).is_some_and(u8::is_ascii_alphanumeric);
    memmem::find_iter(names, name).filter(is_whole).count()
}

/// Names may spell any letter as `#xx`.
fn plain_names(dictionary: &[u8]) -> Cow<'_, [u8]> {
    if !dictionary.contains(&b'#') {
        return Cow::Borrowed(dictionary);
    }
    let mut plain = Vec::with_capacity(dictionary.len());
    let mut rest = dictionary;
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let letter = digits.filter(|_| byte == b'#').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(letter.unwrap_or(byte));
        rest = letter.and_then(|_| after.get(2..)).unwrap_or(after);
    }
    Cow::Owned(plain)
}

/// How much packed data unpacks to, up to a little over `most`, and how much of it was read.
fn unpacked_size(data: &[u8], most: usize) -> (usize, usize) {
    let mut buffer = [0; 1 << 14];
    let mut size = 0;
    let mut read = |reader: &mut dyn Read| {
        while size <= most {
            match reader.read(&mut buffer) {
                Ok(length) if length > 0 => size += length,
                _ => break,
            }
        }
    };
    let mut left = data;
    if has_zlib_header(data) {
        read(&mut ZlibDecoder::new(&mut left));
    } else {
        read(&mut DeflateDecoder::new(&mut left));
    }
    (size, data.len() - left.len())
}

fn has_zlib_header(data: &[u8]) -> bool {
    matches!(data, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31) && second & 0x20 == 0)
}

/// What a stream holds.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// It ends where it should, and not where it is damaged or beyond all measure.
    pub(super) is_whole: bool,
}

/// A stream's bytes, at most `most` of them. Of a damaged stream, what it holds before the damage.
pub(super) fn unpacked(stream: &Stream<'_>, most: usize) -> Unpacked {
    let filters = stream.filters();
    let raw = stream.raw_data();
    if let [Filter::FlateDecode] = filters.as_slice()
        && !has_predictor(stream.dict())
    {
        let mut bytes = Vec::new();
        let limit = u64::try_from(most).unwrap_or(u64::MAX);
        let result = if has_zlib_header(&raw) {
            ZlibDecoder::new(&*raw).take(limit).read_to_end(&mut bytes)
        } else {
            DeflateDecoder::new(&*raw).take(limit).read_to_end(&mut bytes)
        };
        let is_whole = result.is_ok() && bytes.len() < most;
        return Unpacked { bytes, is_whole };
    }
    let is_packing =
        |filter: &&Filter| matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode);
    if filters.iter().filter(is_packing).count() > 1 || (!filters.is_empty() && raw.len() > MAX_RARE) {
        return Unpacked::default();
    }
    let Ok(decoded) = stream.decoded_data() else { return Unpacked::default() };
    let mut bytes = decoded.into_owned();
    let is_whole = bytes.len() <= most;
    bytes.truncate(most);
    Unpacked { bytes, is_whole }
}

fn has_predictor(dictionary: &Dict<'_>) -> bool {
    let of = |parameters: Dict<'_>| parameters.get::<i32>("Predictor").is_some_and(|predictor| predictor > 1);
    dictionary.get::<Dict<'_>>("DecodeParms").is_some_and(of)
        || dictionary.get::<Array<'_>>("DecodeParms").is_some_and(|list| list.iter::<Dict<'_>>().next().is_some_and(of))
}
