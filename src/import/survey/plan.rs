//! What a survey's plan says.

use crate::model::{Condition, QuestionType, words};

/// Where the header ends and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Names, wordings, and (but for old exports) a row of import ids.
    Qualtrics,
    /// One row of names.
    #[default]
    Plain,
}

words!(Dialect { Qualtrics = "qualtrics", Plain = "plain" });

/// How respondents and rows belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One row a respondent: an id that comes twice is an error.
    #[default]
    Wide,
    /// Several rows may be of one respondent.
    Long,
}

words!(Layout { Wide = "wide", Long = "long" });

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnRole {
    /// The respondent's id.
    Id,
    Open,
    Single,
    Multiple,
    Scale,
    Rank,
    Number,
    Date,
    Consent,
    /// Left out, since it says who the respondent is.
    Personal,
    /// Left out, since the survey tool made it.
    Meta,
    /// An attribute of the case that was not asked.
    Attribute,
    /// Left out.
    Ignore,
}

words!(ColumnRole {
    Id = "id",
    Open = "open",
    Single = "single",
    Multiple = "multiple",
    Scale = "scale",
    Rank = "rank",
    Number = "number",
    Date = "date",
    Consent = "consent",
    Personal = "personal",
    Meta = "meta",
    Attribute = "attribute",
    Ignore = "ignore",
});

impl ColumnRole {
    /// The type of the question that such a column becomes; nothing if it does not become one.
    pub const fn question_type(self) -> Option<QuestionType> {
        match self {
            Self::Open => Some(QuestionType::Open),
            Self::Single => Some(QuestionType::Single),
            Self::Multiple => Some(QuestionType::Multiple),
            Self::Scale => Some(QuestionType::Scale),
            Self::Rank => Some(QuestionType::Rank),
            Self::Number => Some(QuestionType::Number),
            Self::Date => Some(QuestionType::Date),
            Self::Consent => Some(QuestionType::Consent),
            Self::Id | Self::Personal | Self::Meta | Self::Attribute | Self::Ignore => None,
        }
    }

    /// Whether something in such a column is an answer, in the sense of an exclusion for having none.
    pub const fn is_answer(self) -> bool {
        !matches!(self, Self::Id | Self::Meta | Self::Consent | Self::Personal | Self::Attribute | Self::Ignore)
    }
}

/// What one column is and how it is read. Columns that the plan does not name are left out.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnPlan {
    /// As the file's first row has it.
    pub name: String,
    #[serde(rename = "as")]
    pub role: ColumnRole,
    /// The question's short name; the column's name where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The words that respondents read; those of the header where they are not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// The options in the order shown. For a scale: its points' names, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Lowest and highest point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<(i32, i32)>,
    /// What stands between the ticked options of a `multiple` column; `,` where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// The answers of a closed column are also a case attribute of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_if: Option<Condition>,
}

impl ColumnPlan {
    /// A column with nothing but its name and role.
    pub fn new(name: impl Into<String>, role: ColumnRole) -> Self {
        let (code, wording, scale, separator, attribute, shown_if) = (None, None, None, None, None, None);
        Self { name: name.into(), role, code, wording, options: Vec::new(), scale, separator, attribute, shown_if }
    }

    /// The question's short name.
    pub fn code(&self) -> &str {
        self.code.as_deref().unwrap_or(&self.name)
    }

    /// The name of the attribute that it becomes, if it becomes one.
    pub fn attribute_name(&self) -> Option<&str> {
        match self.role {
            ColumnRole::Attribute => Some(self.attribute.as_deref().unwrap_or_else(|| self.code())),
            _ => self.attribute.as_deref(),
        }
    }
}

/// Why some respondents leave the sample. Exactly one of `unless`, `when` and `no_answers` is there.
#[derive(Debug, Clone, PartialEq, Default, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// As the sample flow prints it: "no consent".
    pub reason: String,
    /// Excluded if the condition does not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Condition>,
    /// Excluded if the condition passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Excluded if there is no answer in any column that is a question (consent aside).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_answers: bool,
}

impl Exclusion {
    /// The condition that it tests, if it tests one.
    pub fn condition(&self) -> Option<&Condition> {
        self.unless.as_ref().or(self.when.as_ref())
    }
}

/// How a survey's file is read.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyPlan {
    pub dialect: Dialect,
    /// Between columns of a text; an ASCII character. The file itself tells where it is not given.
    pub delimiter: Option<char>,
    /// As people name it: `UTF-8`, `windows-1252` … A byte-order mark in the file has the last word. The file itself
    /// tells where it is not given.
    pub encoding: Option<String>,
    /// Of a workbook; the first with rows where it is not given.
    pub sheet: Option<String>,
    /// The column that holds the respondent's id; rows are numbered where there is none.
    pub respondent: Option<String>,
    pub layout: Layout,
    pub columns: Vec<ColumnPlan>,
    /// In order: the first that applies is the reason.
    pub exclusions: Vec<Exclusion>,
}
