//! What a plan may say: roles and what goes with them, codes that are there, conditions that test something.

use super::plan::{ColumnPlan, ColumnRole, Exclusion, Layout};
use crate::model::Condition;

/// What a column says of itself, and that no earlier one says it too.
pub(super) fn column(column: &ColumnPlan, earlier: &[&ColumnPlan]) -> Result<(), String> {
    let name = &column.name;
    if earlier.iter().any(|other| other.name == *name) {
        return Err(format!("the column \"{name}\" is planned twice; take one out"));
    }
    if earlier.iter().any(|other| other.code() == column.code()) {
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
    parts(column)?;
    if column.reversed && column.role != ColumnRole::Scale {
        return Err(format!("\"{name}\" is reversed but is not read as a scale; write as = \"scale\""));
    }
    if column.order.is_some() && !matches!(column.role, ColumnRole::Date | ColumnRole::Attribute) {
        return Err(format!("\"{name}\" has an order of day and month but is not read as a date; write as = \"date\""));
    }
    if column.other_of.is_some() && column.role != ColumnRole::Open {
        return Err(format!(
            "\"{name}\" holds the words beside a question but is not read as open; write as = \"open\""
        ));
    }
    Ok(())
}

fn parts(column: &ColumnPlan) -> Result<(), String> {
    let name = &column.name;
    if column.parts.is_empty() {
        return Ok(());
    }
    match column.role {
        ColumnRole::Rank if column.options.is_empty() => {
            return Err(format!(
                "the ranking \"{name}\" has a column a place and needs the options that stand in them"
            ));
        }
        ColumnRole::Rank | ColumnRole::Multiple | ColumnRole::Personal | ColumnRole::Meta | ColumnRole::Ignore => {}
        role => {
            return Err(format!(
                "\"{name}\" is made of several columns, which only multiple and rank are, and not {role}"
            ));
        }
    }
    let repeated = column
        .parts
        .iter()
        .enumerate()
        .find(|(index, part)| column.parts.iter().take(*index).any(|other| other.column == part.column));
    match repeated {
        Some((_, part)) => Err(format!("\"{name}\" has the part \"{}\" twice; take one out", part.column)),
        None => Ok(()),
    }
}

/// What a column says of others.
pub(super) fn references(column: &ColumnPlan, all: &[&ColumnPlan]) -> Result<(), String> {
    if let Some(code) = &column.other_of {
        known_code(code, all, "the words are those beside")?;
    }
    if column.is_ranking() {
        let own: Vec<String> = (0..column.options.len()).map(|index| column.option_code(index)).collect();
        if let Some(other) = all.iter().find(|other| own.iter().any(|code| code == other.code())) {
            return Err(format!(
                "the options of \"{}\" become questions of their own, and the code \"{}\" is taken; give one of them another",
                column.name,
                other.code()
            ));
        }
    }
    condition(column.shown_if.as_ref(), all)
}

/// What the layout needs.
pub(super) fn layout(layout: Layout, has_question: bool, has_answer: bool, has_id: bool) -> Result<(), String> {
    let message = match (layout, has_question && has_answer, has_id) {
        (Layout::Answers, true, true) => return Ok(()),
        (Layout::Answers, true, false) => {
            "the layout \"answers\" needs respondent = with the name of the column that says whose answer it is"
        }
        (Layout::Answers, false, _) => {
            "the layout \"answers\" needs question = and answer = with the names of their columns"
        }
        _ if has_question || has_answer => {
            "question and answer name columns of the layout \"answers\"; write layout = \"answers\""
        }
        _ => return Ok(()),
    };
    Err(message.to_owned())
}

fn known_code(code: &str, all: &[&ColumnPlan], what: &str) -> Result<(), String> {
    if all.iter().any(|column| column.code() == code) {
        return Ok(());
    }
    let hint = super::header::nearest(code, all.iter().map(|column| column.code()))
        .map(|near| format!("; is it \"{near}\"?"))
        .unwrap_or_default();
    Err(format!("{what} \"{code}\", which no column has as its code{hint}"))
}

fn condition(condition: Option<&Condition>, all: &[&ColumnPlan]) -> Result<(), String> {
    let Some(condition) = condition else { return Ok(()) };
    known_code(&condition.question, all, "the condition is on")?;
    if condition.is.is_empty() && condition.is_not.is_empty() && condition.below.is_none() && condition.above.is_none()
    {
        return Err(format!(
            "the condition on \"{}\" says nothing; add is, is_not, below or above",
            condition.question
        ));
    }
    Ok(())
}

/// What an exclusion says.
pub(super) fn exclusion(exclusion: &Exclusion, all: &[&ColumnPlan]) -> Result<(), String> {
    let given = [exclusion.unless.is_some(), exclusion.when.is_some(), exclusion.blank.is_some(), exclusion.no_answers];
    if given.iter().filter(|&&is_given| is_given).count() != 1 {
        return Err(
            "an exclusion takes one of unless, when, blank and no_answers = true; split it or complete it".to_owned()
        );
    }
    if exclusion.reason.trim().is_empty() {
        return Err("an exclusion needs a reason, which the sample flow prints".to_owned());
    }
    if let Some(code) = &exclusion.blank {
        known_code(code, all, "the exclusion looks at")?;
    }
    condition(exclusion.condition(), all)
}
