//! Which code page a byte of an RTF file is of: that of its font, else that of the file.

use std::collections::BTreeMap;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, ISO_8859_2, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
    X_MAC_CYRILLIC,
};

/// How bytes become characters.
#[derive(Debug, Clone, Copy)]
pub(super) enum CodePage {
    Known(&'static Encoding),
    /// The upper half of a code page of DOS.
    Dos(&'static str),
    /// Signs of a symbol font: without it, they mean nothing.
    Symbols,
}

impl CodePage {
    /// The code page with a number, as `\ansicpg` and `\cpg` name it.
    pub(super) fn of_number(number: i32) -> Option<Self> {
        let encoding = match number {
            437 => return Some(Self::Dos(CP437)),
            850 => return Some(Self::Dos(CP850)),
            866 => IBM866,
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 | 1361 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1252 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            10007 => X_MAC_CYRILLIC,
            20866 => KOI8_R,
            28592 => ISO_8859_2,
            65001 => UTF_8,
            _ => return None,
        };
        Some(Self::Known(encoding))
    }

    /// The code page of a font's character set (`\fcharset`); 1 is whatever the file says.
    fn of_charset(charset: i32) -> Option<Self> {
        let number = match charset {
            0 => 1252,
            2 => return Some(Self::Symbols),
            77 => 10000,
            128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        };
        Self::of_number(number)
    }

    /// Bytes as text, and how many characters of it could not be read.
    pub(super) fn decode(self, bytes: &[u8]) -> (String, usize) {
        match self {
            Self::Known(encoding) => {
                let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                let lost_count = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
                (text.into_owned(), lost_count)
            }
            Self::Dos(upper) => {
                let character = |&byte: &u8| match byte.checked_sub(0x80) {
                    None => char::from(byte),
                    Some(index) => upper.chars().nth(usize::from(index)).unwrap_or('\u{fffd}'),
                };
                (bytes.iter().map(character).collect(), 0)
            }
            Self::Symbols => {
                // As Word does: a private range, which the walk counts and leaves out.
                let sign = |&byte: &u8| char::from_u32(0xf000 + u32::from(byte)).unwrap_or('\u{fffd}');
                (bytes.iter().map(sign).collect(), 0)
            }
        }
    }
}

/// The fonts of a file, by their number.
#[derive(Debug)]
pub(super) struct Fonts {
    by_number: BTreeMap<i32, CodePage>,
    /// Of the file: `\ansicpg`, `\mac`, `\pc`, `\pca`.
    pub(super) file_page: CodePage,
    pub(super) default_font: i32,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { by_number: BTreeMap::new(), file_page: CodePage::Known(WINDOWS_1252), default_font: 0 }
    }
}

/// More fonts than any document has.
const MAX_FONTS: usize = 10_000;

impl Fonts {
    /// Notes a word of the font table about the font at hand.
    pub(super) fn define(&mut self, font: i32, word: &str, number: i32) {
        let page = match word {
            "fcharset" => CodePage::of_charset(number),
            // A code page says more than a character set, and comes after it.
            "cpg" => CodePage::of_number(number),
            _ => return,
        };
        if let Some(page) = page.filter(|_| self.by_number.len() < MAX_FONTS) {
            self.by_number.insert(font, page);
        }
    }

    /// The code page of a font.
    pub(super) fn page(&self, font: i32) -> CodePage {
        self.by_number.get(&font).copied().unwrap_or(self.file_page)
    }
}

const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
