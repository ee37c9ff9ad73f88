//! What a word or phrase of a rule means.

use crate::text;

/// A word or phrase of a rule, such as `staff training` or `upskill*`.
///
/// It is found as whole words, without regard to letter case and to straight or curly apostrophes. Between two words of
/// a phrase stands white space of any length, or a hyphen, so that `e-mail` and `e mail` find each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    parts: Vec<Part>,
}

/// One word of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    /// As `text::fold` gives it; never empty.
    pub folded: String,
    /// Written with a star: more letters may follow.
    pub any_ending: bool,
}

/// Why a word or phrase cannot be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    #[error("there is no word in it")]
    Empty,
    #[error("`*` may only stand at the end of a word")]
    InnerStar,
    #[error("`*` needs a word before it")]
    LoneStar,
    #[error("a word has more than {MAXIMUM_APOSTROPHES} apostrophes")]
    Apostrophes,
}

/// Each apostrophe doubles the number of spellings that are looked for.
const MAXIMUM_APOSTROPHES: usize = 4;

/// Whether a character joins the words of a phrase as a space does.
pub const fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

impl Pattern {
    /// Reads a word or phrase as a rule has it.
    pub fn parse(written: &str) -> Result<Self, PatternError> {
        // Regular expressions take the long s for an s; words do too.
        let folded = text::fold(written).replace('ſ', "s");
        let mut parts = Vec::new();
        for word in folded.split(|character: char| character.is_whitespace() || is_hyphen(character)) {
            parts.extend(Part::parse(word)?);
        }
        if parts.is_empty() { Err(PatternError::Empty) } else { Ok(Self { parts }) }
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether this is found wherever `other` is: `train*` covers `staff training`.
    pub fn covers(&self, other: &Self) -> bool {
        let covers_all =
            |words: &[Part]| self.parts.iter().zip(words).all(|(general, special)| general.covers(special));
        other.parts.windows(self.parts.len()).any(covers_all)
    }
}

impl Part {
    fn parse(word: &str) -> Result<Option<Self>, PatternError> {
        let (stem, any_ending) = match word.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (word, false),
        };
        let folded = stem.trim_matches('\'');
        if folded.contains('*') {
            return Err(PatternError::InnerStar);
        }
        if folded.matches('\'').count() > MAXIMUM_APOSTROPHES {
            return Err(PatternError::Apostrophes);
        }
        match (folded, any_ending) {
            ("", true) => Err(PatternError::LoneStar),
            ("", false) => Ok(None),
            _ => Ok(Some(Self { folded: folded.to_owned(), any_ending })),
        }
    }

    fn covers(&self, other: &Self) -> bool {
        if self.any_ending { other.folded.starts_with(&self.folded) } else { self == other }
    }
}
