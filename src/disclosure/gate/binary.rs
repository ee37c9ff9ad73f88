//! Files that are no text: what kind they are, and what in them a reader could still read.

use std::borrow::Cow;

use encoding_rs::UTF_16LE;

use super::decode::utf_16;

/// In arbitrary bytes shorter forms turn up by chance.
const SHORTEST_IN_BYTES: usize = 6;
/// A run of printable bytes as long as this is text.
const SHORTEST_RUN: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Zip,
    Png,
    /// Packed in a way that the gate does not undo.
    Packed,
    Opaque,
}

/// What kind of file these bytes are, by their first ones.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    const PACKED: [&[u8]; 6] =
        [b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"%PDF-"];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Kind::Png
    } else if PACKED.iter().any(|magic| bytes.starts_with(magic)) {
        Kind::Packed
    } else if utf_16(bytes).is_some() || !bytes.contains(&0) || is_nearly_text(bytes) {
        Kind::Text
    } else {
        Kind::Opaque
    }
}

/// Whether only a few zeros stand in a text. One at its start says that it is none.
fn is_nearly_text(bytes: &[u8]) -> bool {
    let zeros = memchr::memchr_iter(0, bytes).count();
    bytes.first() != Some(&0) && zeros * 20 < bytes.len() && std::str::from_utf8(bytes).is_ok()
}

/// A text chunk that unpacks to more is read as it stands.
const MOST_UNPACKED: usize = 1 << 24;

/// The chunks of a picture that are not its pixels; text that is packed in them, unpacked.
pub(super) fn png_texts(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let mut texts = Vec::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let (Some(length), Some(name)) = (rest.first_chunk::<4>(), rest.get(4..8)) {
        let length = u32::from_be_bytes(*length) as usize;
        let Some(data) = rest.get(8..8 + length) else { break };
        if !matches!(name, b"IDAT" | b"fdAT" | b"iCCP") {
            texts.push(Cow::Borrowed(data));
            texts.extend(unpacked_text(name, data).map(Cow::Owned));
        }
        rest = rest.get(12 + length..).unwrap_or_default();
    }
    // Whatever follows the picture, or does not read as one.
    texts.push(Cow::Borrowed(rest));
    texts
}

/// What a chunk of packed text says: after its keyword, and in an international one after language and translated keyword.
fn unpacked_text(name: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let after_zero = |bytes: &'_ [u8]| bytes.iter().position(|byte| *byte == 0).map(|zero| zero + 1);
    let packed = match name {
        b"zTXt" => data.get(after_zero(data)? + 1..)?,
        b"iTXt" => {
            let rest = data.get(after_zero(data)?..)?;
            let (&[1, _], rest) = rest.split_first_chunk::<2>()? else { return None };
            let rest = rest.get(after_zero(rest)?..)?;
            rest.get(after_zero(rest)?..)?
        }
        _ => return None,
    };
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, MOST_UNPACKED).ok()
}

/// What of arbitrary bytes is searched, each with the shortest form that counts there.
pub(super) fn texts(bytes: &[u8]) -> Vec<(Cow<'_, str>, usize)> {
    let whole = (String::from_utf8_lossy(bytes), SHORTEST_IN_BYTES);
    let runs = bytes
        .split(u8::is_ascii_control)
        .filter(|run| run.len() >= SHORTEST_RUN || run.len() == bytes.len())
        .filter_map(|run| std::str::from_utf8(run).ok())
        .map(|run| (Cow::Borrowed(run), 0));
    // Office programs write letters as two bytes, from an even place or an odd one.
    let wide = [0, 1].into_iter().filter_map(|from| bytes.get(from..));
    let wide =
        wide.map(|bytes| (Cow::Owned(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()), SHORTEST_IN_BYTES));
    std::iter::once(whole).chain(runs).chain(wide).collect()
}
