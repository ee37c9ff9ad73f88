//! A font as far as reading goes: which characters its codes stand for, and how wide they are.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_16BE, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::CMap;
use super::glyph_names;
use super::unpack::unpacked;

/// Tables of a font are smaller.
const MAX_TABLE: usize = 8 << 20;
const MAX_WIDTHS: u32 = 1_000_000;

/// One code of a string that is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// Nothing where the font does not say.
    pub(super) text: Option<String>,
    /// In units of the font's size.
    pub(super) width: f64,
    /// The one-byte code 32, to which word spacing is added.
    pub(super) is_space: bool,
}

#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// By code, in units of the font's size.
    widths: BTreeMap<u32, f64>,
    default_width: Option<f64>,
    pub(super) is_bold: bool,
}

/// How bytes are parted into codes, and what those stand for by themselves.
#[derive(Debug)]
enum Codes {
    /// A byte each.
    Simple(Vec<Option<String>>),
    /// Two bytes each, unless the table says otherwise.
    Composite(CMap),
    /// An encoding of East Asia.
    Encoded(&'static Encoding),
}

impl Font {
    pub(super) fn read(dictionary: &Dict<'_>) -> Self {
        let to_unicode = dictionary
            .get::<Stream<'_>>("ToUnicode")
            .map(|stream| CMap::read(&unpacked(&stream, MAX_TABLE).bytes))
            .filter(|map| !map.is_empty());
        let subtype = dictionary.get::<Name<'_>>("Subtype");
        let is_kind = |kind: &str| subtype.as_ref().is_some_and(|name| name.as_str() == kind);
        let base_name = dictionary.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_owned()).unwrap_or_default();
        let is_bold = ["Bold", "bold", "Black", "Heavy", "-Bd"].iter().any(|word| base_name.contains(word));
        if is_kind("Type0") {
            let descendant = dictionary
                .get::<Array<'_>>("DescendantFonts")
                .and_then(|list| list.iter::<Dict<'_>>().next())
                .unwrap_or_default();
            let widths = composite_widths(&descendant);
            let default_width = Some(descendant.get::<f64>("DW").unwrap_or(1000.0) / 1000.0);
            return Self { codes: composite_codes(dictionary), to_unicode, widths, default_width, is_bold };
        }
        let descriptor = dictionary.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let scale = if is_kind("Type3") { type3_scale(dictionary) } else { 0.001 };
        let first = dictionary.get::<u32>("FirstChar").unwrap_or(0);
        let widths: BTreeMap<u32, f64> = dictionary
            .get::<Array<'_>>("Widths")
            .map(|list| (first..first.saturating_add(256)).zip(list.iter::<f64>().map(|width| width * scale)).collect())
            .unwrap_or_default();
        let default_width =
            descriptor.get::<f64>("MissingWidth").map(|width| width * scale).filter(|_| !widths.is_empty());
        let codes = Codes::Simple(simple_codes(dictionary, &descriptor, &base_name));
        Self { codes, to_unicode, widths, default_width, is_bold }
    }

    /// The codes of a string that is shown.
    pub(super) fn shown(&self, bytes: &[u8]) -> Vec<Shown> {
        let mut shown = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = self.code_length(rest).min(rest.len()).max(1);
            let (code_bytes, after) = rest.split_at(length);
            rest = after;
            let code = code_bytes.iter().fold(0u32, |code, &byte| code << 8 | u32::from(byte));
            let text = self.text(code, code_bytes);
            let width =
                self.widths.get(&code).copied().or(self.default_width).unwrap_or_else(|| usual_width(text.as_deref()));
            shown.push(Shown { text, width, is_space: length == 1 && code == 32 });
        }
        shown
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match &self.codes {
            Codes::Simple(_) => 1,
            Codes::Composite(map) => map.code_length(bytes).unwrap_or(2),
            Codes::Encoded(encoding) if *encoding == UTF_16BE => 2,
            Codes::Encoded(_) => 1 + usize::from(bytes.first().is_some_and(|&byte| byte >= 0x80)),
        }
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        if let Some(text) = self.to_unicode.as_ref().and_then(|map| map.text(code)) {
            return Some(text);
        }
        match &self.codes {
            Codes::Simple(texts) => texts.get(usize::try_from(code).ok()?)?.clone(),
            Codes::Composite(_) => None,
            Codes::Encoded(encoding) => {
                encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
            }
        }
    }
}

/// Fonts that every viewer has come without widths: near enough to tell a gap between words.
fn usual_width(text: Option<&str>) -> f64 {
    match text.and_then(|text| text.chars().next()) {
        Some(' ' | '.' | ',' | ':' | ';' | '!' | '\'' | 'i' | 'j' | 'l' | 't' | 'f' | 'I' | '|') => 0.28,
        Some('m' | 'w' | 'M' | 'W' | '—' | '@' | '%') => 0.85,
        Some(character) if character.is_uppercase() => 0.68,
        _ => 0.52,
    }
}

fn type3_scale(dictionary: &Dict<'_>) -> f64 {
    let matrix = dictionary.get::<Array<'_>>("FontMatrix");
    matrix.and_then(|list| list.iter::<f64>().next()).map_or(0.001, f64::abs)
}

/// Widths of a composite font: `first [w w w]` and `first last w`, one after another.
fn composite_widths(descendant: &Dict<'_>) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let Some(list) = descendant.get::<Array<'_>>("W") else { return widths };
    let whole = |object: &Object<'_>| match object {
        Object::Number(number) => u32::try_from(number.as_i64()).ok(),
        _ => None,
    };
    let mut work = 0;
    let mut items = list.iter::<Object<'_>>();
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let Some(first) = whole(&first) else { return widths };
        if let Object::Array(list) = second {
            widths.extend((first..=0xffff).zip(list.iter::<f64>().map(|width| width / 1000.0)));
            continue;
        }
        let (Some(last), Some(Object::Number(width))) = (whole(&second), items.next()) else { return widths };
        let last = last.min(0xffff);
        work += last.saturating_sub(first);
        if work > MAX_WIDTHS {
            return widths;
        }
        widths.extend((first..=last).map(|code| (code, width.as_f64() / 1000.0)));
    }
    widths
}

fn composite_codes(dictionary: &Dict<'_>) -> Codes {
    if let Some(stream) = dictionary.get::<Stream<'_>>("Encoding") {
        return Codes::Composite(CMap::read(&unpacked(&stream, MAX_TABLE).bytes));
    }
    let name = dictionary.get::<Name<'_>>("Encoding");
    let name = name.as_ref().map(Name::as_str).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let encoding = if has(&["UCS2", "UTF16"]) {
        UTF_16BE
    } else if has(&["RKSJ"]) {
        SHIFT_JIS
    } else if has(&["GBK", "GB-EUC", "GBpc"]) {
        GBK
    } else if has(&["B5"]) {
        BIG5
    } else if has(&["KSC"]) {
        EUC_KR
    } else if has(&["EUC-H", "EUC-V"]) {
        EUC_JP
    } else {
        return Codes::Composite(CMap::default());
    };
    Codes::Encoded(encoding)
}

/// What the 256 codes of a simple font stand for: its encoding, with what the font changes of it.
fn simple_codes(dictionary: &Dict<'_>, descriptor: &Dict<'_>, base_name: &str) -> Vec<Option<String>> {
    let encoding = dictionary.get::<Dict<'_>>("Encoding").unwrap_or_default();
    let base = dictionary.get::<Name<'_>>("Encoding").or_else(|| encoding.get::<Name<'_>>("BaseEncoding"));
    let base = base.as_ref().map(Name::as_str).unwrap_or_default();
    let is_truetype = dictionary.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == "TrueType");
    let mut codes: Vec<Option<String>> = match base {
        "WinAnsiEncoding" => one_byte(WINDOWS_1252),
        "MacRomanEncoding" => one_byte(MACINTOSH),
        _ if is_truetype => one_byte(WINDOWS_1252),
        _ if ["Symbol", "Wingdings", "Dingbats"].iter().any(|word| base_name.contains(word)) => symbols(),
        _ => standard(),
    };
    if base.is_empty()
        && let Some(stream) = descriptor.get::<Stream<'_>>("FontFile")
    {
        for (code, name) in built_in(&unpacked(&stream, MAX_TABLE).bytes) {
            codes[usize::from(code)] = glyph_names::characters(name);
        }
    }
    let mut code = 0usize;
    for object in encoding.get::<Array<'_>>("Differences").iter().flat_map(Array::iter::<Object<'_>>) {
        match object {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(text) = codes.get_mut(code) {
                    *text = glyph_names::characters(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    codes
}

fn one_byte(encoding: &'static Encoding) -> Vec<Option<String>> {
    let text = |byte: u8| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.into_owned();
        (!text.chars().any(char::is_control)).then_some(text)
    };
    (0..=255).map(text).collect()
}

/// The encoding of fonts that do not say.
fn standard() -> Vec<Option<String>> {
    const UPPER: &[(usize, &str)] = &[
        (0xa1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"),
        (0xb1, "–†‡·"),
        (0xb6, "¶•‚„”»…‰"),
        (0xbf, "¿"),
        (0xc1, "`´ˆ˜¯˘˙¨"),
        (0xca, "˚¸"),
        (0xcd, "˝˛ˇ—"),
        (0xe1, "Æ"),
        (0xe3, "ª"),
        (0xe8, "ŁØŒº"),
        (0xf1, "æ"),
        (0xf5, "ı"),
        (0xf8, "łøœß"),
    ];
    let mut codes: Vec<Option<String>> =
        (0..=255u8).map(|byte| (b' '..=b'~').contains(&byte).then(|| char::from(byte).to_string())).collect();
    codes[0x27] = Some("’".to_owned());
    codes[0x60] = Some("‘".to_owned());
    for (first, characters) in UPPER {
        for (code, character) in (*first..).zip(characters.chars()) {
            codes[code] = Some(character.to_string());
        }
    }
    codes
}

/// Of the signs of symbol fonts, only the bullet of lists means something in a text.
fn symbols() -> Vec<Option<String>> {
    let mut codes = vec![None; 256];
    codes[0x20] = Some(" ".to_owned());
    codes[0xb7] = Some("•".to_owned());
    codes
}

/// The encoding that is written in a font's own program: `dup 12 /fi put`.
fn built_in(program: &[u8]) -> Vec<(u8, &str)> {
    let clear_end = memchr::memmem::find(program, b"eexec").unwrap_or(program.len());
    let mut found = Vec::new();
    let mut words =
        program.get(..clear_end).unwrap_or_default().split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        if word != b"dup" {
            continue;
        }
        let text = |word: &'_ [u8]| std::str::from_utf8(word).ok().map(str::to_owned);
        let code = words.next().and_then(text).and_then(|code| code.parse().ok());
        let name =
            words.next().and_then(|name| name.strip_prefix(b"/")).and_then(|name| std::str::from_utf8(name).ok());
        if let (Some(code), Some(name)) = (code, name) {
            found.push((code, name));
        }
    }
    found
}
