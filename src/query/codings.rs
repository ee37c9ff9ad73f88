//! What a query says of codings, each by itself: which of them are meant, and which stand together.

use std::fmt;

use super::ast::{FieldTest, Placed, Query};

/// The fields that can be asked of one coding.
pub(super) const CODING_FIELDS: &[&str] = &["code", "theme", "coder", "status", "coded", "memo", "noted"];

/// Which codings are meant. In a query it finds the segments that these lie on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codings {
    Field(FieldTest),
    /// `@name`
    Saved(Placed<String>),
    Not(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
    Pair(Box<Pair>),
}

/// `left WITH right`: those of the left that stand together with another one, of the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub left: Codings,
    /// `NOT WITH`: those that do not.
    pub negated: bool,
    pub joint: Joint,
    pub right: Codings,
}

/// What standing together is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// They share at least one letter.
    With,
    /// They lie in the same text, and from one to the other it is at most so many segments: 1 is the next.
    Near(u32),
}

impl Codings {
    /// What a query asks of codings; nothing if it asks of anything else.
    pub(super) fn of(query: Query) -> Option<Self> {
        let all = |parts: Vec<Query>| parts.into_iter().map(Self::of).collect::<Option<Vec<Self>>>();
        Some(match query {
            Query::Field(test) if CODING_FIELDS.contains(&test.field.value.to_lowercase().as_str()) => {
                Self::Field(test)
            }
            Query::Saved(name) => Self::Saved(name),
            Query::Codings(codings) => codings,
            Query::Not(inner) => Self::Not(Box::new(Self::of(*inner)?)),
            Query::And(parts) => Self::joined(all(parts)?, Self::And, |part| match part {
                Self::And(inner) => Ok(inner),
                other => Err(other),
            }),
            Query::Or(parts) => Self::joined(all(parts)?, Self::Or, |part| match part {
                Self::Or(inner) => Ok(inner),
                other => Err(other),
            }),
            Query::Everything | Query::Words(_) | Query::Fuzzy { .. } | Query::Regex(_) | Query::Field(_) => {
                return None;
            }
        })
    }

    /// Parts of the same kind become one with the whole.
    fn joined(
        parts: Vec<Self>,
        join: impl FnOnce(Vec<Self>) -> Self,
        inner: impl Fn(Self) -> Result<Vec<Self>, Self>,
    ) -> Self {
        join(parts.into_iter().flat_map(|part| inner(part).unwrap_or_else(|other| vec![other])).collect())
    }

    /// As a query: one test is that of a segment, where it asks the same.
    pub(super) fn into_query(self) -> Query {
        match self {
            Self::Field(test) if !matches!(test.field.value.to_lowercase().as_str(), "memo" | "noted") => {
                Query::Field(test)
            }
            other => Query::Codings(other),
        }
    }

    pub(super) fn for_each_test<E>(&self, each: &mut dyn FnMut(&FieldTest) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Field(test) => each(test),
            Self::Saved(_) => Ok(()),
            Self::Not(inner) => inner.for_each_test(each),
            Self::And(parts) | Self::Or(parts) => parts.iter().try_for_each(|part| part.for_each_test(each)),
            Self::Pair(pair) => {
                pair.left.for_each_test(each)?;
                pair.right.for_each_test(each)
            }
        }
    }

    /// Within square brackets, unless it is a pair, which says by itself what it is.
    pub(super) fn fmt_in_query(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self, Self::Pair(_)) { write!(f, "{self}") } else { write!(f, "[{self}]") }
    }

    fn fmt_within(&self, f: &mut fmt::Formatter<'_>, brackets: bool) -> fmt::Result {
        if brackets { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

impl fmt::Display for Codings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(test) => test.fmt(f),
            Self::Saved(name) => write!(f, "@{}", name.value),
            Self::Not(inner) => {
                f.write_str("NOT ")?;
                inner.fmt_within(f, matches!(**inner, Self::And(_) | Self::Or(_)))
            }
            Self::And(parts) | Self::Or(parts) => {
                let joint = if matches!(self, Self::And(_)) { " AND " } else { " OR " };
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        f.write_str(joint)?;
                    }
                    part.fmt_within(f, matches!((self, part), (Self::And(_), Self::And(_)) | (_, Self::Or(_))))?;
                }
                Ok(())
            }
            Self::Pair(pair) => {
                let is_single = |part: &Self| matches!(part, Self::Field(_) | Self::Saved(_));
                pair.left.fmt_within(f, !is_single(&pair.left) && !matches!(pair.left, Self::Pair(_)))?;
                write!(f, " {}{} ", if pair.negated { "NOT " } else { "" }, pair.joint)?;
                pair.right.fmt_within(f, !is_single(&pair.right))
            }
        }
    }
}

impl fmt::Display for Joint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::With => f.write_str("WITH"),
            Self::Near(segments) => write!(f, "NEAR/{segments}"),
        }
    }
}
