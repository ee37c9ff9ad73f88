//! What a query says, as it was read.

use std::fmt::{self, Write};

use super::codings::Codings;
use super::lex::is_quote;
use crate::model::Span;

/// What a query says. Printed and read again it is the same query.
///
/// `And` and `Or` hold two or more parts, none of their own kind: see [`Query::and`] and [`Query::or`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Every segment: an empty query, or `*`.
    Everything,
    Words(Phrase),
    /// `word~1`: this word and those that differ by so many letters.
    Fuzzy {
        word: String,
        distance: u8,
    },
    /// `/train(ed|ing)/`: words that a regular expression describes whole.
    Regex(Placed<String>),
    Field(FieldTest),
    /// `code:a WITH code:b`, `[code:a coder:anna]`: segments that the codings meant lie on.
    Codings(Codings),
    /// `@name`: a saved query; see [`Query::resolved`].
    Saved(Placed<String>),
    Not(Box<Query>),
    And(Vec<Query>),
    Or(Vec<Query>),
}

/// One word, or words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub words: Vec<PhraseWord>,
    /// `=word`: as it is written, not by its stem.
    pub exact: bool,
    /// How many other words may stand among them; 0: side by side and in this order.
    pub slop: u32,
}

/// A word of a phrase, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseWord {
    Whole(String),
    /// `train*`, `wom?n`: `*` is any letters, `?` any one.
    Pattern(Placed<String>),
}

/// `sector:"Policing"`, `age>=30`, `theme:resourcing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTest {
    pub field: Placed<String>,
    pub comparison: Comparison,
    pub value: Placed<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Is,
    Below,
    AtMost,
    Above,
    AtLeast,
    /// `30..45`, where either end may be left out.
    Within,
}

impl Comparison {
    /// As it is written between field and value.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Is | Self::Within => ":",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// Something that was read, and where. Two are equal if they say the same, wherever they stand.
#[derive(Debug, Clone, Eq)]
pub struct Placed<T> {
    pub value: T,
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Placed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Query {
    /// All of these: parts that are themselves "all of" become part of it, and one alone stays as it is.
    pub fn and(parts: impl IntoIterator<Item = Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| if let Self::And(inner) = part { inner } else { vec![part] });
        Self::joined(flat.collect(), Self::And)
    }

    /// Any of these: parts that are themselves "any of" become part of it, and one alone stays as it is.
    pub fn or(parts: impl IntoIterator<Item = Self>) -> Self {
        let flat = parts.into_iter().flat_map(|part| if let Self::Or(inner) = part { inner } else { vec![part] });
        Self::joined(flat.collect(), Self::Or)
    }

    fn joined(mut parts: Vec<Self>, join: impl FnOnce(Vec<Self>) -> Self) -> Self {
        match parts.len() {
            0 => Self::Everything,
            1 => parts.remove(0),
            _ => join(parts),
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("*"),
            Self::Words(phrase) => phrase.fmt(f),
            Self::Fuzzy { word, distance } => write!(f, "{word}~{distance}"),
            Self::Regex(pattern) => write!(f, "/{}/", pattern.value.replace('/', "\\/")),
            Self::Field(test) => test.fmt(f),
            Self::Codings(codings) => codings.fmt_in_query(f),
            Self::Saved(name) => write!(f, "@{}", name.value),
            Self::Not(inner) => {
                f.write_str("NOT ")?;
                inner.fmt_within(f, |query| matches!(query, Self::And(_) | Self::Or(_)))
            }
            Self::And(parts) => fmt_joined(parts, " AND ", f, |query| matches!(query, Self::And(_) | Self::Or(_))),
            Self::Or(parts) => fmt_joined(parts, " OR ", f, |query| matches!(query, Self::Or(_))),
        }
    }
}

impl Query {
    fn fmt_within(&self, f: &mut fmt::Formatter<'_>, wants_brackets: impl Fn(&Self) -> bool) -> fmt::Result {
        if wants_brackets(self) { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

fn fmt_joined(
    parts: &[Query],
    joint: &str,
    f: &mut fmt::Formatter<'_>,
    wants_brackets: impl Fn(&Query) -> bool,
) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(joint)?;
        }
        part.fmt_within(f, &wants_brackets)?;
    }
    Ok(())
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.exact {
            f.write_str("=")?;
        }
        if let [word] = self.words.as_slice() {
            return word.fmt(f);
        }
        f.write_str("\"")?;
        for (index, word) in self.words.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            word.fmt(f)?;
        }
        f.write_str("\"")?;
        if self.slop > 0 { write!(f, "~{}", self.slop) } else { Ok(()) }
    }
}

impl fmt::Display for PhraseWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(word) => f.write_str(word),
            Self::Pattern(pattern) => f.write_str(&pattern.value),
        }
    }
}

impl fmt::Display for FieldTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_name(&self.field.value, f)?;
        f.write_str(self.comparison.sign())?;
        if self.comparison == Comparison::Within {
            f.write_str(&self.value.value)
        } else {
            fmt_name(&self.value.value, f)
        }
    }
}

/// A name or value, in quotes unless it is one plain word.
fn fmt_name(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let plain = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
    let is_plain = name.chars().all(|character| plain(character) || character == '*')
        && !name.starts_with('-')
        && !name.contains("..");
    if is_plain && !name.is_empty() {
        return f.write_str(name);
    }
    f.write_char('"')?;
    for character in name.chars() {
        if is_quote(character) || character == '\\' {
            f.write_char('\\')?;
        }
        f.write_char(character)?;
    }
    f.write_char('"')
}
