//! What researchers answer to the items of a reporting checklist: a TOML file, keyed by the items' numbers.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;

use super::{ImportError, Place};
use crate::model::ItemAnswer;

/// Reads answers by item number. `item` gives the number that a key means; `checklist` is for messages. A key that is no
/// item, or an item that is answered twice, is an error at its line. Blank answers are left out.
pub fn checklist_answers(
    path: &Path,
    text: &str,
    checklist: &str,
    item: &dyn Fn(&str) -> Option<usize>,
) -> Result<BTreeMap<usize, ItemAnswer>, ImportError> {
    let file: BTreeMap<Spanned<String>, Spanned<toml::Value>> =
        toml::from_str(text).map_err(|error| ImportError::toml(path, text, &error))?;
    let wrong = |offset: usize, message: String| ImportError::damaged(path, Place::of_offset(text, offset), message);
    let mut answers = BTreeMap::new();
    for (key, entry) in file {
        let number = item(key.get_ref()).ok_or_else(|| {
            wrong(key.span().start, format!("{checklist} has no item {:?}; keys are the items’ numbers", key.get_ref()))
        })?;
        let mut answer = ItemAnswer::default();
        let place = entry.span().start;
        let words = |value: &toml::Value| match value.as_str() {
            Some(words) => Ok(words.trim().to_owned()),
            None => Err(wrong(place, "an answer stands in quotation marks".to_owned())),
        };
        match entry.into_inner() {
            toml::Value::Table(fields) => {
                for (field, value) in &fields {
                    match field.as_str() {
                        "answer" => answer.answer = words(value)?,
                        "page" => answer.page = words(value)?,
                        other => {
                            return Err(wrong(place, format!("an item has `answer` and `page`, and no {other:?}")));
                        }
                    }
                }
            }
            value => answer.answer = words(&value)?,
        }
        if answers.insert(number, answer).is_some() {
            return Err(wrong(key.span().start, format!("item {number} is answered twice; take one out")));
        }
    }
    answers.retain(|_, answer| *answer != ItemAnswer::default());
    Ok(answers)
}
