//! `scale`: means of a block of rating items by group.

use super::super::recipe_table::Raw;
use super::frequencies::numeric;
use super::groups::{Group, capitalised};
use super::notes::{counted, joined};
use super::{Built, Chosen, Codebook, Kitchen, RecipeError};
use crate::analysis::{ItemSummary, Needs, ScaleGroup, ScaleSummary, scale};
use crate::model::QuestionType;
use crate::report::{Block, Cell, Column, Exposure, Missing, Row, RowKind, Table};

/// The choices of a table of means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The items, or the name of their block.
    pub questions: Vec<String>,
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// Column titles, one an item; its wording where there are none.
    pub labels: Vec<String>,
}

impl Chosen for Scale {
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
        needs.questions.extend(self.questions.iter().cloned());
        needs.attributes.extend(self.group_by.clone());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Scale, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let attribute = kitchen.optional_attribute(choices.group_by.as_deref())?;
    let items = kitchen.questions(&choices.questions)?;
    let is_rated = |kind| matches!(kind, QuestionType::Scale | QuestionType::Number | QuestionType::Rank);
    if let Some(other) = items.iter().map(|&item| kitchen.question(item)).find(|question| !is_rated(question.kind)) {
        return Err(RecipeError::WrongQuestion {
            recipe: kitchen.recipe().name.clone(),
            question: other.code.clone(),
            found: other.kind.word(),
            wanted: "a scale, rank or number",
        });
    }
    let stem = common_stem(kitchen, &items);
    let titles = kitchen.titles(&choices.labels, &items, |_, question| {
        let wording = question.wording.trim();
        stem.and_then(|stem| wording.strip_prefix(stem))
            .map_or(wording, |rest| rest.trim_start_matches(BREAKS))
            .to_owned()
    })?;
    let summary = scale(kitchen.columns, &items, attribute);
    let groups = kitchen.groups(attribute, &choices.values);
    let (answering, silent): (Vec<&Group>, Vec<&Group>) =
        groups.iter().partition(|group| summary.groups[group.index].respondents > 0);

    let mut rows: Vec<Row> = Vec::new();
    if attribute.is_some() {
        rows.extend(answering.iter().map(|group| Row {
            group_size: Some(group.size),
            ..line(RowKind::Body, &group.name, &summary.groups[group.index])
        }));
    }
    rows.push(line(RowKind::Total, "Total", &summary.total));
    let head = attribute.map(|attribute| capitalised(&attribute.name)).unwrap_or_default();
    let mut columns = vec![Column { title: head, ..Column::default() }];
    columns.extend(titles.iter().map(|title| Column { group: stem.map(str::to_owned), ..numeric(title) }));
    let mut notes = notes_of(kitchen, &items, &titles, &summary);
    let silent: Vec<String> =
        silent.iter().filter(|group| group.size > 0 && attribute.is_some()).map(|group| group.name.clone()).collect();
    if !silent.is_empty() {
        notes.push(format!("No answers from: {}.", joined(&silent)));
    }
    notes.extend(kitchen.own_note());
    let table =
        Table { caption: String::new(), columns, rows, notes, exposure: Exposure::Additive, ..Table::default() };
    let title = attribute.map_or_else(|| "Ratings".to_owned(), |attribute| format!("Ratings by {}", attribute.name));
    Ok((title, vec![Block::Table(table)]))
}

/// "Direct child protection (3)" and its means.
fn line(kind: RowKind, name: &str, group: &ScaleGroup) -> Row {
    let mut cells = vec![Cell::text(format!("{name} ({})", group.respondents))];
    cells.extend(group.items.iter().map(|item| cell(item, group.respondents)));
    Row { kind, cells, ..Row::default() }
}

fn cell(item: &ItemSummary, respondents: u64) -> Cell {
    match item {
        ItemSummary { n: 0, blank: 0, not_applicable, .. } if *not_applicable > 0 => {
            Cell::Missing(Missing::NotApplicable)
        }
        ItemSummary { n: 0, blank: 0, .. } => Cell::Missing(Missing::NotAsked),
        ItemSummary { n: 0, .. } => Cell::Missing(Missing::Blank),
        item => Cell::Mean { sum: item.sum, n: item.n, cases: respondents },
    }
}

fn notes_of(kitchen: &Kitchen<'_>, items: &[usize], titles: &[String], summary: &ScaleSummary) -> Vec<String> {
    let ends: Vec<(i32, i32)> = items.iter().filter_map(|&item| kitchen.question(item).scale).collect();
    let scale = match ends.as_slice() {
        [(low, high), rest @ ..] if rest.iter().all(|other| other == &(*low, *high)) => {
            format!(" Scale: {low} to {high}.")
        }
        _ => String::new(),
    };
    let mut notes = vec![
        format!(
            "Unit: cases. Means over those who answered the item, to one decimal, half up.{scale} In brackets: how many \
             answered at least one item. The total is over respondents, not over groups."
        ),
        base(kitchen, summary),
    ];
    let gaps = |of: fn(&ItemSummary) -> u64| -> Vec<String> {
        let found = summary.total.items.iter().zip(titles).filter(|(item, _)| of(item) > 0);
        found.map(|(item, title)| format!("{title} {}", of(item))).collect()
    };
    let (blank, not_asked) = (gaps(|item| item.blank), gaps(|item| item.not_asked));
    if !blank.is_empty() {
        notes.push(format!("Left blank by respondents: {}.", joined(&blank)));
    }
    if !not_asked.is_empty() {
        notes.push(format!("Not asked of respondents: {}.", joined(&not_asked)));
    }
    notes
}

fn base(kitchen: &Kitchen<'_>, summary: &ScaleSummary) -> String {
    let kept = u64::from(kitchen.columns.case_count());
    let mut parts = vec![format!("answered {}", summary.total.respondents)];
    parts.push(format!("left the whole block blank {}", summary.all_blank));
    parts.push(format!("not asked {}", kept - summary.asked));
    if summary.unreadable > 0 {
        parts.push(format!("no whole number, so left out {}", summary.unreadable));
    }
    format!("Base: {} kept: {}.", counted(kept, "case", "cases"), parts.join(", "))
}

/// What stands between the shared words of a block and an item's own.
const BREAKS: [char; 4] = [' ', '-', '–', ':'];

/// The words that begin every item of a block, up to " - ", as survey tools write them.
fn common_stem<'a>(kitchen: &Kitchen<'a>, items: &[usize]) -> Option<&'a str> {
    let [first, rest @ ..] = items else { return None };
    let wording = kitchen.question(*first).wording.trim();
    let (stem, _) = wording.rsplit_once(" - ")?;
    let shares = |&item: &usize| {
        let other = kitchen.question(item).wording.trim();
        other.strip_prefix(stem).is_some_and(|rest| rest.starts_with(" - "))
    };
    (!rest.is_empty() && rest.iter().all(shares)).then_some(stem)
}
