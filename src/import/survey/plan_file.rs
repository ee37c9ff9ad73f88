//! A plan as a TOML file, read with care and written to be edited.

use std::path::Path;

use toml::Spanned;

use super::plan::{ColumnPlan, ColumnRole, Dialect, Exclusion, Layout, SurveyPlan};
use crate::import::{ImportError, Place};
use crate::model::Condition;

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
    layout: Layout,
    #[serde(default)]
    column: Vec<Spanned<ColumnPlan>>,
    #[serde(default)]
    exclude: Vec<Spanned<Exclusion>>,
}

/// The file's shape when it is written.
#[derive(serde::Serialize)]
struct WrittenPlan<'p> {
    dialect: Dialect,
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    respondent: Option<&'p str>,
    layout: Layout,
    exclude: &'p [Exclusion],
    column: &'p [ColumnPlan],
}

impl SurveyPlan {
    /// Reads a plan. What is misspelt, missing or contradicts itself is an error with line and column.
    pub fn from_toml(path: &Path, text: &str) -> Result<Self, ImportError> {
        let file: PlanFile = toml::from_str(text).map_err(|error| ImportError::toml(path, text, &error))?;
        let fail = |offset: usize, message: String| ImportError::damaged(path, Place::of_offset(text, offset), message);
        let delimiter = delimiter(file.delimiter.as_ref()).map_err(|(offset, message)| fail(offset, message))?;
        let encoding = encoding(file.encoding.as_ref()).map_err(|(offset, message)| fail(offset, message))?;
        for (index, column) in file.column.iter().enumerate() {
            let earlier = file.column.get(..index).unwrap_or_default();
            check_column(column.get_ref(), earlier).map_err(|message| fail(column.span().start, message))?;
        }
        let codes: Vec<&str> = file.column.iter().map(|column| column.get_ref().code()).collect();
        for column in &file.column {
            check_condition(column.get_ref().shown_if.as_ref(), &codes)
                .map_err(|message| fail(column.span().start, message))?;
        }
        for exclusion in &file.exclude {
            check_exclusion(exclusion.get_ref(), &codes).map_err(|message| fail(exclusion.span().start, message))?;
        }
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
            layout: file.layout,
            columns: file.column.into_iter().map(Spanned::into_inner).collect(),
            exclusions: file.exclude.into_iter().map(Spanned::into_inner).collect(),
        })
    }

    /// The plan as a file that [`from_toml`](Self::from_toml) reads back.
    pub fn to_toml(&self) -> String {
        let written = WrittenPlan {
            dialect: self.dialect,
            delimiter: self.delimiter,
            encoding: self.encoding.as_deref(),
            sheet: self.sheet.as_deref(),
            respondent: self.respondent.as_deref(),
            layout: self.layout,
            exclude: &self.exclusions,
            column: &self.columns,
        };
        let body =
            toml::to_string(&written).expect("a plan is made of strings, numbers and lists, which TOML can all hold");
        format!("# What each column of the survey is. `as` takes: {}.\n\n{body}", role_words())
    }
}

fn role_words() -> String {
    ColumnRole::ALL.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ")
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

fn check_column(column: &ColumnPlan, earlier: &[Spanned<ColumnPlan>]) -> Result<(), String> {
    let name = &column.name;
    let earlier = || earlier.iter().map(Spanned::get_ref);
    if earlier().any(|other| other.name == *name) {
        return Err(format!("the column \"{name}\" is planned twice; take one out"));
    }
    if earlier().any(|other| other.code() == column.code()) {
        return Err(format!("the code \"{}\" is used twice; give each column its own", column.code()));
    }
    match (column.role, column.scale) {
        (ColumnRole::Scale, None) => return Err(format!("the scale \"{name}\" needs its ends, as in scale = [1, 7]")),
        (_, Some((low, high))) if low >= high => {
            return Err(format!("the scale of \"{name}\" has its ends the wrong way round"));
        }
        (ColumnRole::Scale, Some((low, high))) => {
            let point_count = usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(usize::MAX);
            if !column.options.is_empty() && column.options.len() != point_count {
                return Err(format!(
                    "the scale \"{name}\" has {point_count} points but {} options; name every point or none",
                    column.options.len()
                ));
            }
        }
        (_, Some(_)) => {
            return Err(format!("the column \"{name}\" has a scale but is not read as one; write as = \"scale\""));
        }
        _ => {}
    }
    if column.separator.as_ref().is_some_and(String::is_empty) {
        return Err(format!("the separator of \"{name}\" is empty; write what stands between the ticked options"));
    }
    let is_closed = !matches!(
        column.role,
        ColumnRole::Open
            | ColumnRole::Multiple
            | ColumnRole::Personal
            | ColumnRole::Ignore
            | ColumnRole::Id
            | ColumnRole::Meta
    );
    if column.attribute.is_some() && !is_closed {
        return Err(format!(
            "\"{name}\" is read as {} and so cannot be an attribute, which has one short value",
            column.role
        ));
    }
    Ok(())
}

fn check_condition(condition: Option<&Condition>, codes: &[&str]) -> Result<(), String> {
    let Some(condition) = condition else { return Ok(()) };
    if !codes.contains(&condition.question.as_str()) {
        let hint = super::header::nearest(&condition.question, codes.iter().copied())
            .map(|near| format!("; is it \"{near}\"?"))
            .unwrap_or_default();
        return Err(format!("the condition is on \"{}\", which no column has as its code{hint}", condition.question));
    }
    if condition.is.is_empty() && condition.is_not.is_empty() && condition.below.is_none() && condition.above.is_none()
    {
        return Err(format!(
            "the condition on \"{}\" says nothing; add is, is_not, below or above",
            condition.question
        ));
    }
    Ok(())
}

fn check_exclusion(exclusion: &Exclusion, codes: &[&str]) -> Result<(), String> {
    let given = [exclusion.unless.is_some(), exclusion.when.is_some(), exclusion.no_answers];
    if given.iter().filter(|&&is_given| is_given).count() != 1 {
        return Err("an exclusion takes one of unless, when and no_answers = true; split it or complete it".to_owned());
    }
    if exclusion.reason.trim().is_empty() {
        return Err("an exclusion needs a reason, which the sample flow prints".to_owned());
    }
    check_condition(exclusion.condition(), codes)
}
