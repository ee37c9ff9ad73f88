//! What glyphs are called in fonts, and which characters they show.

use unicode_normalization::char::compose;

/// The characters that a glyph's name stands for: `eacute`, `f_i`, `uni20AC`, `afii10017`, `a.alt`.
pub(super) fn characters(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|stem| !stem.is_empty())?;
    if name.contains('_') {
        return name.split('_').map(|part| character(part).map(String::from)).collect();
    }
    character(name).map(String::from)
}

fn character(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter);
    }
    let by_table = || NAMES.iter().find(|(known, _)| *known == name).map(|&(_, character)| character);
    by_table().or_else(|| by_number(name)).or_else(|| accented(name))
}

fn by_number(name: &str) -> Option<char> {
    let of_hex = |digits: &str| {
        let is_number = (4..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_number).and_then(char::from_u32)
    };
    if let Some(digits) = name.strip_prefix("uni") {
        return of_hex(digits.get(..4)?);
    }
    if let Some(found) = name.strip_prefix('u').and_then(of_hex) {
        return Some(found);
    }
    // Cyrillic letters have numbers of their own, in the order of the alphabet, where Ё stands after Е.
    let number: u32 = name.strip_prefix("afii")?.parse().ok()?;
    let (index, first, io) = match number {
        10017..=10049 => (number - 10017, 'А', 'Ё'),
        10065..=10097 => (number - 10065, 'а', 'ё'),
        _ => return None,
    };
    match index {
        6 => Some(io),
        _ => char::from_u32(u32::from(first) + index - u32::from(index > 6)),
    }
}

/// A letter and its accent: `eacute`, `Scaron`.
fn accented(name: &str) -> Option<char> {
    let letter = name.chars().next()?;
    let accent = name.get(letter.len_utf8()..)?;
    let mark = match accent {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circumflex" => '\u{302}',
        "tilde" => '\u{303}',
        "macron" => '\u{304}',
        "breve" => '\u{306}',
        "dotaccent" => '\u{307}',
        "dieresis" => '\u{308}',
        "ring" => '\u{30a}',
        "hungarumlaut" => '\u{30b}',
        "caron" => '\u{30c}',
        "commaaccent" if matches!(letter, 's' | 'S') => '\u{326}',
        "cedilla" | "commaaccent" => '\u{327}',
        "ogonek" => '\u{328}',
        _ => return None,
    };
    compose(letter, mark)
}

#[rustfmt::skip]
const NAMES: &[(&str, char)] = &[
    ("space", ' '), ("nbspace", ' '), ("exclam", '!'), ("quotedbl", '"'), ("numbersign", '#'), ("dollar", '$'),
    ("percent", '%'), ("ampersand", '&'), ("quotesingle", '\''), ("parenleft", '('), ("parenright", ')'),
    ("asterisk", '*'), ("plus", '+'), ("comma", ','), ("hyphen", '-'), ("sfthyphen", '\u{ad}'), ("period", '.'),
    ("slash", '/'), ("zero", '0'), ("one", '1'), ("two", '2'), ("three", '3'), ("four", '4'), ("five", '5'),
    ("six", '6'), ("seven", '7'), ("eight", '8'), ("nine", '9'), ("colon", ':'), ("semicolon", ';'), ("less", '<'),
    ("equal", '='), ("greater", '>'), ("question", '?'), ("at", '@'), ("bracketleft", '['), ("backslash", '\\'),
    ("bracketright", ']'), ("asciicircum", '^'), ("underscore", '_'), ("grave", '`'), ("braceleft", '{'), ("bar", '|'),
    ("braceright", '}'), ("asciitilde", '~'), ("exclamdown", '¡'), ("cent", '¢'), ("sterling", '£'), ("currency", '¤'),
    ("yen", '¥'), ("brokenbar", '¦'), ("section", '§'), ("dieresis", '¨'), ("copyright", '©'), ("ordfeminine", 'ª'),
    ("guillemotleft", '«'), ("logicalnot", '¬'), ("registered", '®'), ("macron", '¯'), ("degree", '°'),
    ("plusminus", '±'), ("twosuperior", '²'), ("threesuperior", '³'), ("acute", '´'), ("mu", 'µ'), ("paragraph", '¶'),
    ("periodcentered", '·'), ("cedilla", '¸'), ("onesuperior", '¹'), ("ordmasculine", 'º'), ("guillemotright", '»'),
    ("onequarter", '¼'), ("onehalf", '½'), ("threequarters", '¾'), ("questiondown", '¿'), ("AE", 'Æ'), ("Eth", 'Ð'),
    ("multiply", '×'), ("Oslash", 'Ø'), ("Thorn", 'Þ'), ("germandbls", 'ß'), ("ae", 'æ'), ("eth", 'ð'), ("divide", '÷'),
    ("oslash", 'ø'), ("thorn", 'þ'), ("Dcroat", 'Đ'), ("dcroat", 'đ'), ("dotlessi", 'ı'), ("dotlessj", 'ȷ'),
    ("Lslash", 'Ł'), ("lslash", 'ł'), ("OE", 'Œ'), ("oe", 'œ'), ("florin", 'ƒ'), ("circumflex", 'ˆ'), ("caron", 'ˇ'),
    ("breve", '˘'), ("dotaccent", '˙'), ("ring", '˚'), ("ogonek", '˛'), ("tilde", '˜'), ("hungarumlaut", '˝'),
    ("endash", '–'), ("emdash", '—'), ("quoteleft", '‘'), ("quoteright", '’'), ("quotesinglbase", '‚'),
    ("quotedblleft", '“'), ("quotedblright", '”'), ("quotedblbase", '„'), ("dagger", '†'), ("daggerdbl", '‡'),
    ("bullet", '•'), ("ellipsis", '…'), ("perthousand", '‰'), ("guilsinglleft", '‹'), ("guilsinglright", '›'),
    ("fraction", '⁄'), ("Euro", '€'), ("trademark", '™'), ("minus", '−'), ("infinity", '∞'), ("notequal", '≠'),
    ("lessequal", '≤'), ("greaterequal", '≥'), ("approxequal", '≈'), ("arrowright", '→'), ("arrowleft", '←'),
    ("arrowup", '↑'), ("arrowdown", '↓'), ("checkmark", '✓'), ("ff", 'ﬀ'), ("fi", 'ﬁ'), ("fl", 'ﬂ'), ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'), ("Alpha", 'Α'), ("Beta", 'Β'), ("Gamma", 'Γ'), ("Delta", 'Δ'), ("Epsilon", 'Ε'), ("Zeta", 'Ζ'),
    ("Eta", 'Η'), ("Theta", 'Θ'), ("Iota", 'Ι'), ("Kappa", 'Κ'), ("Lambda", 'Λ'), ("Mu", 'Μ'), ("Nu", 'Ν'), ("Xi", 'Ξ'),
    ("Omicron", 'Ο'), ("Pi", 'Π'), ("Rho", 'Ρ'), ("Sigma", 'Σ'), ("Tau", 'Τ'), ("Upsilon", 'Υ'), ("Phi", 'Φ'),
    ("Chi", 'Χ'), ("Psi", 'Ψ'), ("Omega", 'Ω'), ("alpha", 'α'), ("beta", 'β'), ("gamma", 'γ'), ("delta", 'δ'),
    ("epsilon", 'ε'), ("zeta", 'ζ'), ("eta", 'η'), ("theta", 'θ'), ("iota", 'ι'), ("kappa", 'κ'), ("lambda", 'λ'),
    ("nu", 'ν'), ("xi", 'ξ'), ("omicron", 'ο'), ("pi", 'π'), ("rho", 'ρ'), ("sigma", 'σ'), ("sigma1", 'ς'),
    ("tau", 'τ'), ("upsilon", 'υ'), ("phi", 'φ'), ("chi", 'χ'), ("psi", 'ψ'), ("omega", 'ω'),
];
