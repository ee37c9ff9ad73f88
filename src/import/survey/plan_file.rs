//! A plan as a TOML file, read with care. What it says is checked by [`plan_check`](super::plan_check).

use std::path::Path;

use toml::Spanned;

use super::plan::{ColumnPlan, ColumnRole, Dialect, Exclusion, Layout, SurveyPlan};
use super::plan_check;
use crate::import::{ImportError, Place};

/// The file's shape when it is read: with places, so that what does not fit can be pointed at.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    #[serde(default)]
    dialect: Dialect,
    #[serde(default)]
    delimiter: Option<Spanned<String>>,
    #[serde(default)]
    encoding: Option<Spanned<String>>,
    #[serde(default)]
    sheet: Option<String>,
    #[serde(default)]
    respondent: Option<String>,
    #[serde(default)]
    layout: Option<Spanned<Layout>>,
    #[serde(default)]
    question: Option<Spanned<String>>,
    #[serde(default)]
    answer: Option<Spanned<String>>,
    #[serde(default)]
    missing: Vec<String>,
    #[serde(default)]
    not_asked: Vec<String>,
    #[serde(default)]
    not_applicable: Vec<String>,
    #[serde(default)]
    column: Vec<Spanned<ColumnPlan>>,
    #[serde(default)]
    exclude: Vec<Spanned<Exclusion>>,
}

impl SurveyPlan {
    /// Reads a plan. What is misspelt, missing or contradicts itself is an error with line and column.
    pub fn from_toml(path: &Path, text: &str) -> Result<Self, ImportError> {
        let file: PlanFile = toml::from_str(text).map_err(|error| ImportError::toml(path, text, &error))?;
        let fail = |offset: usize, message: String| ImportError::damaged(path, Place::of_offset(text, offset), message);
        let delimiter = delimiter(file.delimiter.as_ref()).map_err(|(offset, message)| fail(offset, message))?;
        let encoding = encoding(file.encoding.as_ref()).map_err(|(offset, message)| fail(offset, message))?;
        let columns: Vec<&ColumnPlan> = file.column.iter().map(Spanned::get_ref).collect();
        for (index, column) in file.column.iter().enumerate() {
            plan_check::column(column.get_ref(), columns.get(..index).unwrap_or_default())
                .and_then(|()| plan_check::references(column.get_ref(), &columns))
                .map_err(|message| fail(column.span().start, message))?;
        }
        for exclusion in &file.exclude {
            plan_check::exclusion(exclusion.get_ref(), &columns)
                .map_err(|message| fail(exclusion.span().start, message))?;
        }
        let has_id = file.respondent.is_some() || columns.iter().any(|column| column.role == ColumnRole::Id);
        let layout = file.layout.as_ref().map_or_else(Layout::default, |layout| *layout.get_ref());
        let places = [file.layout.as_ref().map(Spanned::span), file.question.as_ref().map(Spanned::span)];
        let place = places.into_iter().flatten().next().map_or(0, |span| span.start);
        plan_check::layout(layout, file.question.is_some(), file.answer.is_some(), has_id)
            .map_err(|message| fail(place, message))?;
        if file.column.is_empty() {
            return Err(ImportError::damaged(
                path,
                Place::WHOLE,
                "the plan has no [[column]]; name at least one column of the survey",
            ));
        }
        Ok(Self {
            dialect: file.dialect,
            delimiter,
            encoding,
            sheet: file.sheet,
            respondent: file.respondent,
            layout,
            question: file.question.map(Spanned::into_inner),
            answer: file.answer.map(Spanned::into_inner),
            missing: file.missing,
            not_asked: file.not_asked,
            not_applicable: file.not_applicable,
            columns: file.column.into_iter().map(Spanned::into_inner).collect(),
            exclusions: file.exclude.into_iter().map(Spanned::into_inner).collect(),
        })
    }
}

fn delimiter(given: Option<&Spanned<String>>) -> Result<Option<char>, (usize, String)> {
    let Some(given) = given else { return Ok(None) };
    let mut characters = given.get_ref().chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if character.is_ascii() && !matches!(character, '"' | '\n' | '\r' | '\0') => {
            Ok(Some(character))
        }
        _ => Err((given.span().start, "the delimiter is one character, such as \",\", \";\" or \"\\t\"".to_owned())),
    }
}

fn encoding(given: Option<&Spanned<String>>) -> Result<Option<String>, (usize, String)> {
    let Some(given) = given else { return Ok(None) };
    match encoding_rs::Encoding::for_label(given.get_ref().as_bytes()) {
        Some(encoding) => Ok(Some(encoding.name().to_owned())),
        None => Err((
            given.span().start,
            "there is no encoding of this name; write \"UTF-8\" or \"windows-1252\"".to_owned(),
        )),
    }
}
