//! A plan's columns as a printed questionnaire has them: whose question each is, and under which words.

use super::binding::Source;
use super::headings::{HeaderColumn, ItemKind};
use super::known_columns as known;
use super::plan::{ColumnPlan, ColumnRole};
use crate::model::QuestionType;

/// One column of a plan that respondents saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedColumn {
    pub code: String,
    pub kind: QuestionType,
    /// The title of the part of the questionnaire that begins here.
    pub section: Option<String>,
    /// What the header has respondents read.
    pub wording: String,
    /// Of one of several columns that are asked as one.
    pub block: Option<PrintedBlock>,
    /// Of a rank order in one column: its options, each a question of its own in the store.
    pub ranked: Vec<String>,
}

/// What a column shares with its neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedBlock {
    /// What their codes begin with.
    pub code: String,
    /// The words that all of them are asked with; empty where there are none.
    pub asked: String,
    /// The words of this one.
    pub own: String,
}

impl PrintedColumn {
    /// Of a column that is no question, nothing: the id, what the survey tool adds, what the plan leaves out.
    pub(super) fn of(column: &ColumnPlan, source: &Source, header: &[HeaderColumn]) -> Option<Self> {
        let in_file = match source {
            Source::Column(index) => Some(&header[*index]),
            Source::Options(options) => options.first().map(|option| &header[option.file_index]),
            Source::Places(places) => places.first().map(|&index| &header[index]),
            Source::Asked | Source::Absent => None,
        };
        let kind = match column.role {
            ColumnRole::Personal if known::is_made_by_tool(&column.name) => return None,
            ColumnRole::Personal => QuestionType::Personal,
            role => role.question_type()?,
        };
        let is_alone = matches!(source, Source::Column(_));
        let item = in_file.and_then(|column| column.item.as_ref());
        let asked_as_one = item.filter(|item| is_alone && item.kind == ItemKind::Part);
        let wording = match (column.wording.as_ref(), in_file, item) {
            (Some(wording), ..) => wording.clone(),
            (None, _, Some(item)) if !is_alone && !item.asked.is_empty() => item.asked.clone(),
            (None, Some(column), _) => column.wording.clone(),
            (None, None, _) => column.name.clone(),
        };
        Some(Self {
            code: column.code().to_owned(),
            kind,
            section: column.section.clone(),
            block: asked_as_one.map(|item| PrintedBlock {
                code: item.stem.clone(),
                asked: item.asked.clone(),
                own: column.wording.clone().unwrap_or_else(|| item.own.clone()),
            }),
            wording,
            ranked: if column.is_ranking() { column.options.clone() } else { Vec::new() },
        })
    }
}
