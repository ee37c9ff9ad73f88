//! A survey as its reader sees it.

use std::path::Path;

use serde::Serialize;

use super::{ConvertOptions, Words, indented, looks};
use crate::import::Warning;
use crate::import::survey::{self, ColumnRole, Respondent, SurveyPlan};
use crate::project::importing::survey_preview::survey_lines;
use crate::project::outputs::shown::Object;
use crate::project::{Project, ProjectError};
use crate::text::counted;

#[derive(Debug, Serialize)]
pub struct Survey {
    pub dialect: &'static str,
    pub encoding: String,
    /// How each column is read, in words.
    pub plan: Vec<String>,
    pub questions: Vec<Question>,
    /// How many columns are left out, by what they are.
    pub columns_left_out: Vec<(&'static str, usize)>,
    pub row_count: u64,
    /// How many respondents would leave the sample, by the plan's reasons.
    pub left_out: Vec<(String, u64)>,
    /// The first rows.
    pub rows: Vec<Row>,
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
pub struct Question {
    pub code: String,
    pub kind: &'static str,
    pub wording: String,
    pub options: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Row {
    /// In the file: `line 4`, `row 4`.
    pub place: String,
    pub respondent: String,
    /// Why the respondent would leave the sample.
    pub left_out: Option<String>,
    pub attributes: Object,
    /// By the question's code, in the survey's order.
    pub answers: Object,
}

impl Survey {
    pub(super) fn read(path: &Path, options: &ConvertOptions, words: Words) -> Result<Self, ProjectError> {
        let saved = match &options.plan {
            Some(plan) => {
                let text = std::fs::read_to_string(plan);
                Some((plan, text.map_err(|source| ProjectError::Read { path: plan.clone(), source })?))
            }
            None => None,
        };
        let plan = Project::survey_plan(path, saved.as_ref().map(|(path, text)| (path.as_path(), text.as_str())))?;
        let mut reader = survey::open(path, &plan)?;
        let questions = reader.questions().iter().map(|question| Question {
            code: question.code.clone(),
            kind: question.kind.word(),
            wording: question.wording.clone(),
            options: question.options.iter().map(|option| words.shown(option)).collect(),
        });
        let questions: Vec<Question> = questions.collect();
        let attributes = reader.attributes().to_vec();
        let mut left_out: Vec<(String, u64)> = plan.exclusions.iter().map(|rule| (rule.reason.clone(), 0)).collect();
        let mut rows = Vec::new();
        let mut respondent = Respondent::default();
        while reader.read(&mut respondent)? {
            if let Some(rule) = respondent.excluded {
                left_out[rule].1 += 1;
            }
            if respondent.row_number <= options.rows {
                rows.push(Row::of(&respondent, &plan, &questions, &attributes, words));
            }
        }
        left_out.retain(|(_, count)| *count > 0);
        Ok(Self {
            dialect: plan.dialect.word(),
            encoding: reader.encoding().to_owned(),
            plan: survey_lines(&plan, &[]),
            questions,
            columns_left_out: columns_left_out(&plan),
            row_count: reader.row_count(),
            left_out,
            rows,
            warnings: reader.warnings(),
        })
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = self.plan.clone();
        let fates: Vec<String> =
            self.left_out.iter().map(|(reason, count)| format!("{count} left out: {reason}")).collect();
        let fates = if fates.is_empty() { String::new() } else { format!(" ({})", fates.join(", ")) };
        lines.push(format!("{}{fates}", counted(self.row_count, "row")));
        lines.extend(looks(&self.warnings));
        for row in &self.rows {
            let fate = row.left_out.as_ref().map(|reason| format!(" (left out: {reason})")).unwrap_or_default();
            lines.push(String::new());
            lines.push(format!("{}, respondent {}{fate}", row.place, row.respondent));
            let is_answer = |name: &str| row.answers.0.iter().any(|(code, _)| code == name);
            let attributes = row.attributes.0.iter().filter(|(name, _)| !is_answer(name));
            for (name, value) in attributes.chain(&row.answers.0) {
                lines.extend(indented(&format!("  {name}: "), value.as_str().unwrap_or_default()));
            }
        }
        let hidden = self.row_count - self.rows.len() as u64;
        if hidden > 0 {
            lines.push(String::new());
            lines.push(format!("{} not shown; --rows says how many are", counted(hidden, "row")));
        }
        lines
    }
}

impl Row {
    fn of(
        respondent: &Respondent,
        plan: &SurveyPlan,
        questions: &[Question],
        attributes: &[String],
        words: Words,
    ) -> Self {
        let mut answers: Vec<(usize, &str)> = respondent.answers().chain(respondent.responses()).collect();
        answers.sort_by_key(|&(question, _)| question);
        let answers =
            answers.into_iter().map(|(question, said)| (questions[question].code.clone(), words.shown(said).into()));
        let values = respondent
            .attributes()
            .map(|(attribute, value)| (attributes[attribute].clone(), words.shown(value).into()));
        Self {
            place: respondent.place.to_string().trim_start_matches([',', ' ']).to_owned(),
            respondent: words.shown(respondent.id()),
            left_out: respondent.excluded.map(|rule| plan.exclusions[rule].reason.clone()),
            attributes: Object(values.collect()),
            answers: Object(answers.collect()),
        }
    }
}

fn columns_left_out(plan: &SurveyPlan) -> Vec<(&'static str, usize)> {
    let count = |role: ColumnRole| plan.columns.iter().filter(|column| column.role == role).count();
    let roles = [ColumnRole::Personal, ColumnRole::Meta, ColumnRole::Ignore];
    roles.into_iter().map(|role| (role.word(), count(role))).filter(|&(_, count)| count > 0).collect()
}
