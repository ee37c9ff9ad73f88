//! `instrument`: the survey's questions as respondents saw them.

use super::super::recipe_table::Raw;
use super::notes::counted;
use super::{Asks, Built, Chosen, Kitchen, RecipeError};
use crate::model::{Condition, QuestionType, Questionnaire, QuestionnaireItem};
use crate::report::{Block, Cell, Column, Exposure, Row, RowKind, Table};

/// A questionnaire has no choices of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instrument;

impl Chosen for Instrument {
    const KEYS: &'static [&'static str] = &[];

    fn read(_: &Raw) -> Result<Self, String> {
        Ok(Self)
    }

    fn asks(&self, asks: &mut Asks) {
        asks.questionnaires = true;
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        let questionnaires = &kitchen.record().questionnaires;
        let mut blocks = Vec::new();
        for questionnaire in questionnaires {
            if questionnaires.len() > 1 {
                blocks.push(Block::Heading { level: 2, text: questionnaire.name.clone() });
            }
            blocks.push(Block::Table(table(questionnaire)));
        }
        if questionnaires.is_empty() {
            blocks.push(Block::Note("No survey has been imported.".to_owned()));
        }
        blocks.extend(kitchen.own_note().map(Block::Note));
        Ok(("Questionnaire".to_owned(), blocks))
    }
}

fn table(questionnaire: &Questionnaire) -> Table {
    let items = &questionnaire.items;
    let has_conditions = items.iter().any(|item| item.shown_if.is_some());
    let mut titles = vec!["No.", "Question", "Answer"];
    titles.extend(has_conditions.then_some("Shown to"));
    let width = titles.len();
    let mut rows = Vec::new();
    for item in items {
        if let Some(section) = &item.section {
            let mut cells = vec![Cell::Empty; width];
            cells[0] = Cell::text(section);
            rows.push(Row { kind: RowKind::Group, cells, ..Row::default() });
        }
        let mut cells = vec![Cell::text(&item.code), Cell::text(&item.wording), Cell::text(answer(item))];
        cells.extend(has_conditions.then(|| match &item.shown_if {
            Some(condition) => Cell::text(shown_to(condition)),
            None => Cell::text("everyone"),
        }));
        rows.push(Row { cells, ..Row::default() });
        // The options of a rank order stand with the question.
        for (code, wording) in item.parts.iter().filter(|_| item.kind != QuestionType::Rank) {
            let mut cells = vec![Cell::Empty; width];
            cells[0] = Cell::text(code);
            cells[1] = Cell::text(format!("– {wording}"));
            rows.push(Row { cells, ..Row::default() });
        }
    }
    let columns = titles.iter().map(|title| Column { title: (*title).to_owned(), ..Column::default() }).collect();
    Table { columns, rows, notes: notes(items), exposure: Exposure::Open, ..Table::default() }
}

fn notes(items: &[QuestionnaireItem]) -> Vec<String> {
    let blocks = items.iter().filter(|item| !item.parts.is_empty() && item.kind != QuestionType::Rank).count();
    let together = match blocks {
        0 => String::new(),
        1 => ", 1 asked as a block with a line each below".to_owned(),
        many => format!(", {many} asked as blocks with a line each below"),
    };
    let count = counted(items.len() as u64, "question", "questions") + &together;
    let mut notes = vec![format!("{count}. Order, wording and options are the questionnaire’s.")];
    if items.iter().any(|item| item.kind == QuestionType::Personal) {
        notes.push("Personal data are kept apart: no answer to these questions is in the study’s store.".to_owned());
    }
    notes
}

/// What one answers with.
fn answer(item: &QuestionnaireItem) -> String {
    let options = listed(&item.options);
    match item.kind {
        QuestionType::Open if item.parts.is_empty() => "In words.".to_owned(),
        QuestionType::Open => "In words, a line each.".to_owned(),
        QuestionType::Single if is_yes_or_no(&item.options) => "Yes or no.".to_owned(),
        QuestionType::Single if options.is_empty() => "One answer.".to_owned(),
        QuestionType::Single => format!("One of: {options}"),
        QuestionType::Multiple if options.is_empty() => "All that apply.".to_owned(),
        QuestionType::Multiple => format!("All that apply of: {options}"),
        QuestionType::Scale => {
            let ends = item.scale.map(|(low, high)| format!(" from {low} to {high}")).unwrap_or_default();
            let points = if options.is_empty() { String::new() } else { format!(": {}", points(item)) };
            let each = if item.parts.is_empty() { "" } else { ", each line" };
            format!("Rating{ends}{each}{}", if points.is_empty() { ".".to_owned() } else { points })
        }
        QuestionType::Rank if item.parts.is_empty() => "A place in an order.".to_owned(),
        QuestionType::Rank => {
            let options: Vec<String> = item.parts.iter().map(|(_, wording)| wording.clone()).collect();
            format!("Put in order: {}", listed(&options))
        }
        QuestionType::Number => "A number.".to_owned(),
        QuestionType::Date => "A date.".to_owned(),
        QuestionType::Consent if options.is_empty() => "Consent.".to_owned(),
        QuestionType::Consent => format!("Consent: {options}"),
        QuestionType::Personal => "In words. Personal data, kept apart from the answers.".to_owned(),
        QuestionType::Meta => String::new(),
    }
}

/// "(1) Manager (2) Practitioner"
fn listed(options: &[String]) -> String {
    let numbered = options.iter().zip(1..).map(|(option, number)| format!("({number}) {option}"));
    numbered.collect::<Vec<_>>().join(" ")
}

/// "1 never, 2 sometimes, 3 always": every point by its name.
fn points(item: &QuestionnaireItem) -> String {
    let low = item.scale.map_or(1, |(low, _)| low);
    let named = item.options.iter().zip(low..).map(|(name, point)| format!("{point} {name}"));
    named.collect::<Vec<_>>().join(", ")
}

fn is_yes_or_no(options: &[String]) -> bool {
    let lower: Vec<String> = options.iter().map(|option| option.trim().to_lowercase()).collect();
    lower == ["yes", "no"]
}

/// "those who answered “Yes” to Q11"
fn shown_to(condition: &Condition) -> String {
    let quoted = |answers: &[String]| {
        let quoted: Vec<String> = answers.iter().map(|answer| format!("“{answer}”")).collect();
        quoted.join(" or ")
    };
    let question = &condition.question;
    let mut parts = Vec::new();
    if !condition.is.is_empty() {
        parts.push(format!("answered {} to {question}", quoted(&condition.is)));
    }
    if !condition.is_not.is_empty() {
        parts.push(format!("did not answer {} to {question}", quoted(&condition.is_not)));
    }
    if let Some(limit) = condition.below {
        parts.push(format!("gave less than {limit} to {question}"));
    }
    if let Some(limit) = condition.above {
        parts.push(format!("gave more than {limit} to {question}"));
    }
    format!("those who {}", parts.join(" and "))
}
