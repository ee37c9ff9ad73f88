//! Tables with one row an answer: `respondent, question, answer`.

use std::collections::BTreeMap;

use super::column_kind;
use super::detect::has_repeats;
use super::headings::HeaderColumn;
use super::known_columns::{self as known, bare};
use super::plan::{ColumnPlan, ColumnRole, Exclusion, Layout};
use super::proposal::Proposal;
use super::propose::{Sample, alone, by_content, finding};
use crate::import::tables::Record;

/// What the two columns are called, letters and digits only.
const QUESTIONS: &[&str] =
    &["question", "questionid", "questioncode", "questiontext", "item", "variable", "frage", "prompt"];
const ANSWERS: &[&str] = &["answer", "response", "value", "text", "answertext", "responsetext", "antwort", "réponse"];

/// Most questions that a survey is believed to have in such a table.
const MOST_QUESTIONS: usize = 500;

/// Proposes the layout `answers` if the table has it; whether it did.
pub(super) fn propose(proposal: &mut Proposal, sample: &Sample<'_>) -> bool {
    let find = |known: &[&str]| sample.columns.iter().position(|column| known.contains(&bare(&column.name).as_str()));
    let id_rank = |column: &HeaderColumn| known::id_rank(&column.name);
    let id = sample.columns.iter().enumerate().filter_map(|(index, column)| Some((id_rank(column)?, index))).min();
    let (Some(question), Some(answer), Some((_, id))) = (find(QUESTIONS), find(ANSWERS), id) else { return false };
    let mut answers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for row in sample.rows {
        let asked = row.field(question).trim();
        if !answers.contains_key(asked) {
            order.push(asked);
        }
        let given = answers.entry(asked).or_default();
        given.extend(Some(row.field(answer).trim()).filter(|cell| !cell.is_empty() && !sample.is_no_answer(cell)));
    }
    let are_questions = !order.contains(&"") && order.len() * 2 <= sample.rows.len() && order.len() <= MOST_QUESTIONS;
    if !are_questions || !has_repeats(sample.rows, id) || sample.rows.iter().any(|row| row.field(id).trim().is_empty())
    {
        return false;
    }
    let name = |index: usize| Some(sample.columns[index].name.clone());
    proposal.plan.layout = Layout::Answers;
    (proposal.plan.respondent, proposal.plan.question, proposal.plan.answer) = (name(id), name(question), name(answer));
    for asked in order {
        let cells = &answers[asked];
        let lower = asked.to_lowercase();
        let name = asked.split_whitespace().collect::<Vec<_>>().join(" ");
        let column = HeaderColumn { cell: name.clone(), wording: name.clone(), name, ..HeaderColumn::default() };
        let guess = column_kind::guess(cells, sample.hints(&lower));
        let (mut planned, doubt) = by_content(&column, cells, guess);
        planned.attribute = None;
        proposal.plan.columns.push(planned);
        proposal.findings.push(finding(cells, doubt));
    }
    for index in (0..sample.columns.len()).filter(|index| ![id, question, answer].contains(index)) {
        let mut one = alone(sample, index);
        one.plan = of_respondent(one.plan);
        proposal.plan.columns.push(one.plan);
        proposal.findings.push(one.finding);
    }
    let is_answered = proposal.plan.columns.iter().any(|column| column.role.is_answer());
    if is_answered && stand_together(sample.rows, id) {
        proposal.plan.exclusions.push(Exclusion {
            reason: "no answers".to_owned(),
            no_answers: true,
            ..Exclusion::default()
        });
    }
    true
}

/// Whether the rows of each respondent follow one another, so that it is known of each at once what they answered.
fn stand_together(rows: &[Record], id: usize) -> bool {
    let mut ids: Vec<&str> = rows.iter().map(|row| row.field(id).trim()).collect();
    ids.dedup();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    ids.len() == count
}

/// Columns beside the answers are about the respondent; they were not asked.
fn of_respondent(planned: ColumnPlan) -> ColumnPlan {
    match planned.role {
        ColumnRole::Single | ColumnRole::Number | ColumnRole::Scale | ColumnRole::Date => ColumnPlan {
            order: planned.order,
            missing: [planned.missing, planned.not_applicable].concat(),
            ..ColumnPlan::new(planned.name, ColumnRole::Attribute)
        },
        ColumnRole::Open | ColumnRole::Multiple | ColumnRole::Rank => ColumnPlan::new(planned.name, ColumnRole::Ignore),
        _ => planned,
    }
}
