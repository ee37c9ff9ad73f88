//! Bytes to text: which encoding, and whether it is text at all.
//!
//! A byte-order mark decides; then UTF-8 if it is valid; then UTF-16 by where the zero bytes stand; then a guess by the
//! frequency of letters (chardetng), which is what browsers do.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{ImportError, Place};

/// How many bytes the guess looks at.
const SAMPLE: usize = 1 << 16;

/// A whole file as text.
pub(super) struct Decoded {
    pub(super) text: String,
    /// As people name it: `UTF-8`, `windows-1252` …
    pub(super) encoding: &'static str,
    /// How many characters could not be read and stand as U+FFFD.
    pub(super) replaced_count: usize,
}

/// Decodes a file that should be text.
pub(super) fn decode(path: &Path, bytes: &[u8]) -> Result<Decoded, ImportError> {
    decode_as(path, bytes, detect(path, bytes, true)?)
}

fn decode_as(path: &Path, bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, ImportError> {
    let (text, _, had_errors) = encoding.decode(bytes);
    let replaced_count = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
    check_controls(path, &text)?;
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), replaced_count })
}

/// Decodes a file that says itself what it is encoded in. What is UTF-8 is never taken for anything else.
pub(super) fn decode_declared(
    path: &Path,
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, ImportError> {
    let found = detect(path, bytes, true)?;
    let is_guessed = Encoding::for_bom(bytes).is_none() && ![UTF_8, UTF_16LE, UTF_16BE].contains(&found);
    decode_as(path, bytes, declared.filter(|_| is_guessed).unwrap_or(found))
}

/// The encoding of a file by its beginning, which is all of it if `complete`.
pub(super) fn detect(path: &Path, bytes: &[u8], complete: bool) -> Result<&'static Encoding, ImportError> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(ImportError::damaged(
            path,
            Place::WHOLE,
            "the text is in UTF-32, which is not read; save it as UTF-8",
        ));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return Ok(encoding);
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        let message = "there is a zero byte here, so this is not text or it is damaged; export or copy the file again";
        return Err(ImportError::damaged(path, place_of_byte(bytes, offset), message));
    }
    if is_utf8(bytes, complete) {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), complete);
    Ok(detector.guess(None, Utf8Detection::Deny))
}

/// The encoding of a file whose encoding is planned: a byte-order mark has the last word, and UTF-16 is never taken for
/// anything else.
pub(super) fn marked(path: &Path, head: &[u8], planned: &'static Encoding) -> Result<&'static Encoding, ImportError> {
    if Encoding::for_bom(head).is_some() || utf16_by_zeros(head).is_some() {
        return detect(path, head, false);
    }
    Ok(planned)
}

/// UTF-8, save for a last character that the sample may have cut.
fn is_utf8(bytes: &[u8], complete: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => !complete && error.error_len().is_none(),
    }
}

/// Text of European letters in UTF-16 has a zero in every other byte, always the same ones.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let enough = head.len() / 10;
    if head.len() < 4 {
        None
    } else if odd > enough && even * 20 < odd {
        Some(UTF_16LE)
    } else if even > enough && odd * 20 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text has next to no control characters; pictures and programs are full of them.
fn check_controls(path: &Path, text: &str) -> Result<(), ImportError> {
    let is_odd = |character: char| {
        character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
    };
    let odd_count = text.chars().filter(|&character| is_odd(character)).count();
    let offset = text
        .char_indices()
        .find(|&(_, character)| character == '\0' || (odd_count * 100 > text.len() && is_odd(character)));
    let Some((offset, _)) = offset else { return Ok(()) };
    let message =
        "there are control characters here, so this is not text or it is damaged; export or copy the file again";
    Err(ImportError::damaged(path, Place::of_offset(text, offset), message))
}

fn place_of_byte(bytes: &[u8], offset: usize) -> Place {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line_number = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    Place::at(line_number, (offset - line_start) as u64 + 1)
}
