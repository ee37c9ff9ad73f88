//! Encodings, found and named.

use super::files::imported;

fn check(bytes: &[u8], text: &str, encoding: &str) {
    let imported = imported("a.txt", bytes);
    assert_eq!((imported.text.as_str(), imported.encoding.as_str()), (text, encoding));
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn encodings_are_found_and_named() {
    check("Zoë paid £5.".as_bytes(), "Zoë paid £5.", "UTF-8");
    check("\u{feff}Zoë.".as_bytes(), "Zoë.", "UTF-8");
    check(&utf16("\u{feff}Zoë here.", u16::to_le_bytes), "Zoë here.", "UTF-16LE");
    check(&utf16("\u{feff}Zoë here.", u16::to_be_bytes), "Zoë here.", "UTF-16BE");
    check(&utf16("Zoë was here.", u16::to_le_bytes), "Zoë was here.", "UTF-16LE");
    check(&utf16("Zoë was here.", u16::to_be_bytes), "Zoë was here.", "UTF-16BE");
    check(b"She said \x93we can\x92t\x94, at the caf\xe9.", "She said “we can’t”, at the café.", "windows-1252");
}

#[test]
fn text_is_made_normal() {
    check("Cafe\u{301}\r\nfine\rtoo\u{2028}yes".as_bytes(), "Café\nfine\ntoo\nyes", "UTF-8");
}
