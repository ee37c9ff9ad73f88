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

/// `&L`, `&C`, `&B`, `&12`, `&"Arial"` and the like, which a workbook's page header glues to its words.
fn header_code(text: &str) -> Option<(String, usize)> {
    let mut letters = text.chars().skip(1);
    let code = letters.next()?;
    match code {
        // A font and its style in quotes.
        '"' => {
            let font = text.get(2..)?.split('"').next()?;
            (font.len() < 80 && font.contains(',')).then(|| (String::new(), font.len() + 3))
        }
        '0'..='9' => {
            let digits = text.get(1..)?.find(|sign: char| !sign.is_ascii_digit())?;
            Some((String::new(), digits + 1))
        }
        'L' | 'C' | 'R' => {
            letters.next().filter(|next| next.is_alphanumeric() || *next == '&').map(|_| (" ".to_owned(), 2))
        }
        'B' | 'I' | 'U' | 'E' | 'S' | 'X' | 'Y' => {
            letters.next().filter(|next| next.is_alphanumeric() || *next == '&').map(|_| (String::new(), 2))
        }
        _ => None,
    }
}

/// A run of `%XX`, which together may be the bytes of a letter; or `%uXXXX`.
fn percent(text: &str) -> Option<(String, usize)> {
    if let Some(digits) = text.strip_prefix("%u").and_then(|rest| rest.get(..4)) {
        return hexadecimal(digits).map(|letter| (letter.to_string(), 6));
    }
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
        'u' => match u16::from_str_radix(text.get(2..6)?, 16).ok()? {
            // Two halves of one letter.
            high @ 0xd800..=0xdbff => {
                let low =
                    text.get(6..12)?.strip_prefix("\\u").and_then(|digits| u16::from_str_radix(digits, 16).ok())?;
                char::decode_utf16([high, low]).next()?.ok().and_then(|letter| of(letter, 12))
            }
            unit => char::from_u32(u32::from(unit)).and_then(|letter| of(letter, 6)),
        },
        'U' => hexadecimal(text.get(2..10)?).and_then(|letter| of(letter, 10)),
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
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" | "ZeroWidthSpace" | "NoBreak" | "ic" | "it" | "af"
        | "InvisibleComma" | "InvisibleTimes" | "ApplyFunction" => '\u{200b}',
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
        "kgreen" => 'k',
        _ => {
            let mut letters = name.chars();
            let letter = letters.next().filter(char::is_ascii_alphabetic)?;
            let rest = letters.as_str();
            let is_dressed = ACCENTS.contains(&rest) || matches!(rest, "fr" | "scr" | "opf");
            if is_dressed { letter } else { of_another_script(name)? }
        }
    };
    Some(letter)
}

/// Letters of other scripts that look like Latin ones, by the names of their entities.
fn of_another_script(name: &str) -> Option<char> {
    Some(match name {
        "Alpha" | "Acy" => 'A',
        "alpha" | "acy" => 'a',
        "Beta" | "Vcy" => 'B',
        "Epsilon" | "IEcy" => 'E',
        "iecy" => 'e',
        "Eta" | "Ncy" => 'H',
        "Iota" => 'I',
        "iota" | "iukcy" => 'i',
        "Kappa" | "Kcy" => 'K',
        "kappa" | "kcy" => 'k',
        "Mu" | "Mcy" => 'M',
        "Nu" => 'N',
        "Omicron" | "Ocy" => 'O',
        "omicron" | "ocy" => 'o',
        "Rho" | "Rcy" => 'P',
        "rho" | "rcy" => 'p',
        "Scy" => 'C',
        "scy" => 'c',
        "Tau" | "Tcy" => 'T',
        "Upsilon" | "Ucy" => 'Y',
        "ucy" => 'y',
        "Chi" | "KHcy" => 'X',
        "chi" | "khcy" => 'x',
        "Zeta" => 'Z',
        _ => return None,
    })
}

/// The text as a style sheet or a mail writes letters: `\4f `, `=4F`; and as a program does: `\117`. Each way by itself, as one
/// sign may be meant in two of them.
pub(super) fn otherwise_undone(view: &Mapped) -> Vec<Mapped> {
    let by_hand = |sign: u8, read: &dyn Fn(&str) -> Option<(char, usize)>| -> Option<Mapped> {
        let text = &view.text;
        let mut plain = Mapped::with_capacity(text.len());
        let (mut at, mut copied, mut count) = (0, 0, 0);
        while let Some(found) = text.as_bytes().get(at..).and_then(|rest| memchr::memchr(sign, rest)) {
            let start = at + found;
            at = start + 1;
            if let Some((letter, length)) = read(text.get(at..).unwrap_or_default()) {
                plain.push_str(text.get(copied..start).unwrap_or_default(), view.source(copied));
                plain.push(letter, view.source(start));
                at += length;
                copied = at;
                count += 1;
            }
        }
        plain.push_str(text.get(copied..).unwrap_or_default(), view.source(copied));
        (count > 0).then_some(plain)
    };
    let of_style = |rest: &str| -> Option<(char, usize)> {
        let length = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let letter = hexadecimal(rest.get(..length)?).filter(|letter| !letter.is_control())?;
        let is_closed = length < 6 && rest.as_bytes().get(length).is_some_and(u8::is_ascii_whitespace);
        Some((letter, length + usize::from(is_closed)))
    };
    let of_mail = |rest: &str| -> Option<(char, usize)> {
        hexadecimal(rest.get(..2)?).filter(char::is_ascii_graphic).map(|letter| (letter, 2))
    };
    let octal = |rest: &str| -> Option<(char, usize)> {
        let digits = rest.get(..3).filter(|digits| digits.bytes().all(|digit| matches!(digit, b'0'..=b'7')))?;
        let letter = u32::from_str_radix(digits, 8).ok().and_then(char::from_u32)?;
        letter.is_alphabetic().then_some((letter, 3))
    };
    [by_hand(b'\\', &of_style), by_hand(b'=', &of_mail), by_hand(b'\\', &octal)].into_iter().flatten().collect()
}

/// The text without what Markdown writes around words that lead somewhere: `[An](x)na`, `An[^1]na`. Nothing where it has none.
pub(super) fn without_links(view: &Mapped) -> Option<Mapped> {
    let text = &view.text;
    if !text.contains("](") && !text.contains("[^") {
        return None;
    }
    let mut bare = Mapped::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['[', ']', '!'])) {
        let sign = at + found;
        bare.push_str(text.get(at..sign).unwrap_or_default(), view.source(at));
        let rest = text.get(sign..).unwrap_or_default();
        let end = |close: char| rest.find(close).filter(|&length| length < 400).map_or(1, |length| length + 1);
        let length = if rest.starts_with("[^") {
            end(']')
        } else if rest.starts_with("](") {
            end(')')
        } else {
            1
        };
        if rest.starts_with('!') && !rest.starts_with("![") {
            bare.push('!', view.source(sign));
        }
        at = sign + length;
    }
    bare.push_str(text.get(at..).unwrap_or_default(), view.source(at));
    Some(bare)
}

/// The text without the signs with which Markdown and TeX set single letters off, if it has any.
pub(super) fn without_emphasis(view: &Mapped) -> Option<Mapped> {
    let is_sign =
        |character: char| matches!(character, '*' | '_' | '`' | '~' | '{' | '}' | '\\' | '"' | '^' | '$' | '=' | '+');
    view.text.contains(['*', '`', '~', '{', '\\', '_', '=', '^']).then(|| {
        let mut bare = Mapped::with_capacity(view.text.len());
        let mut at = 0;
        for piece in view.text.split(is_sign) {
            bare.push_str(piece, view.source(at));
            at += piece.len() + 1;
        }
        bare
    })
}
