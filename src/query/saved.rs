//! Queries that have a name, put in the place of `@name`.

use std::collections::BTreeMap;

use super::ast::{Placed, Query};
use super::codings::{Codings, Pair};
use super::nearest::did_you_mean;
use super::{QueryError, parse};

/// Queries by their names, as people wrote them.
pub type SavedQueries = BTreeMap<String, String>;

/// Queries within one another beyond this are a mistake.
const DEEPEST: usize = 32;

/// A query gets no longer than this by what its names stand for.
const MOST_PARTS: usize = 10_000;

impl Query {
    /// The query with what every `@name` stands for in its place. Mistakes are pointed at where the name stands in this
    /// query, however deep they lie.
    pub fn resolved(&self, saved: &SavedQueries) -> Result<Self, QueryError> {
        Resolving { saved, within: Vec::new(), part_count: 0 }.query(self)
    }

    /// The names of saved queries that it uses itself.
    pub fn names(&self) -> Vec<&Placed<String>> {
        match self {
            Self::Saved(name) => vec![name],
            Self::Not(inner) => inner.names(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::names).collect(),
            Self::Codings(codings) => codings.names(),
            _ => Vec::new(),
        }
    }
}

impl Codings {
    fn names(&self) -> Vec<&Placed<String>> {
        match self {
            Self::Field(_) => Vec::new(),
            Self::Saved(name) => vec![name],
            Self::Not(inner) => inner.names(),
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::names).collect(),
            Self::Pair(pair) => [&pair.left, &pair.right].into_iter().flat_map(Self::names).collect(),
        }
    }
}

/// No query has this name.
pub(super) fn unknown<'n>(name: &Placed<String>, known: impl IntoIterator<Item = &'n str>) -> QueryError {
    let mut known = known.into_iter().peekable();
    let message = format!("there is no saved query {}", name.value);
    let error = QueryError::new(message, name.span);
    if known.peek().is_none() {
        let hint = format!("save one with `verbatim queries save {} QUERY`, or put the words in quotes", name.value);
        return error.hint(hint);
    }
    error.hint(did_you_mean(&name.value, known).map(|hint| hint.replace("did you mean ", "did you mean @")))
}

struct Resolving<'s> {
    saved: &'s SavedQueries,
    /// The names that are being put in, one within the other.
    within: Vec<String>,
    part_count: usize,
}

impl Resolving<'_> {
    fn query(&mut self, query: &Query) -> Result<Query, QueryError> {
        self.part_count += 1;
        Ok(match query {
            Query::Saved(name) => self.named(name)?,
            Query::Codings(codings) => self.codings(codings)?.into_query(),
            Query::Not(inner) => Query::Not(Box::new(self.query(inner)?)),
            Query::And(parts) => Query::and(self.all(parts)?),
            Query::Or(parts) => Query::or(self.all(parts)?),
            other => other.clone(),
        })
    }

    fn all(&mut self, parts: &[Query]) -> Result<Vec<Query>, QueryError> {
        parts.iter().map(|part| self.query(part)).collect()
    }

    fn codings(&mut self, codings: &Codings) -> Result<Codings, QueryError> {
        self.part_count += 1;
        let mut all = |parts: &[Codings]| parts.iter().map(|part| self.codings(part)).collect::<Result<Vec<_>, _>>();
        Ok(match codings {
            Codings::Field(_) => codings.clone(),
            Codings::Saved(name) => {
                let query = self.named(name)?;
                Codings::of(query).ok_or_else(|| {
                    let message = format!("{} does not ask of codings alone", name.value);
                    let hint = "WITH, NEAR and [ ] join codes, themes, coders, statuses and memos";
                    QueryError::new(message, name.span).hint(hint.to_owned())
                })?
            }
            Codings::Not(inner) => Codings::Not(Box::new(self.codings(inner)?)),
            Codings::And(parts) => Codings::And(all(parts)?),
            Codings::Or(parts) => Codings::Or(all(parts)?),
            Codings::Pair(pair) => Codings::Pair(Box::new(Pair {
                left: self.codings(&pair.left)?,
                negated: pair.negated,
                joint: pair.joint,
                right: self.codings(&pair.right)?,
            })),
        })
    }

    fn named(&mut self, name: &Placed<String>) -> Result<Query, QueryError> {
        let Some((known, text)) = self.saved.get_key_value(&name.value) else {
            return Err(unknown(name, self.saved.keys().map(String::as_str)));
        };
        if let Some(first) = self.within.iter().position(|outer| outer == known) {
            let round: Vec<String> =
                self.within[first..].iter().chain([known]).map(|name| format!("@{name}")).collect();
            return Err(QueryError::new(format!("{} is within itself: {}", round[0], round.join(" → ")), name.span));
        }
        if self.within.len() >= DEEPEST || self.part_count > MOST_PARTS {
            let message = format!("saved queries go at most {DEEPEST} deep and have {MOST_PARTS} parts");
            return Err(QueryError::new(message, name.span));
        }
        self.within.push(known.clone());
        let inner = parse(text).and_then(|query| self.query(&query)).map_err(|error| {
            // Only the outermost name stands in what the reader sees.
            let message = if self.within.len() > 1 || error.message.contains("within itself") {
                error.message
            } else {
                format!("in @{known}: {}", error.message)
            };
            QueryError { message, span: name.span, hint: error.hint }
        });
        self.within.pop();
        inner
    }
}
