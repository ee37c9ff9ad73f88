//! Bytes as text, in every reading that they may have, and the files that text can hold.

use std::borrow::Cow;

use encoding_rs::{
    ISO_8859_2, ISO_8859_5, KOI8_R, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254,
};
use memchr::memmem;

/// Shorter runs are no file.
const SHORTEST_FILE: usize = 16;

/// All texts that these bytes may be: UTF-8, else UTF-16 where every other byte is zero, else one byte a character.
pub(super) fn readings(bytes: &[u8]) -> Vec<Cow<'_, str>> {
    if let Some(encoding) = utf_16(bytes) {
        return vec![encoding.decode(bytes).0];
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => vec![Cow::Borrowed(text)],
        Err(_) => vec![String::from_utf8_lossy(bytes), WINDOWS_1252.decode_without_bom_handling(bytes).0],
    }
}

/// What bytes that are no UTF-8 say in the alphabets of further languages.
pub(super) fn other_readings(bytes: &[u8]) -> Vec<Cow<'_, str>> {
    if utf_16(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return Vec::new();
    }
    [WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254, ISO_8859_2, ISO_8859_5, KOI8_R]
        .map(|encoding| encoding.decode_without_bom_handling(bytes).0)
        .into()
}

/// Which UTF-16 this is, by its mark or by where its zeros are.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(UTF_16BE);
    }
    let start = bytes.get(..bytes.len().min(4096))?;
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let half = start.len() / 2;
    match (zeros(0), zeros(1)) {
        (even, odd) if half >= 4 && odd * 2 > half && even * 8 < half => Some(UTF_16LE),
        (even, odd) if half >= 4 && even * 2 > half && odd * 8 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// The text without what is packed into it as `base64,…`, and those files unpacked.
pub(super) fn without_embedded(text: &str) -> (Cow<'_, str>, Vec<Vec<u8>>) {
    let mut files = Vec::new();
    let mut kept = String::new();
    let mut copied = 0;
    for start in memmem::find_iter(text.as_bytes(), b"base64,").map(|found| found + "base64,".len()) {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|sign: char| value(sign).is_none() && !is_padding(sign)).unwrap_or(rest.len());
        let packed = rest.get(..length).unwrap_or_default();
        if start < copied || length < SHORTEST_FILE {
            continue;
        }
        files.push(unpacked(packed));
        kept.push_str(text.get(copied..start).unwrap_or_default());
        // Places after it stay where they were, and its lines stay lines.
        kept.extend(packed.chars().map(|sign| if sign == '\n' { '\n' } else { ' ' }));
        copied = start + length;
    }
    if files.is_empty() {
        return (Cow::Borrowed(text), files);
    }
    kept.push_str(text.get(copied..).unwrap_or_default());
    (Cow::Owned(kept), files)
}

pub(super) fn unpacked(packed: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(packed.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    // `%2B` and its like stand for `+`, `/` and `=` in an address.
    let plain = packed.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    for sign in plain.chars().filter_map(value) {
        bits = bits << 6 | sign;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).expect("eight bits are a byte"));
        }
    }
    bytes
}

fn value(sign: char) -> Option<u32> {
    let value = match sign {
        'A'..='Z' => u32::from(sign) - u32::from('A'),
        'a'..='z' => u32::from(sign) - u32::from('a') + 26,
        '0'..='9' => u32::from(sign) - u32::from('0') + 52,
        '+' | '-' => 62,
        '/' | '_' => 63,
        _ => return None,
    };
    Some(value)
}

const fn is_padding(sign: char) -> bool {
    matches!(sign, '=' | '%' | '\n' | '\r')
}
