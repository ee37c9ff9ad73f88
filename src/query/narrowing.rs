//! A query narrowed by one test more, or wide again without it: what a click on a counted value writes.

use super::ast::{Comparison, FieldTest, Placed, Query};
use super::parse;
use crate::model::Span;

/// A test that a field is a value, as one that was typed.
pub fn test_of(field: &str, value: &str) -> Query {
    let placed = |value: &str| Placed { value: value.to_owned(), span: Span::stored(0, 0) };
    Query::Field(FieldTest { field: placed(field), comparison: Comparison::Is, value: placed(value) })
}

/// Whether a test must hold wherever the query finds something.
pub fn is_narrowed(query: &Query, test: &Query) -> bool {
    match query {
        Query::And(parts) => parts.contains(test),
        query => query == test,
    }
}

/// The query as it is written, with one test more.
pub fn narrowed(text: &str, test: &Query) -> String {
    let Ok(query) = parse(text) else { return text.to_owned() };
    if query == Query::Everything {
        return test.to_string();
    }
    let wanted = Query::and([query.clone(), test.clone()]);
    let text = text.trim();
    // Written behind it, if it is read so: what somebody typed stays as they typed it.
    let written = [format!("{text} {test}"), format!("({text}) {test}")];
    written.into_iter().find(|written| parse(written).as_ref() == Ok(&wanted)).unwrap_or_else(|| wanted.to_string())
}

/// The query without a test that must hold in it; empty if nothing is left.
pub fn widened(text: &str, test: &Query) -> String {
    let Ok(query) = parse(text) else { return text.to_owned() };
    let parts = match query {
        Query::And(parts) => parts,
        query => vec![query],
    };
    match Query::and(parts.into_iter().filter(|part| part != test)) {
        Query::Everything => String::new(),
        query => query.to_string(),
    }
}
