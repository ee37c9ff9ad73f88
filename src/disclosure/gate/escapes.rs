//! The ways to write a letter without writing it: `&#65;`, `%41`, `\u0041`, `_x0041_`.

use memchr::memchr3;

use super::mapped::Mapped;

/// The text with its escapes undone once, if there are any; those of workbooks only in what was packed.
pub(super) fn undone(view: &Mapped, is_packed: bool) -> Option<Mapped> {
    let text = &view.text;
    if memchr3(b'&', b'%', b'\\', text.as_bytes()).is_none() && !text.contains("_x") {
        return None;
    }
    let mut plain = Mapped::with_capacity(text.len());
    let mut at = 0;
    let mut copied = 0;
    while let Some(found) = next_sign(text, at) {
        let rest = text.get(found..).unwrap_or_default();
        if let Some((letters, length)) = escape(rest, is_packed) {
            plain.push_str(text.get(copied..found).unwrap_or_default(), view.source(copied));
            plain.push_str(&letters, view.source(found));
            at = found + length;
            copied = at;
        } else {
            at = found + 1;
        }
    }
    plain.push_str(text.get(copied..).unwrap_or_default(), view.source(copied));
    (copied > 0).then_some(plain)
}

fn next_sign(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    let sign = memchr3(b'&', b'%', b'\\', rest);
    let spreadsheet = memchr::memmem::find(rest.get(..sign.unwrap_or(rest.len()))?, b"_x");
    spreadsheet.or(sign).map(|offset| at + offset)
}

/// What an escape at the start of the text stands for, and its length in bytes.
fn escape(text: &str, is_packed: bool) -> Option<(String, usize)> {
    match text.as_bytes().first()? {
        b'&' => entity(text)
            .map(|(letters, length)| (letters.to_string(), length))
            .or_else(|| is_packed.then(|| header_code(text)).flatten()),
        b'%' => percent(text),
        b'\\' => backslash(text),
        _ => {
            let digits = text.get(2..6)?;
            (text.get(6..7)? == "_").then(|| hexadecimal(digits)).flatten().map(|letter| (letter.to_string(), 7))
        }
    }
}

/// `&L`, `&C`, `&R` and the like, which a workbook's page header glues to its words.
fn header_code(text: &str) -> Option<(String, usize)> {
    let mut letters = text.chars().skip(1);
    let is_code = matches!(letters.next(), Some('L' | 'C' | 'R' | 'B' | 'I' | 'U' | 'E' | 'S' | 'X' | 'Y'));
    (is_code && letters.next().is_some_and(char::is_alphanumeric)).then(|| (" ".to_owned(), 2))
}

/// A run of `%XX`, which together may be the bytes of a letter.
fn percent(text: &str) -> Option<(String, usize)> {
    let mut bytes = Vec::new();
    let mut at = 0;
    while text.get(at..=at) == Some("%") {
        let Some(byte) = text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok()) else { break };
        bytes.push(byte);
        at += 3;
    }
    (at > 0).then(|| (String::from_utf8_lossy(&bytes).into_owned(), at))
}

/// `\u0041`, `\u{41}`, `\x41`, and any other sign behind a backslash as itself.
fn backslash(text: &str) -> Option<(String, usize)> {
    let of = |letter: char, length: usize| Some((letter.to_string(), length));
    match text.chars().nth(1)? {
        'u' if text.get(2..3) == Some("{") => {
            let end = text.find('}').filter(|&end| end <= 10)?;
            hexadecimal(text.get(3..end)?).and_then(|letter| of(letter, end + 1))
        }
        'u' => hexadecimal(text.get(2..6)?).and_then(|letter| of(letter, 6)),
        'x' => hexadecimal(text.get(2..4)?).and_then(|letter| of(letter, 4)),
        'n' | 'r' | 't' => of(' ', 2),
        sign if sign.is_ascii_punctuation() => of(sign, 2),
        _ => None,
    }
}

fn hexadecimal(digits: &str) -> Option<char> {
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// What an entity at the start of the text stands for, and its length in bytes.
///
/// Accents are not kept, as forms are compared without them: `&eacute;` is an *e*.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    if let Some(number) = inner.strip_prefix('#') {
        let (digits, radix, sign) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.find(|digit: char| !digit.is_digit(radix)).unwrap_or(digits.len());
        let letter = u32::from_str_radix(digits.get(..length)?, radix).ok().and_then(char::from_u32)?;
        let closed = digits.get(length..).is_some_and(|rest| rest.starts_with(';'));
        return Some((letter, sign + length + usize::from(closed)));
    }
    let length = inner.find(|letter: char| !letter.is_ascii_alphanumeric()).filter(|&length| length < 32)?;
    let name = inner.get(..length)?;
    inner.get(length..).filter(|rest| rest.starts_with(';'))?;
    named(name).map(|letter| (letter, length + 2))
}

fn named(name: &str) -> Option<char> {
    const ACCENTS: [&str; 13] =
        ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash", "macr", "ogon", "breve", "dot"];
    let letter = match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" | "ldquo" | "rdquo" | "bdquo" => '"',
        "apos" | "rsquo" | "lsquo" | "rsquor" | "sbquo" | "prime" | "grave" | "acute" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" | "hairsp" | "numsp" | "puncsp" | "NonBreakingSpace" | "Tab"
        | "NewLine" => ' ',
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" | "ZeroWidthSpace" | "NoBreak" => '\u{200b}',
        "hyphen" | "dash" | "ndash" => '-',
        "mdash" => '—',
        "period" => '.',
        "comma" => ',',
        "colon" => ':',
        "semi" => ';',
        "lowbar" | "UnderBar" => '_',
        "commat" => '@',
        "num" => '#',
        "sol" => '/',
        "bsol" => '\\',
        "plus" => '+',
        "lpar" => '(',
        "rpar" => ')',
        "hellip" => '…',
        "szlig" => 'ß',
        "aelig" => 'æ',
        "AElig" => 'Æ',
        "oelig" => 'œ',
        "OElig" => 'Œ',
        "eth" | "dstrok" => 'd',
        "ETH" | "Dstrok" => 'D',
        "thorn" => 'þ',
        "THORN" => 'Þ',
        "lstrok" => 'l',
        "Lstrok" => 'L',
        "hstrok" => 'h',
        "inodot" | "imath" => 'i',
        _ => {
            let mut letters = name.chars();
            let letter = letters.next().filter(char::is_ascii_alphabetic)?;
            ACCENTS.contains(&letters.as_str()).then_some(letter)?
        }
    };
    Some(letter)
}

/// The text without the signs with which Markdown and TeX set single letters off, if it has any.
pub(super) fn without_emphasis(view: &Mapped) -> Option<Mapped> {
    let is_sign = |character: char| matches!(character, '*' | '_' | '`' | '~' | '{' | '}' | '\\' | '"' | '^' | '$');
    view.text.contains(['*', '`', '~', '{', '\\', '_']).then(|| {
        let mut bare = Mapped::with_capacity(view.text.len());
        let mut at = 0;
        for piece in view.text.split(is_sign) {
            bare.push_str(piece, view.source(at));
            at += piece.len() + 1;
        }
        bare
    })
}
