//! Terms to a query: AND, OR, NOT and brackets.

use super::QueryError;
use super::ast::{Placed, Query};
use super::codings::{CODING_FIELDS, Codings, Joint, Pair};
use super::lex::{Lexer, Piece};
use crate::model::Span;

/// Brackets and NOTs within one another beyond this are a mistake, or an attack on the stack.
const DEEPEST: usize = 64;

/// Longer than any query that a person or a recipe writes.
const LONGEST: usize = 1 << 16;

/// Reads a query. Words side by side must all be there; WITH and NEAR bind first, then NOT and `-`,
/// then AND, then OR.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if text.len() > LONGEST {
        return Err(QueryError::new(format!("a query has at most {LONGEST} bytes"), Span::stored(0, 1)));
    }
    let mut lexer = Lexer::new(text);
    let mut pieces = Vec::new();
    while let Some(piece) = lexer.next_piece()? {
        pieces.push(piece);
    }
    if pieces.is_empty() {
        return Ok(Query::Everything);
    }
    let mut parser = Parser { pieces, at: 0, depth: 0, joint_count: 0, opened: Vec::new() };
    let query = parser.any_of()?;
    match parser.peek() {
        None => Ok(query),
        Some(left) => Err(QueryError::new("this bracket closes nothing", left.span)),
    }
}

impl std::str::FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        parse(text)
    }
}

struct Parser {
    pieces: Vec<Placed<Piece>>,
    at: usize,
    depth: usize,
    joint_count: usize,
    /// Where the brackets stand that are open.
    opened: Vec<Span>,
}

impl Parser {
    fn peek(&self) -> Option<&Placed<Piece>> {
        self.pieces.get(self.at)
    }

    fn next_is(&mut self, wanted: &Piece) -> bool {
        let is = self.peek().is_some_and(|piece| piece.value == *wanted);
        self.at += usize::from(is);
        is
    }

    fn any_of(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.all_of()?];
        while self.next_is(&Piece::Or) {
            parts.push(self.all_of()?);
        }
        Ok(Query::or(parts))
    }

    fn all_of(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.joined()?];
        loop {
            let before = self.at.saturating_sub(1);
            let joined = self.next_is(&Piece::And);
            let ends = |piece: &Piece| matches!(piece, Piece::Or | Piece::Close | Piece::CloseCoding);
            if self.peek().is_none_or(|piece| ends(&piece.value)) && !joined {
                return Ok(Query::and(parts));
            }
            if !joined {
                self.refuse_small_with(before)?;
            }
            parts.push(self.joined()?);
        }
    }

    /// A part, or parts that WITH or NEAR join.
    fn joined(&mut self) -> Result<Query, QueryError> {
        let start = self.at;
        let mut left = self.part()?;
        loop {
            let at_negated = self.peek().is_some_and(|piece| piece.value == Piece::Not);
            let ahead = self.pieces.get(self.at + usize::from(at_negated)).cloned();
            let Some(Placed { value: Piece::Joint(joint), span }) = ahead else { return Ok(left) };
            let left_codings = self.codings_of(left, start, span, Some(joint))?;
            self.at += usize::from(at_negated) + 1;
            self.joint_count += 1;
            if self.joint_count > DEEPEST {
                return Err(QueryError::new(format!("WITH and NEAR join at most {DEEPEST}"), span));
            }
            let right_start = self.at;
            if self.peek().is_some_and(|piece| piece.value == Piece::Not) {
                let error = QueryError::new(format!("NOT stands before {joint}, or within brackets"), span);
                return Err(error.hint(format!("write code:a NOT {joint} code:b, or code:a {joint} (NOT code:b)")));
            }
            let right = self.part()?;
            let right = self.codings_of(right, right_start, span, Some(joint))?;
            let pair = Pair { left: left_codings, negated: at_negated, joint, right };
            left = Query::Codings(Codings::Pair(Box::new(pair)));
        }
    }

    /// What was read since piece number `start`, if it asks of codings alone.
    fn codings_of(&self, query: Query, start: usize, sign: Span, joint: Option<Joint>) -> Result<Codings, QueryError> {
        let read = self.pieces.get(start..self.at).unwrap_or_default();
        if let Some(other) = read.iter().find(|piece| !asks_of_coding(&piece.value)) {
            return Err(no_coding(other, joint));
        }
        Codings::of(query).ok_or_else(|| QueryError::new("this is about codings alone", sign))
    }

    /// `with` in small letters between two codes is a slip, and would be looked for as a word.
    fn refuse_small_with(&self, before: usize) -> Result<(), QueryError> {
        let is_coding = |at: usize| {
            let piece = self.pieces.get(at);
            piece.is_some_and(|piece| {
                matches!(&piece.value, Piece::Term(Query::Field(_))) && asks_of_coding(&piece.value)
            })
        };
        let word = |piece: &Placed<Piece>| match &piece.value {
            Piece::Term(Query::Words(phrase)) => phrase.to_string(),
            _ => String::new(),
        };
        match self.peek() {
            Some(piece)
                if matches!(word(piece).as_str(), "with" | "near") && is_coding(before) && is_coding(self.at + 1) =>
            {
                let capitals = word(piece).to_uppercase();
                let error = QueryError::new(format!("{capitals} is written in capitals"), piece.span);
                Err(error.hint("to find the word itself, write it first: \"with\" code:a code:b".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn part(&mut self) -> Result<Query, QueryError> {
        let Some(piece) = self.peek().cloned() else { return Err(self.nothing_follows()) };
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::new(format!("brackets go at most {DEEPEST} deep"), piece.span));
        }
        let part = match piece.value {
            Piece::Term(query) => query,
            Piece::Not => Query::Not(Box::new(self.joined()?)),
            Piece::Open => self.bracketed(piece.span, &Piece::Close)?,
            Piece::OpenCoding => {
                let start = self.at;
                let query = self.bracketed(piece.span, &Piece::CloseCoding)?;
                self.codings_of(query, start, piece.span, None)?.into_query()
            }
            Piece::And | Piece::Or => {
                let error = QueryError::new("something has to stand on both sides of AND and OR", piece.span);
                return Err(error.hint("to find the word itself, write it small or in quotes".to_owned()));
            }
            Piece::Joint(joint) => {
                let error = QueryError::new(format!("codings have to stand on both sides of {joint}"), piece.span);
                return Err(error.hint(format!("write code:a {joint} code:b; to find the word, put it in quotes")));
            }
            Piece::Close | Piece::CloseCoding if self.opened.is_empty() => {
                return Err(QueryError::new("this bracket closes nothing", piece.span));
            }
            Piece::Close | Piece::CloseCoding => {
                return Err(QueryError::new("there is nothing in front of this bracket", piece.span));
            }
        };
        self.depth -= 1;
        Ok(part)
    }

    fn bracketed(&mut self, open: Span, close: &Piece) -> Result<Query, QueryError> {
        self.opened.push(open);
        let query = self.any_of()?;
        if !self.next_is(close) {
            let sign = if *close == Piece::Close { ")" } else { "]" };
            return Err(QueryError::new("this bracket is not closed", open).hint(format!("add a {sign}")));
        }
        self.opened.pop();
        Ok(query)
    }

    /// The query ends where something should follow.
    fn nothing_follows(&self) -> QueryError {
        let last = self.pieces.last().map_or(Span::stored(0, 0), |piece| piece.span);
        QueryError::new("something has to follow here", last)
    }
}

/// Whether a piece may stand where one coding is asked of.
fn asks_of_coding(piece: &Piece) -> bool {
    match piece {
        Piece::Term(Query::Saved(_)) => true,
        Piece::Term(Query::Field(test)) => {
            let field = test.field.value.to_lowercase();
            let is_any = field == "coded" && matches!(test.value.value.to_lowercase().as_str(), "yes" | "no");
            CODING_FIELDS.contains(&field.as_str()) && !is_any
        }
        Piece::Term(_) => false,
        _ => true,
    }
}

/// What stands where codings are joined, or asked of, and is no coding.
fn no_coding(piece: &Placed<Piece>, joint: Option<Joint>) -> QueryError {
    let place = joint.map_or("[ ]".to_owned(), |joint| joint.to_string());
    let fields: Vec<String> = CODING_FIELDS.iter().map(|field| format!("{field}:")).collect();
    let hint = match (&piece.value, joint) {
        (Piece::Term(Query::Field(test)), _) if test.field.value.eq_ignore_ascii_case("coded") => {
            "for any coding write code:*".to_owned()
        }
        (Piece::Term(Query::Field(_)), _) => format!("{place} takes {}; write this outside of it", fields.join(", ")),
        (_, Some(Joint::Near(most))) => format!("for words near one another write \"staff pay\"~{most}"),
        _ => "to find words in what is coded so, write code:a training".to_owned(),
    };
    QueryError::new(format!("{place} is about codings, and this is none"), piece.span).hint(hint)
}
