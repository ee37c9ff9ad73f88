//! Which letters the usual fonts of TeX have, and what becomes of the others.
//!
//! pdfLaTeX knows a letter only if an encoding sets it up; XeLaTeX and LuaLaTeX know every letter but print only those
//! that the font has. What Latin Modern has under all three is written as it is. The rest is set in the first installed
//! font of a list for its script; under pdfLaTeX, which has no such fonts, as base letter with accent where it is one,
//! else as an empty box, and the file says so at its top.

use std::collections::BTreeSet;
use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

/// Letters that share fonts and a direction.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Script {
    /// The command that chooses its font.
    pub(super) command: &'static str,
    pub(super) from_right: bool,
    /// From the likeliest to look right to the likeliest to be there.
    fonts: &'static [&'static str],
    ranges: &'static [(char, char)],
}

/// The last one takes what no other does.
const SCRIPTS: &[Script] = &[
    Script {
        command: "\\scripteuropean",
        from_right: false,
        fonts: &["Libertinus Serif", "Noto Serif", "DejaVu Serif", "FreeSerif", "Times New Roman"],
        ranges: &[('\u{100}', '\u{52f}'), ('\u{1c80}', '\u{1fff}'), ('\u{2c60}', '\u{2dff}'), ('\u{a640}', '\u{a7ff}')],
    },
    Script {
        command: "\\scripthebrew",
        from_right: true,
        fonts: &["Noto Serif Hebrew", "Noto Sans Hebrew", "SBL Hebrew", "FreeSerif", "DejaVu Sans", "Times New Roman"],
        ranges: &[('\u{590}', '\u{5ff}'), ('\u{fb1d}', '\u{fb4f}')],
    },
    Script {
        command: "\\scriptarabic",
        from_right: true,
        fonts: &["Amiri", "Noto Naskh Arabic", "Noto Sans Arabic", "FreeSerif", "DejaVu Sans", "Times New Roman"],
        ranges: &[('\u{600}', '\u{8ff}'), ('\u{fb50}', '\u{fdff}'), ('\u{fe70}', '\u{fefe}')],
    },
    Script {
        command: "\\scriptindic",
        from_right: false,
        fonts: &["Noto Serif Devanagari", "Noto Sans Devanagari", "Lohit Devanagari", "FreeSerif", "Nirmala UI"],
        ranges: &[('\u{900}', '\u{dff}')],
    },
    Script {
        command: "\\scripteastasian",
        from_right: false,
        fonts: &[
            "Noto Serif CJK SC",
            "Noto Sans CJK SC",
            "Source Han Serif",
            "FandolSong",
            "WenQuanYi Zen Hei",
            "SimSun",
        ],
        ranges: &[
            ('\u{2e80}', '\u{9fff}'),
            ('\u{ac00}', '\u{d7ff}'),
            ('\u{f900}', '\u{faff}'),
            ('\u{fe30}', '\u{fe4f}'),
            ('\u{ff00}', '\u{ffef}'),
            ('\u{20000}', '\u{3ffff}'),
        ],
    },
    Script {
        command: "\\scriptsymbols",
        from_right: false,
        fonts: &["Symbola", "Noto Emoji", "Noto Sans Symbols2", "DejaVu Sans", "Segoe UI Symbol"],
        ranges: &[('\u{2000}', '\u{2bff}'), ('\u{1f000}', '\u{1faff}')],
    },
    Script {
        command: "\\scriptother",
        from_right: false,
        fonts: &["Noto Sans", "DejaVu Sans", "FreeSerif", "Unifont"],
        ranges: &[],
    },
];

/// Which script a letter needs; none if Latin Modern has it.
pub(super) fn script(letter: char) -> Option<&'static Script> {
    if is_usual(letter) {
        return None;
    }
    let has = |script: &&Script| script.ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    SCRIPTS.iter().find(has).or(SCRIPTS.last())
}

/// Letters that both Latin Modern in Unicode and the encodings T1 and TS1 of LaTeX have.
fn is_usual(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{125}'
            | '\u{128}'..='\u{137}'
            | '\u{139}'..='\u{13e}'
            | '\u{141}'..='\u{148}'
            | '\u{14a}'..='\u{165}'
            | '\u{168}'..='\u{17e}'
            | '\u{218}'..='\u{21b}'
            | '\u{1ef2}'..='\u{1ef3}'
            | '–' | '—' | '‖' | '‘' | '’' | '‚' | '“' | '”' | '„' | '†' | '‡' | '•' | '…' | '‰' | '‹' | '›' | '€'
            | '№' | '™'
    )
}

/// Marks that belong to the letter before them.
pub(super) fn is_joined(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
        || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// What the preamble has to say about the letters of a document: which fonts to look for, and what pdfLaTeX prints.
pub(super) struct Unusual<'b> {
    letters: BTreeSet<char>,
    body: &'b str,
}

impl<'b> Unusual<'b> {
    pub(super) fn of(body: &'b str) -> Self {
        Self { letters: body.chars().filter(|letter| script(*letter).is_some()).collect(), body }
    }

    /// Whether pdfLaTeX prints a box for any of them.
    pub(super) fn has_boxes(&self) -> bool {
        self.letters.iter().any(|letter| !is_joined(*letter) && with_accents(*letter).is_none())
    }

    fn scripts(&self) -> impl Iterator<Item = &'static Script> {
        SCRIPTS.iter().filter(|script| self.body.contains(script.command))
    }

    /// For pdfLaTeX.
    pub(super) fn declared(&self) -> String {
        let mut text = String::new();
        for &letter in &self.letters {
            let shown =
                if is_joined(letter) { String::new() } else { with_accents(letter).unwrap_or("\\lacking".into()) };
            let _ = writeln!(text, "  \\DeclareUnicodeCharacter{{{:04X}}}{{{shown}}}", u32::from(letter));
        }
        for script in self.scripts() {
            let _ = writeln!(text, "  \\let{}\\relax", script.command);
        }
        text
    }

    /// For the other two: each script's command chooses the first font that is there.
    pub(super) fn fonts(&self) -> String {
        let mut text = String::new();
        for script in self.scripts() {
            let mut choice = format!("\\let{}\\relax", script.command);
            for font in script.fonts.iter().rev() {
                choice =
                    format!("\\IfFontExistsTF{{{font}}}{{\\newfontfamily{}{{{font}}}}}{{{choice}}}", script.command);
            }
            let _ = writeln!(text, "  {choice}");
        }
        text
    }

    /// For bookmarks, which have no fonts.
    pub(super) fn without_fonts(&self) -> String {
        self.scripts().fold(String::new(), |text, script| text + &format!("\\let{}\\relax", script.command))
    }
}

/// A Latin letter as TeX builds it from its parts: `\d{a}`.
fn with_accents(letter: char) -> Option<String> {
    let mut parts = std::iter::once(letter).nfd();
    let base = parts.next().filter(char::is_ascii_alphabetic)?;
    let mut built = base.to_string();
    for mark in parts {
        let accent = match mark {
            '\u{300}' => "\\`",
            '\u{301}' => "\\'",
            '\u{302}' => "\\^",
            '\u{303}' => "\\~",
            '\u{304}' => "\\=",
            '\u{306}' => "\\u",
            '\u{307}' => "\\.",
            '\u{308}' => "\\\"",
            '\u{30a}' => "\\r",
            '\u{30b}' => "\\H",
            '\u{30c}' => "\\v",
            '\u{323}' => "\\d",
            '\u{327}' => "\\c",
            '\u{328}' => "\\k",
            '\u{331}' => "\\b",
            _ => return None,
        };
        built = format!("{accent}{{{built}}}");
    }
    Some(built)
}
