//! The encoding that a page claims to be in.

use encoding_rs::{Encoding, UTF_8};

/// Where browsers look for it.
const HEAD: usize = 4096;

/// What `<meta charset=…>`, its older form, or an XML declaration says at the top of a page.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head: String = head.iter().map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let label_after = |mark: &str| {
        let (_, after) = head.split_once(mark)?;
        let after = after.trim_start().strip_prefix('=')?.trim_start();
        let label = after.trim_start_matches(['"', '\'']);
        label.split(|character: char| !(character.is_ascii_alphanumeric() || "-_.:".contains(character))).next()
    };
    let xml = head.starts_with("<?xml").then(|| label_after("encoding")).flatten();
    let encoding = Encoding::for_label(xml.or_else(|| label_after("charset"))?.as_bytes())?;
    // A page that can be read as far as here is not in UTF-16, whatever it says.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}
