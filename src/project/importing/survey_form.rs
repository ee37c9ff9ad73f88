//! The plan of a survey that waits, as a form: what is proposed, what somebody changes of it, and the plan that comes of
//! both. It is saved beside the file, and goes with it into the study.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};

use super::incoming::by_name;
use crate::import::survey::{ColumnPlan, ColumnRole, Dialect, Exclusion, Finding, Proposal, SurveyPlan, first_values};
use crate::project::{Project, ProjectError};

/// So many values of each column are shown.
const SHOWN_VALUES: usize = 3;

/// A survey's plan with all that somebody needs to judge it by.
#[derive(Debug, Clone)]
pub struct SurveyForm {
    /// The plan as it was saved, or as it is proposed.
    pub plan: SurveyPlan,
    /// What was found in each of its columns, in their order.
    pub findings: Vec<Finding>,
    /// By its columns: whether it is proposed to leave it out for saying who somebody is.
    pub is_personal: Vec<bool>,
    /// The rules by which people would leave the sample, and whether each is in force.
    pub exclusions: Vec<(Exclusion, bool)>,
    /// Some of what stands in each column of the file; nothing of personal ones.
    pub first_values: BTreeMap<String, Vec<String>>,
    /// How many rows were looked at.
    pub row_count: usize,
}

/// What somebody says of a survey's plan.
#[derive(Debug, Clone, Default)]
pub struct PlanEdit {
    pub dialect: Option<Dialect>,
    /// The column that tells respondents apart; empty: they are numbered.
    pub respondent: Option<String>,
    /// By the plan's columns, in their order.
    pub columns: Vec<ColumnEdit>,
    /// Rules that are not to hold, by their place.
    pub dropped_exclusions: BTreeSet<usize>,
}

/// What somebody says of one column.
#[derive(Debug, Clone)]
pub struct ColumnEdit {
    pub role: ColumnRole,
    /// The question's short name, what was asked, and the attribute that its answers become; blank: none of its own.
    pub code: String,
    pub wording: String,
    pub attribute: String,
    /// It says who somebody is, and is wanted all the same.
    pub is_wanted: bool,
}

impl Project {
    /// The plan of a survey that waits. Where a dialect is named, what was saved is left aside.
    pub fn survey_form(&self, id: &str, dialect: Option<Dialect>) -> Result<SurveyForm, ProjectError> {
        let path = self.incoming_path(id)?;
        let saved = self.incoming_plan(id)?;
        let inside = |error: ProjectError| by_name(&error, path.parent().unwrap_or(&path));
        let saved_plan = match fs::read_to_string(&saved) {
            Ok(text) if dialect.is_none() => Some(SurveyPlan::from_toml(&saved, &text)?),
            _ => None,
        };
        let dialect = dialect.or_else(|| saved_plan.as_ref().map(|plan| plan.dialect));
        let proposal = Self::survey_proposal(&path, dialect).map_err(inside)?;
        let file = File::open(&path).map_err(|source| ProjectError::Read { path: path.clone(), source })?;
        let mut values =
            first_values(&path, file, dialect, SHOWN_VALUES).map_err(ProjectError::from).map_err(inside)?;
        let is_personal = |column: &ColumnPlan| column.role == ColumnRole::Personal;
        for column in proposal.plan.columns.iter().filter(|column| is_personal(column)) {
            column.file_columns().for_each(|name| drop(values.remove(name)));
        }
        let exclusions = proposal.plan.exclusions.iter().map(|rule| {
            let holds = saved_plan.as_ref().is_none_or(|plan| plan.exclusions.contains(rule));
            (rule.clone(), holds)
        });
        Ok(SurveyForm {
            exclusions: exclusions.collect(),
            is_personal: proposal.plan.columns.iter().map(is_personal).collect(),
            findings: proposal.findings,
            first_values: values,
            row_count: proposal.row_count,
            plan: saved_plan.unwrap_or(proposal.plan),
        })
    }

    /// Saves what somebody says of the plan of a survey that waits, if it makes sense.
    pub fn save_survey_form(&self, id: &str, edit: &PlanEdit) -> Result<(), ProjectError> {
        let path = self.incoming_path(id)?;
        let saved = self.incoming_plan(id)?;
        let proposal = Self::survey_proposal(&path, edit.dialect)
            .map_err(|error| by_name(&error, path.parent().unwrap_or(&path)))?;
        let text = edited(proposal, edit).to_toml();
        // What it says is checked where plans are read, wherever they come from.
        SurveyPlan::from_toml(&saved, &text)
            .map_err(|error| by_name(&error.into(), saved.parent().unwrap_or(&saved)))?;
        fs::write(&saved, text).map_err(|source| ProjectError::Write { path: saved, source })
    }
}

fn edited(proposal: Proposal, edit: &PlanEdit) -> SurveyPlan {
    let mut plan = proposal.plan;
    if let Some(respondent) = &edit.respondent {
        plan.respondent = Some(respondent.clone()).filter(|name| !name.is_empty());
    }
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for (column, said) in plan.columns.iter_mut().zip(&edit.columns) {
        let was = column.code().to_owned();
        change(column, said);
        renamed.insert(was, column.code().to_owned());
    }
    rename(&mut plan, &renamed);
    let respondent = plan.respondent.clone();
    for column in &mut plan.columns {
        let is_id = respondent.as_ref() == Some(&column.name);
        match column.role {
            // Only one column tells people apart.
            ColumnRole::Id if !is_id => column.role = ColumnRole::Ignore,
            _ if is_id => *column = ColumnPlan::new(&column.name, ColumnRole::Id),
            _ => {}
        }
    }
    let mut index = 0;
    plan.exclusions.retain(|_| {
        index += 1;
        !edit.dropped_exclusions.contains(&(index - 1))
    });
    plan
}

/// What is said of a question by its short name goes along with the name.
fn rename(plan: &mut SurveyPlan, names: &BTreeMap<String, String>) {
    let now = |code: &mut String| {
        if let Some(name) = names.get(code) {
            code.clone_from(name);
        }
    };
    for column in &mut plan.columns {
        column.other_of.iter_mut().for_each(now);
        column.shown_if.iter_mut().for_each(|condition| now(&mut condition.question));
    }
    for rule in &mut plan.exclusions {
        rule.blank.iter_mut().for_each(now);
        rule.unless.iter_mut().chain(&mut rule.when).for_each(|condition| now(&mut condition.question));
    }
}

fn change(column: &mut ColumnPlan, said: &ColumnEdit) {
    let words = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let was = column.role;
    let role = match (was, said.role, said.is_wanted) {
        (ColumnRole::Personal, _, false) => ColumnRole::Personal,
        (ColumnRole::Personal, ColumnRole::Personal, true) => ColumnRole::Attribute,
        (_, role, _) => role,
    };
    if role != was {
        let has_options = |role| matches!(role, ColumnRole::Single | ColumnRole::Multiple);
        if !(has_options(role) && has_options(was)) {
            column.options.clear();
        }
        column.scale = column.scale.filter(|_| role == ColumnRole::Scale);
        column.order = column.order.filter(|_| matches!(role, ColumnRole::Date | ColumnRole::Attribute));
        column.reversed &= role == ColumnRole::Scale;
        column.other_of = column.other_of.take().filter(|_| role == ColumnRole::Open);
        column.separator = column.separator.take().filter(|_| role == ColumnRole::Multiple);
        column.role = role;
    }
    let is_question = role.question_type().is_some();
    if is_question || role == ColumnRole::Attribute {
        column.code = words(&said.code).filter(|code| *code != column.name);
        column.wording = words(&said.wording);
    }
    column.attribute = words(&said.attribute);
}
