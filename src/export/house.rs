//! A study's own looks: what it sets over the program's.

use super::docx::Template;

/// What a study sets over the program's own looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HouseStyle {
    /// For pages.
    pub css: Option<Css>,
    /// For Word documents.
    pub template: Option<Template>,
}

/// A style sheet that a page may carry: it fetches nothing and ends where it ends. Only [`Css::check`] makes one.
///
/// The page's policy forbids fetching as well, so that two mistakes must meet before a reader's browser asks anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Css(String);

/// Why a style sheet may not stand in a page, and in which of its lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct CssError {
    pub line_number: usize,
    pub column_number: usize,
    pub what: CssMistake,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CssMistake {
    #[error(
        "a style sheet may have {MOST_BYTES} bytes, and this one has more: take out pictures and fonts that it holds"
    )]
    TooLarge,

    #[error(
        "`{0}` would fetch a file from elsewhere, and a page holds all it needs: write what it names into this file"
    )]
    Fetches(&'static str),

    #[error("a style sheet cannot hold `{0}`, which would end it: write it in another way")]
    Ends(&'static str),

    #[error("a comment that begins here has no end: close it with `*/`")]
    OpenComment,

    #[error("there is a character here that no text has: save the file as UTF-8 text")]
    NoText,
}

const MOST_BYTES: usize = 1 << 20;
/// Functions that name a file. `url` may name what is inside the page or the sheet.
const FETCHING: [&str; 6] = ["src(", "image(", "image-set(", "cross-fade(", "element(", "paint("];

impl Css {
    /// Takes a style sheet if it may stand in a page.
    pub fn check(text: &str) -> Result<Self, CssError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let at = |place: usize, what: CssMistake| error(&text, place, what);
        if text.len() > MOST_BYTES {
            return Err(at(0, CssMistake::TooLarge));
        }
        if let Some(place) = text.find(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t')) {
            return Err(at(place, CssMistake::NoText));
        }
        for end in ["</", "<!--", "-->"] {
            if let Some(place) = text.find(end) {
                return Err(at(place, CssMistake::Ends(end)));
            }
        }
        let plain = plain(&text).map_err(|place| at(place, CssMistake::OpenComment))?;
        fetches(&plain).map_or(Ok(Self(text.clone())), |(place, what)| Err(at(place, CssMistake::Fetches(what))))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

fn error(text: &str, place: usize, what: CssMistake) -> CssError {
    let before = text.get(..place).unwrap_or_default();
    let line_number = before.matches('\n').count() + 1;
    let column_number = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    CssError { line_number, column_number, what }
}

/// A sheet as a browser understands it: without comments, letters that are written as numbers (`\75rl`) as letters, all
/// small. Each letter comes with where it stands.
fn plain(text: &str) -> Result<Vec<(usize, char)>, usize> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((place, letter)) = rest.next() {
        if letter == '/' && rest.next_if(|&(_, next)| next == '*').is_some() {
            let mut last = ' ';
            loop {
                let Some((_, next)) = rest.next() else { return Err(place) };
                if last == '*' && next == '/' {
                    break;
                }
                last = next;
            }
            plain.push((place, ' '));
        } else if letter == '\\' {
            let mut number = 0;
            let mut digits = 0;
            while digits < 6
                && let Some((_, digit)) = rest.next_if(|(_, next)| next.is_ascii_hexdigit())
            {
                number = number * 16 + digit.to_digit(16).unwrap_or_default();
                digits += 1;
            }
            if digits > 0 {
                let _space = rest.next_if(|(_, next)| next.is_whitespace());
                plain.push((place, char::from_u32(number).unwrap_or(' ').to_ascii_lowercase()));
            } else if let Some((_, next)) = rest.next().filter(|(_, next)| *next != '\n') {
                plain.push((place, next.to_ascii_lowercase()));
            }
        } else {
            plain.push((place, letter.to_ascii_lowercase()));
        }
    }
    Ok(plain)
}

/// The first place where a sheet names something that is neither in it nor in the page, and by which word.
fn fetches(plain: &[(usize, char)]) -> Option<(usize, &'static str)> {
    let starts = |from: usize, word: &str| {
        let here = plain.get(from..).unwrap_or_default().iter().map(|(_, letter)| *letter);
        here.take(word.chars().count()).eq(word.chars())
    };
    for (index, &(place, _)) in plain.iter().enumerate() {
        if starts(index, "@import") {
            return Some((place, "@import"));
        }
        let before = index.checked_sub(1).and_then(|before| plain.get(before));
        let is_inside_word = before.is_some_and(|(_, letter)| letter.is_alphanumeric() || *letter == '_');
        if is_inside_word {
            continue;
        }
        if let Some(&word) = FETCHING.iter().find(|word| starts(index, word)) {
            return Some((place, word.trim_end_matches('(')));
        }
        if starts(index, "url(") {
            let name = plain.get(index + 4..).unwrap_or_default();
            let inner = name.iter().position(|(_, letter)| !letter.is_whitespace() && !matches!(letter, '"' | '\''));
            let inside = inner.is_some_and(|inner| {
                starts(index + 4 + inner, "data:") || starts(index + 4 + inner, "#") || starts(index + 4 + inner, ")")
            });
            if !inside {
                return Some((place, "url"));
            }
        }
    }
    None
}
