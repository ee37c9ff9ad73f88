//! Terms to a query: AND, OR, NOT and brackets.

use super::QueryError;
use super::ast::{Placed, Query};
use super::lex::{Lexer, Piece};
use crate::model::Span;

/// Brackets and NOTs within one another beyond this are a mistake, or an attack on the stack.
const DEEPEST: usize = 64;

/// Longer than any query that a person or a recipe writes.
const LONGEST: usize = 1 << 16;

/// Reads a query. Words side by side must all be there; AND binds before OR, NOT and `-` before both.
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
    let mut parser = Parser { pieces, at: 0, depth: 0, opened: Vec::new() };
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
        let mut parts = vec![self.part()?];
        loop {
            let joined = self.next_is(&Piece::And);
            let ends = self.peek().is_none_or(|piece| matches!(piece.value, Piece::Or | Piece::Close));
            if ends && !joined {
                return Ok(Query::and(parts));
            }
            parts.push(self.part()?);
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
            Piece::Not => Query::Not(Box::new(self.part()?)),
            Piece::Open => self.bracketed(piece.span)?,
            Piece::And | Piece::Or => {
                let error = QueryError::new("something has to stand on both sides of AND and OR", piece.span);
                return Err(error.hint("to find the word itself, write it small or in quotes".to_owned()));
            }
            Piece::Close if self.opened.is_empty() => {
                return Err(QueryError::new("this bracket closes nothing", piece.span));
            }
            Piece::Close => return Err(QueryError::new("there is nothing in front of this bracket", piece.span)),
        };
        self.depth -= 1;
        Ok(part)
    }

    fn bracketed(&mut self, open: Span) -> Result<Query, QueryError> {
        self.opened.push(open);
        let query = self.any_of()?;
        if !self.next_is(&Piece::Close) {
            return Err(QueryError::new("this bracket is not closed", open).hint("add a )".to_owned()));
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
