//! What a survey's plan says.

use crate::model::{Condition, QuestionType, words};

/// Which tool wrote the file: where its header ends, and what it puts into names and cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Names, wordings, and (but for old exports) a row of import ids.
    Qualtrics,
    /// Questions, and below them options: a question of several columns stands over the first of them only.
    SurveyMonkey,
    /// One row: codes (`Q1[SQ001]`), wordings, or both (`Q1[SQ001]. Wording [Option]`).
    LimeSurvey,
    /// One row: a time stamp and wordings (`Wording [Row]`); ticked options are joined by a comma and a space.
    GoogleForms,
    /// One row: `ID`, two times, e-mail and name, then wordings (`Wording.Row`); options are joined by semicolons.
    MsForms,
    /// One row of names.
    #[default]
    Plain,
}

words!(Dialect {
    Qualtrics = "qualtrics",
    SurveyMonkey = "surveymonkey",
    LimeSurvey = "limesurvey",
    GoogleForms = "googleforms",
    MsForms = "msforms",
    Plain = "plain",
});

/// How respondents and rows belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One row a respondent: an id that comes twice is an error.
    #[default]
    Wide,
    /// Several rows may be of one respondent.
    Long,
    /// One row an answer: one column says which question it answers, another holds the answer.
    Answers,
}

words!(Layout { Wide = "wide", Long = "long", Answers = "answers" });

/// In which order a date's numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub enum DateOrder {
    #[serde(rename = "day/month/year")]
    DayMonth,
    #[serde(rename = "month/day/year")]
    MonthDay,
    #[serde(rename = "year/month/day")]
    YearMonth,
}

words!(DateOrder { DayMonth = "day/month/year", MonthDay = "month/day/year", YearMonth = "year/month/day" });

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

/// One of several columns of the file that are one question together.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The column's name in the file.
    pub column: String,
    /// The option that it stands for. Of a `rank`, whose columns stand for places, it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
}

/// What one column (or several that are one question) is and how it is read. Columns that the plan does not name are
/// left out.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnPlan {
    /// As the file's header has it. Where there are `parts`, only they are looked for in the file.
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
    /// The columns of a `multiple` question with one column an option, or of a `rank` with one column a place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Cells that mean the same as a blank: `-99`, `N/A`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Cells of those who were not shown the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_asked: Vec<String>,
    /// Cells of those who say that the question does not apply to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_applicable: Vec<String>,
    /// The scale is turned round: its lowest number means most.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
    /// How a date is read; without it, dates stay as they are written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<DateOrder>,
    /// The code of the question whose "Other, please say" this open column holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_of: Option<String>,
    /// A part of the questionnaire begins with it, under this title. Where the survey is printed, it stands above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// A file without this column is read all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

impl ColumnPlan {
    /// A column with nothing but its name and role.
    pub fn new(name: impl Into<String>, role: ColumnRole) -> Self {
        Self {
            name: name.into(),
            role,
            code: None,
            wording: None,
            options: Vec::new(),
            scale: None,
            separator: None,
            attribute: None,
            shown_if: None,
            parts: Vec::new(),
            missing: Vec::new(),
            not_asked: Vec::new(),
            not_applicable: Vec::new(),
            reversed: false,
            order: None,
            other_of: None,
            section: None,
            optional: false,
        }
    }

    /// Takes cells without an answer: those that say that the question does not apply, and those that say nothing.
    pub(super) fn take_missing(&mut self, cells: Vec<String>) {
        (self.not_applicable, self.missing) =
            cells.into_iter().partition(|cell| super::likert::says_not_applicable(cell));
    }

    /// The names of the columns of the file that it is read from.
    pub fn file_columns(&self) -> impl Iterator<Item = &str> {
        let own = self.parts.is_empty().then_some(self.name.as_str());
        own.into_iter().chain(self.parts.iter().map(|part| part.column.as_str()))
    }

    /// Whether it becomes one question an option, each answered by the option's place.
    pub fn is_ranking(&self) -> bool {
        self.role == ColumnRole::Rank && !self.options.is_empty()
    }

    /// The short name of the question about the option of this index, where each option has one of its own.
    pub(super) fn option_code(&self, index: usize) -> String {
        format!("{}_{}", self.code(), index + 1)
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

/// Why some respondents leave the sample. Exactly one of `unless`, `when`, `blank` and `no_answers` is there.
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
    /// Excluded if there is nothing in the column of this code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
    /// Excluded if there is no answer in any column that is a question (consent aside).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_answers: bool,
}

impl Exclusion {
    /// The condition that it tests, if it tests one.
    pub fn condition(&self) -> Option<&Condition> {
        self.unless.as_ref().or(self.when.as_ref())
    }

    /// The code of the column that it looks at, if it looks at one.
    pub(super) fn tested(&self) -> Option<&str> {
        self.blank.as_deref().or(self.condition().map(|condition| condition.question.as_str()))
    }
}

/// How a survey's file is read.
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// Of the layout `answers`: the column that says which question is answered, and the one with the answer.
    pub question: Option<String>,
    pub answer: Option<String>,
    /// Cells of any column that mean the same as a blank.
    pub missing: Vec<String>,
    /// Cells of any column that say that its question was not shown.
    pub not_asked: Vec<String>,
    /// Cells of any column that say that its question does not apply.
    pub not_applicable: Vec<String>,
    pub columns: Vec<ColumnPlan>,
    /// In order: the first that applies is the reason.
    pub exclusions: Vec<Exclusion>,
}
