//! `priorities`: each respondent's ordered answers, by group.

use super::super::recipe_table::Raw;
use super::groups::capitalised;
use super::notes::{counted, marks};
use super::{Built, Chosen, Codebook, Kitchen, RecipeError};
use crate::analysis::{Needs, Priority, priorities};
use crate::report::{Block, Cell, Column, Missing, Row, RowKind, Table, Words};

/// The choices of a table of priorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priorities {
    /// First, second, third …
    pub questions: Vec<String>,
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// Column titles; "Priority 1" … where there are none.
    pub labels: Vec<String>,
}

impl Chosen for Priorities {
    const KEYS: &'static [&'static str] = &["question", "questions", "group_by", "attribute", "values", "labels"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            questions: raw.needed_questions()?,
            group_by: raw.group_by(),
            values: raw.values(),
            labels: raw.labels(),
        })
    }

    fn needs(&self, _: &Codebook, needs: &mut Needs) {
        needs.segments = true;
        needs.questions.extend(self.questions.iter().cloned());
        needs.attributes.extend(self.group_by.clone());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Priorities, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let attribute = kitchen.optional_attribute(choices.group_by.as_deref())?;
    let questions = kitchen.questions(&choices.questions)?;
    let titles = kitchen.titles(&choices.labels, &questions, |at, _| format!("Priority {}", at + 1))?;
    let given = priorities(kitchen.columns, &questions, attribute, kitchen.material.contents)
        .map_err(|error| kitchen.words_missing(error))?;

    let says_so = given.iter().flat_map(|group| &group.rows).flatten().any(|cell| *cell == Priority::NotApplicable);
    let mut rows = Vec::new();
    let (mut total, mut unquoted) = (0, 0);
    for group in kitchen.groups(attribute, &choices.values) {
        let found = &given[group.index];
        if found.respondents == 0 {
            continue;
        }
        total += found.respondents;
        unquoted += found.respondents - found.rows.len() as u64;
        if attribute.is_some() {
            let mut cells = vec![Cell::Empty; titles.len()];
            cells[0] = Cell::text(group.title(found.respondents));
            rows.push(Row { kind: RowKind::Group, group_size: Some(group.size), cells, ..Row::default() });
        }
        rows.extend(found.rows.iter().map(|row| Row {
            group_size: Some(group.size),
            cells: row.iter().map(|priority| cell(priority, says_so)).collect(),
            ..Row::default()
        }));
    }
    let marked = if says_so { "" } else { " N/A: no further priority given." };
    let mut notes = vec![format!(
        "One row a respondent, by group, with the number of respondents in brackets. Unit: cases. Base: {} with at least \
         one priority, of {} kept.{marked}",
        counted(total, "case", "cases"),
        kitchen.columns.case_count()
    )];
    notes.extend(kitchen.unanswered(kitchen.columns.standing(&questions), "No priority at all"));
    notes.extend(says_so.then(|| marks(&rows)).flatten());
    if unquoted > 0 {
        notes.push(format!("Left out: the words of {} without consent to be quoted.", kitchen.cases(unquoted)));
    }
    notes.extend(kitchen.own_note());
    let columns = titles.into_iter().map(|title| Column { title, ..Column::default() }).collect();
    let lists = kitchen.listing(&questions, attribute);
    let table = Table { columns, rows, notes, lists, ..Table::default() };
    let title = attribute
        .map_or_else(|| "Priorities".to_owned(), |attribute| capitalised(&format!("priorities by {}", attribute.name)));
    Ok((title, vec![Block::Table(table)]))
}

/// A blank is printed as N/A, as appendices have it, unless somebody said just that.
fn cell(priority: &Priority, says_so: bool) -> Cell {
    match priority {
        Priority::Given(text, place) => {
            Cell::Words(vec![Words { text: text.clone(), place: *place, count: 1, trim: None }])
        }
        Priority::Blank if says_so => Cell::Missing(Missing::Blank),
        Priority::Blank | Priority::NotApplicable => Cell::Missing(Missing::NotApplicable),
        Priority::NotAsked => Cell::Missing(Missing::NotAsked),
    }
}
