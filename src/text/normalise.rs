//! One form for every text, so that equal words are equal bytes.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text as the store keeps it: NFC, `\n` line ends, no byte-order mark, no control characters but tab and line end.
pub fn normalise(text: &str) -> Cow<'_, str> {
    // Most survey answers are plain ASCII, and then one look at the bytes is all it takes.
    // Every byte is looked at, since a loop that does not stop early is done many bytes at a time.
    if text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    let unwanted =
        |character: char| (character.is_control() && character != '\n' && character != '\t') || character == '\u{feff}';
    let clean: Cow<'_, str> = if text.chars().any(unwanted) {
        let unix = text.replace("\r\n", "\n").replace(['\r', '\u{0b}', '\u{0c}', '\u{85}'], "\n");
        Cow::Owned(unix.chars().filter(|&character| !unwanted(character)).collect())
    } else {
        Cow::Borrowed(text)
    };
    if clean.is_ascii() || is_nfc_quick(clean.chars()) == IsNormalized::Yes {
        return clean;
    }
    Cow::Owned(clean.nfc().collect())
}

/// A word as it is compared: NFC, lower case, curly apostrophes straight. Accents stay: *résumé* is not *resume*.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfc().flat_map(char::to_lowercase).map(|character| if character == '’' { '\'' } else { character }).collect()
}
