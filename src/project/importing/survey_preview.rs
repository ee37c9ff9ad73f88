//! What the import of a survey would bring, in lines for people.

use std::path::Path;

use super::surveys::{Different, is_refusal};
use crate::import::Warning;
use crate::import::survey::{
    self, ColumnPlan, ColumnRole, Dialect, Finding, Layout, Respondent, SurveyPlan, SurveyReader,
};
use crate::project::{Project, ProjectError};
use crate::text::counted;

/// So many letters of a question's wording stand beside its short name.
const WORDING: usize = 90;

impl Project {
    /// How a survey would be read by a saved plan, or by the one that it suggests itself, and what would come in.
    pub(in crate::project) fn survey_preview(
        path: &Path,
        saved: Option<(&Path, &str)>,
        dialect: Option<Dialect>,
    ) -> Result<Vec<String>, ProjectError> {
        let (mut plan, findings) = if saved.is_some() {
            (Self::survey_plan(path, saved)?, Vec::new())
        } else {
            let proposal = Self::survey_proposal(path, dialect)?;
            (proposal.plan, proposal.findings)
        };
        let mut reader = survey::open(path, &plan)?;
        plan.encoding.get_or_insert_with(|| reader.encoding().to_owned());
        let mut lines = survey_lines(&plan, &findings);
        lines.extend(outcome_lines(&mut reader, &plan)?);
        Ok(lines)
    }
}

/// What a plan says; `findings` say how sure a proposal is of each column.
pub(in crate::project) fn survey_lines(plan: &SurveyPlan, findings: &[Finding]) -> Vec<String> {
    let respondents = match &plan.respondent {
        Some(column) => format!("respondents are told apart by the column {column:?}"),
        None => "respondents are numbered by row".to_owned(),
    };
    let encoding = plan.encoding.as_ref().map(|encoding| format!("{encoding}, ")).unwrap_or_default();
    let mut lines = vec![format!("{} dialect, {encoding}{respondents}", plan.dialect)];
    if plan.layout == Layout::Answers {
        let (question, answer) =
            (plan.question.as_deref().unwrap_or_default(), plan.answer.as_deref().unwrap_or_default());
        lines.push(format!("one row an answer: {question:?} says to which question, {answer:?} holds it"));
    }
    let columns = || plan.columns.iter().zip(findings.iter().map(Some).chain(std::iter::repeat(None)));
    for role in ColumnRole::ALL {
        let of_role = columns().filter(|(column, _)| column.role == *role);
        let names: Vec<String> = of_role.map(|(column, finding)| shown_name(column, finding)).collect();
        if !names.is_empty() {
            let fate = match role {
                ColumnRole::Personal | ColumnRole::Meta | ColumnRole::Ignore => " (left out)",
                _ => "",
            };
            lines.push(format!("{role:<9} {}{fate}", names.join(", ")));
        }
    }
    lines.extend(plan.exclusions.iter().map(|rule| format!("leaves out: {}", rule.reason)));
    lines.extend(columns().filter(|(column, _)| is_renamed(column)).map(|(column, _)| {
        let wording = column.wording.as_deref().unwrap_or(&column.name);
        format!("{:<9} {}", column.code(), shortened(wording))
    }));
    let mut doubts: Vec<(&str, Vec<String>)> = Vec::new();
    for (column, doubt) in columns().filter_map(|(column, finding)| Some((column, finding?.doubt.as_deref()?))) {
        let name = format!("{} as {}", name_of(column), column.role);
        match doubts.iter_mut().find(|(other, _)| *other == doubt) {
            Some((_, names)) => names.push(name),
            None => doubts.push((doubt, vec![name])),
        }
    }
    lines.extend(doubts.iter().map(|(doubt, names)| format!("unsure    {}: {doubt}", names.join(", "))));
    lines
}

/// Whether people know the column by a code that is not its name.
fn is_renamed(column: &ColumnPlan) -> bool {
    column.role.question_type().is_some() && column.code.as_ref().is_some_and(|code| *code != column.name)
}

fn name_of(column: &ColumnPlan) -> &str {
    if column.role.question_type().is_some() { column.code() } else { &column.name }
}

fn shown_name(column: &ColumnPlan, finding: Option<&Finding>) -> String {
    let name = name_of(column);
    let mark = if finding.is_some_and(|finding| finding.doubt.is_some()) { " (?)" } else { "" };
    match (column.parts.len(), &column.other_of) {
        (0, Some(question)) => format!("{name}{mark} (beside {question})"),
        (0, None) => format!("{name}{mark}"),
        (count, _) => format!("{name}{mark} ({})", counted(count as u64, "column")),
    }
}

fn shortened(wording: &str) -> String {
    match wording.char_indices().nth(WORDING) {
        Some((at, _)) => format!("{}…", wording.get(..at).unwrap_or_default().trim_end()),
        None => wording.to_owned(),
    }
}

/// What comes in by a plan, without its going into the store.
fn outcome_lines(reader: &mut SurveyReader, plan: &SurveyPlan) -> Result<Vec<String>, ProjectError> {
    let mut left_out = vec![0_u64; plan.exclusions.len()];
    let (mut kept, mut answers, mut words) = (0, 0, 0);
    let refusals: Vec<bool> = plan.exclusions.iter().map(|rule| is_refusal(rule, reader)).collect();
    let mut different = Different::default();
    let mut respondent = Respondent::default();
    while reader.read(&mut respondent)? {
        match respondent.excluded {
            Some(rule) => left_out[rule] += 1,
            None => kept += 1,
        }
        // Answers of people who did not consent are not stored.
        if respondent.excluded.is_some_and(|rule| refusals[rule]) {
            continue;
        }
        for (question, answer) in respondent.answers() {
            answers += 1;
            words += crate::text::word_count(answer);
            different.meet(question, answer);
        }
    }
    let rows = if plan.layout == Layout::Long { "row" } else { "respondent" };
    let mut lines = vec![format!(
        "would bring {} kept, {} left out, {}, {}",
        counted(kept, rows),
        left_out.iter().sum::<u64>(),
        told_answers(answers, different.count()),
        counted(words, "word")
    )];
    let reasons = plan.exclusions.iter().zip(&left_out).filter(|(_, count)| **count > 0);
    lines.extend(reasons.map(|(rule, count)| format!("left out, {}: {count}", rule.reason)));
    lines.extend(reader.warnings().iter().map(|warning| format!("look: {}", at_line(warning))));
    Ok(lines)
}

/// "12 open answers (9 different)".
pub(in crate::project) fn told_answers(answers: u64, different: u64) -> String {
    let told = counted(answers, "open answer");
    if different < answers { format!("{told} ({different} different)") } else { told }
}

fn at_line(warning: &Warning) -> String {
    match warning.line_number {
        Some(line) => format!("{} (line {line})", warning.message),
        None => warning.message.clone(),
    }
}
