//! Letters to terms: words, phrases, tests of fields, operators, brackets.

use std::ops::Range;

use super::QueryError;
use super::ast::{Comparison, FieldTest, Phrase, PhraseWord, Placed, Query};
use super::codings::Joint;
use super::phrase;
use crate::model::Span;

/// The most that a word may differ by: beyond it nearly every short word does.
const MOST_CHANGES: u8 = 2;

/// Codings are near one another within so many segments at most.
const MOST_SEGMENTS: u32 = 1000;

/// One piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    /// `[`: what stands inside is asked of one coding.
    OpenCoding,
    CloseCoding,
    And,
    Or,
    Not,
    Joint(Joint),
    Term(Query),
}

/// Reads a query piece by piece.
#[derive(Debug)]
pub(super) struct Lexer<'q> {
    text: &'q str,
    at: usize,
}

impl<'q> Lexer<'q> {
    pub(super) const fn new(text: &'q str) -> Self {
        Self { text, at: 0 }
    }

    /// The next piece and where it stands; nothing at the end.
    pub(super) fn next_piece(&mut self) -> Result<Option<Placed<Piece>>, QueryError> {
        self.skip_while(char::is_whitespace);
        let start = self.at;
        let Some(first) = self.peek() else { return Ok(None) };
        let piece = match first {
            '(' => self.single(Piece::Open),
            ')' => self.single(Piece::Close),
            '[' => self.single(Piece::OpenCoding),
            ']' => self.single(Piece::CloseCoding),
            '-' if self.after(first).is_some_and(|next| !next.is_whitespace() && !matches!(next, ')' | ']')) => {
                self.single(Piece::Not)
            }
            '/' => self.regex()?,
            '=' => {
                self.at += 1;
                self.exact(start)?
            }
            quote if is_quote(quote) => self.quoted_or_field()?,
            _ => self.bare()?,
        };
        Ok(Some(Placed { value: piece, span: self.span(start..self.at) }))
    }

    fn single(&mut self, piece: Piece) -> Piece {
        self.at += 1;
        piece
    }

    /// `/…/`
    fn regex(&mut self) -> Result<Piece, QueryError> {
        let start = self.at;
        self.at += 1;
        let mut pattern = String::new();
        while let Some(character) = self.take() {
            match character {
                '/' => {
                    let span = self.span(start..self.at);
                    return Ok(Piece::Term(Query::Regex(Placed { value: pattern, span })));
                }
                '\\' if self.peek() == Some('/') => pattern.extend(self.take()),
                '\\' => {
                    pattern.push('\\');
                    pattern.extend(self.take());
                }
                _ => pattern.push(character),
            }
        }
        let error = QueryError::new("this regular expression has no end", self.span(start..self.text.len()));
        Err(error.hint("close it with /".to_owned()))
    }

    /// What follows a `=`.
    fn exact(&mut self, start: usize) -> Result<Piece, QueryError> {
        let text = if self.peek().is_some_and(is_quote) { self.quoted()? } else { self.chunk() };
        let slop = self.slop()?;
        let phrase = phrase::read(&text.value, text.span, slop)?;
        match phrase {
            Query::Words(phrase) => Ok(Piece::Term(Query::Words(Phrase { exact: true, ..phrase }))),
            _ => Err(QueryError::new("= stands before a word or a phrase", self.span(start..self.at))),
        }
    }

    /// `"…"`, which is a phrase, or a field's name if a sign of comparison follows.
    fn quoted_or_field(&mut self) -> Result<Piece, QueryError> {
        let text = self.quoted()?;
        if let Some(comparison) = self.comparison() {
            return self.field(text, comparison);
        }
        let slop = self.slop()?;
        phrase::read(&text.value, text.span, slop).map(Piece::Term)
    }

    /// A word, an operator, or a field's name with what follows it.
    fn bare(&mut self) -> Result<Piece, QueryError> {
        let start = self.at;
        self.skip_while(|character| !ends_chunk(character) && !matches!(character, ':' | '<' | '>' | '='));
        let name = self.placed(start..self.at);
        if !name.value.is_empty()
            && let Some(comparison) = self.comparison()
        {
            return self.field(name, comparison);
        }
        self.at = start;
        let chunk = self.chunk();
        if name.value.is_empty() {
            let error = QueryError::new("there is no field in front of this sign", chunk.span);
            return Err(error.hint("write field and value without spaces: age>=30".to_owned()));
        }
        match chunk.value.as_str() {
            "AND" => Ok(Piece::And),
            "OR" => Ok(Piece::Or),
            "NOT" => Ok(Piece::Not),
            "WITH" => Ok(Piece::Joint(Joint::With)),
            "*" => Ok(Piece::Term(Query::Everything)),
            word if is_near(word) => near(word, chunk.span),
            word if word.starts_with('@') => saved(word, chunk.span),
            word => match word.rsplit_once('~') {
                Some((word, distance)) => Self::fuzzy(word, distance, chunk.span),
                None => phrase::read(word, chunk.span, 0),
            }
            .map(Piece::Term),
        }
    }

    fn fuzzy(word: &str, distance: &str, span: Span) -> Result<Query, QueryError> {
        let example = format!("write word~1 or word~{MOST_CHANGES}");
        let distance = if distance.is_empty() { Some(1) } else { distance.parse().ok() };
        let Some(distance) = distance.filter(|distance| (1..=MOST_CHANGES).contains(distance)) else {
            return Err(QueryError::new("a word may differ by one or two letters", span).hint(example));
        };
        match phrase::read(word, span, 0)? {
            Query::Words(Phrase { words, .. }) => match words.as_slice() {
                [PhraseWord::Whole(word)] => Ok(Query::Fuzzy { word: word.clone(), distance }),
                _ => Err(QueryError::new("~ with a number stands behind a single word or a phrase in quotes", span)
                    .hint(example)),
            },
            other => Ok(other),
        }
    }

    fn field(&mut self, field: Placed<String>, comparison: Comparison) -> Result<Piece, QueryError> {
        let is_quoted = self.peek().is_some_and(is_quote);
        let value = if is_quoted { self.quoted()? } else { self.chunk() };
        let is_range = comparison == Comparison::Is && !is_quoted && value.value.contains("..");
        let comparison = if is_range { Comparison::Within } else { comparison };
        if value.value.is_empty() {
            let example = format!("write {}{}\"…\"", field.value, comparison.sign());
            let message = format!("{} is not told what to be", field.value);
            return Err(QueryError::new(message, field.span).hint(example));
        }
        Ok(Piece::Term(Query::Field(FieldTest { field, comparison, value })))
    }

    fn comparison(&mut self) -> Option<Comparison> {
        let signs = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<", Comparison::Below),
            (">", Comparison::Above),
            (":", Comparison::Is),
            ("=", Comparison::Is),
        ];
        let (sign, comparison) = signs.into_iter().find(|(sign, _)| self.rest().starts_with(sign))?;
        self.at += sign.len();
        Some(comparison)
    }

    /// `~3` behind a phrase.
    fn slop(&mut self) -> Result<u32, QueryError> {
        if self.peek() != Some('~') {
            return Ok(0);
        }
        let start = self.at;
        self.at += 1;
        let digits = self.at;
        self.skip_while(|character| character.is_ascii_digit());
        let number = self.text.get(digits..self.at).unwrap_or_default();
        number.parse().ok().filter(|&slop: &u32| slop <= 1000).ok_or_else(|| {
            QueryError::new("~ behind a phrase says how many words may stand among its own", self.span(start..self.at))
                .hint("write \"two words\"~3".to_owned())
        })
    }

    /// Text in quotes, straight or curly; `\"` is a quote, `\\` a backslash.
    fn quoted(&mut self) -> Result<Placed<String>, QueryError> {
        let start = self.at;
        let _ = self.take();
        let mut value = String::new();
        while let Some(character) = self.take() {
            match character {
                '\\' if self.peek().is_some_and(|next| is_quote(next) || next == '\\') => value.extend(self.take()),
                quote if is_quote(quote) => return Ok(Placed { value, span: self.span(start..self.at) }),
                _ => value.push(character),
            }
        }
        let error = QueryError::new("these quotes are not closed", self.span(start..self.text.len()));
        Err(error.hint("close them with \"".to_owned()))
    }

    /// What stands here up to a space, a bracket or a quote.
    fn chunk(&mut self) -> Placed<String> {
        let start = self.at;
        self.skip_while(|character| !ends_chunk(character));
        self.placed(start..self.at)
    }

    fn rest(&self) -> &'q str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn after(&self, first: char) -> Option<char> {
        self.rest().get(first.len_utf8()..).and_then(|rest| rest.chars().next())
    }

    fn take(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn skip_while(&mut self, skipped: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|character| !skipped(character)).unwrap_or(rest.len());
    }

    fn placed(&self, range: Range<usize>) -> Placed<String> {
        let span = self.span(range);
        Placed { value: span.of_text(self.text).to_owned(), span }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::of(self.text, range).expect("the lexer moves by whole characters of a query below 4 GiB")
    }
}

/// Straight and curly quotes mean the same: word processors turn one into the other.
pub(super) const fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„')
}

fn ends_chunk(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')' | '[' | ']') || is_quote(character)
}

/// `NEAR` or `NEAR/3`, however it is written.
fn is_near(word: &str) -> bool {
    word == "NEAR" || word.to_ascii_lowercase().strip_prefix("near/").is_some_and(|number| !number.contains('/'))
}

fn near(word: &str, span: Span) -> Result<Piece, QueryError> {
    let Some(number) = word.strip_prefix("NEAR") else {
        let error = QueryError::new("NEAR is written in capitals", span);
        return Err(error.hint(format!("write {}, or put the words in quotes", word.to_ascii_uppercase())));
    };
    let segments = number.strip_prefix('/').map_or(Some(1), |number| number.parse().ok());
    if let Some(segments) = segments.filter(|&segments| segments <= MOST_SEGMENTS) {
        return Ok(Piece::Joint(Joint::Near(segments)));
    }
    let message = format!("NEAR/ says how many segments it is from one coding to the other, up to {MOST_SEGMENTS}");
    Err(QueryError::new(message, span).hint("write NEAR/3; for words, \"staff pay\"~3".to_owned()))
}

/// `@name`
fn saved(word: &str, span: Span) -> Result<Piece, QueryError> {
    let name = word.strip_prefix('@').unwrap_or(word);
    if !is_query_name(name) {
        let error = QueryError::new("@ stands before the name of a saved query", span);
        return Err(error.hint("names have letters, digits, - and _; put other words in quotes".to_owned()));
    }
    Ok(Piece::Term(Query::Saved(Placed { value: name.to_owned(), span })))
}

/// Whether a saved query may have this name: letters, digits, `-` and `_`.
pub fn is_query_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
        && name.chars().next().is_some_and(char::is_alphanumeric)
}
