//! A codebook as JSON: the same keys as in its file, nothing left out.

use serde::{Deserialize, Serialize};

use super::{Problem, read, to_toml};
use crate::model::{Code, CodeStatus, Codebook, CodingUnit, MERGED_INTO, Near, Rule, Theme};

/// Why JSON holds no codebook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    #[error("line {line_number}, column {column_number}: {message}")]
    Json { line_number: usize, column_number: usize, message: String },
    #[error("{word:?} is no {what}")]
    Word { what: &'static str, word: String },
    #[error("{}", .0.first().map(|problem| problem.message.as_str()).unwrap_or_default())]
    Codebook(Vec<Problem>),
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Book {
    title: String,
    version: String,
    language: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    theme: Vec<ThemeFields>,
    code: Vec<CodeFields>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ThemeFields {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    story: String,
    codes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CodeFields {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    use_when: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    not_when: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    example: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<char>,
    #[serde(skip_serializing_if = "String::is_empty")]
    status: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rule: Vec<RuleFields>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RuleFields {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    all: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    none: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<NearFields>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    regex: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stem: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NearFields {
    words: Vec<String>,
    within: usize,
}

/// The codebook as JSON, which [`from_json`] reads as the same codebook.
pub fn to_json(codebook: &Codebook) -> String {
    let (title, version, language) = (codebook.title.clone(), codebook.version.clone(), codebook.language.clone());
    let theme = codebook.themes.iter().map(theme_fields).collect();
    let code = codebook.codes.iter().map(code_fields).collect();
    let book = Book { title, version, language, theme, code };
    let json = serde_json::to_string_pretty(&book).expect("strings and numbers are JSON");
    json + "\n"
}

/// The codebook that JSON holds, as sound as one from a file.
pub fn from_json(text: &str) -> Result<Codebook, JsonError> {
    let book: Book = serde_json::from_str(text).map_err(|error| JsonError::Json {
        line_number: error.line(),
        column_number: error.column(),
        message: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    })?;
    for fields in &book.code {
        let is_status = fields.status.is_empty()
            || fields.status.starts_with(MERGED_INTO)
            || CodeStatus::from_word(&fields.status).is_some();
        if !is_status {
            return Err(JsonError::Word { what: "status", word: fields.status.clone() });
        }
        let is_unit = |rule: &&RuleFields| !rule.unit.is_empty() && CodingUnit::from_word(&rule.unit).is_none();
        if let Some(rule) = fields.rule.iter().find(is_unit) {
            return Err(JsonError::Word { what: "unit", word: rule.unit.clone() });
        }
    }
    let codes = book.code.into_iter().map(code).collect();
    let themes = book.theme.into_iter().map(theme).collect();
    let (title, version, language) = (book.title, book.version, book.language);
    read(&to_toml(&Codebook { title, version, language, codes, themes, ..Codebook::default() }))
        .map_err(JsonError::Codebook)
}

fn theme_fields(theme: &Theme) -> ThemeFields {
    let Theme { id, name, definition, story, codes, colour } = theme.clone();
    ThemeFields { id, name, definition, story, codes, colour }
}

fn theme(fields: ThemeFields) -> Theme {
    let ThemeFields { id, name, definition, story, codes, colour } = fields;
    Theme { id, name, definition, story, codes, colour }
}

fn code_fields(code: &Code) -> CodeFields {
    let status = if code.status == CodeStatus::default() { String::new() } else { code.written_status() };
    let rule = code.rules.iter().map(rule_fields).collect();
    let Code { id, name, parent, definition, use_when, not_when, example, colour, key, .. } = code.clone();
    CodeFields { id, name, parent, definition, use_when, not_when, example, colour, key, status, rule }
}

fn code(fields: CodeFields) -> Code {
    let merged_into = fields.status.strip_prefix(MERGED_INTO).map(|into| into.trim().to_owned());
    let status = match &merged_into {
        Some(_) => CodeStatus::Merged,
        None => CodeStatus::from_word(&fields.status).unwrap_or_default(),
    };
    let rules = fields.rule.into_iter().map(rule).collect();
    let CodeFields { id, name, parent, definition, use_when, not_when, example, colour, key, .. } = fields;
    Code { id, name, parent, definition, use_when, not_when, example, colour, key, status, merged_into, rules }
}

fn rule_fields(rule: &Rule) -> RuleFields {
    let unit = if rule.unit == CodingUnit::default() { String::new() } else { rule.unit.word().to_owned() };
    let near = rule.near.clone().map(|Near { words, within }| NearFields { words, within });
    let Rule { any, all, none, regex, stem, questions, speakers, sources, .. } = rule.clone();
    RuleFields { any, all, none, near, regex, unit, stem, questions, speakers, sources }
}

fn rule(fields: RuleFields) -> Rule {
    let near = fields.near.map(|NearFields { words, within }| Near { words, within });
    let unit = CodingUnit::from_word(&fields.unit).unwrap_or_default();
    let RuleFields { any, all, none, regex, stem, questions, speakers, sources, .. } = fields;
    Rule { any, all, none, near, regex, unit, stem, questions, speakers, sources }
}
