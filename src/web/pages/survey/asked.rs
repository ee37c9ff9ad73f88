//! What an address asks of a survey: which answers, in what order. The page's address and that of its data say it alike, so
//! that a filtered list can be kept as a bookmark.

use crate::project::{AnswerFilter, AnswerOrder, AnswerSort, AnswerState, Likeness, ValueChoice, ValuesOf};
use crate::web::error::Error;

/// Pairs of an address, in their order.
pub(super) type Pairs = Vec<(String, String)>;

/// What is asked.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The question that is looked at by itself.
    pub(super) question: Option<String>,
    pub(super) respondent: Option<String>,
    pub(super) filter: AnswerFilter,
    pub(super) order: AnswerOrder,
    /// What is shown beside answers, or in the grid's columns.
    pub(super) columns: Vec<ValuesOf>,
}

impl Asked {
    pub(super) fn read(pairs: &[(String, String)]) -> Result<Self, Error> {
        let mut asked = Self::default();
        for (name, value) in pairs {
            let some = Some(value.clone()).filter(|value| !value.is_empty());
            match name.as_str() {
                "question" => asked.question = some,
                "respondent" => asked.respondent = some,
                "q" => asked.filter.query = some,
                "code" => asked.filter.code = some,
                "state" => asked.filter.state = state(value)?,
                "sort" => asked.order.sort = sort(value)?,
                "descending" => asked.order.descending = !value.is_empty(),
                "same" => asked.order.likeness = likeness(value)?,
                "column" => asked.columns.push(values_of(value).ok_or_else(|| unknown(name))?),
                other => match values_of(other) {
                    Some(of) => asked.filter.choose(of, some),
                    None => return Err(unknown(name)),
                },
            }
        }
        Ok(asked)
    }
}

/// `attribute.sector`, `answer.Q12`.
pub(super) fn values_of(name: &str) -> Option<ValuesOf> {
    match name.split_once('.')? {
        ("attribute", name) => Some(ValuesOf::Attribute(name.to_owned())),
        ("answer", code) => Some(ValuesOf::Question(code.to_owned())),
        _ => None,
    }
}

fn unknown(name: &str) -> Error {
    Error::bad_request(format!("a survey is not asked for {name:?}"))
}

fn state(value: &str) -> Result<Option<AnswerState>, Error> {
    Ok(match value {
        "" => None,
        "uncoded" => Some(AnswerState::Uncoded),
        "coded" => Some(AnswerState::Coded),
        "proposed" => Some(AnswerState::Proposed),
        _ => return Err(Error::bad_request("answers are uncoded, coded or proposed")),
    })
}

fn likeness(value: &str) -> Result<Likeness, Error> {
    Ok(match value {
        "" => Likeness::Apart,
        "identical" => Likeness::Identical,
        "near" => Likeness::Near,
        _ => return Err(Error::bad_request("answers are taken together where they are identical or near")),
    })
}

fn sort(value: &str) -> Result<AnswerSort, Error> {
    Ok(match value {
        "" | "file" => AnswerSort::File,
        "words" => AnswerSort::Words,
        "length" => AnswerSort::Length,
        other => AnswerSort::Values(values_of(other).ok_or_else(|| unknown("sort"))?),
    })
}

trait Choose {
    fn choose(&mut self, of: ValuesOf, value: Option<String>);
}

impl Choose for AnswerFilter {
    /// One value more that passes.
    fn choose(&mut self, of: ValuesOf, value: Option<String>) {
        match self.values.iter_mut().find(|choice| choice.of == of) {
            Some(choice) => choice.values.push(value),
            None => self.values.push(ValueChoice { of, values: vec![value] }),
        }
    }
}
