//! `crosstab`: themes or codes by an attribute, in cases and in % of each group's cases.

use super::super::recipe_table::Raw;
use super::about::{CASES, about_value};
use super::frequencies::numeric;
use super::groups::{Group, capitalised};
use super::{Built, Chosen, Kitchen, RecipeError, notes};
use crate::analysis::{Attribute, Base, Crosstab as Counted, Needs, crosstab};
use crate::model::Codebook;
use crate::report::{About, Block, By, Cell, Column, Exposure, Row, Show, Table};

/// The choices of a crosstab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crosstab {
    pub by: By,
    pub attribute: String,
    /// The order of the attribute's values.
    pub values: Vec<String>,
    pub base: Base,
    pub show: Show,
    /// Only answers to these.
    pub questions: Vec<String>,
}

impl Chosen for Crosstab {
    const KEYS: &'static [&'static str] =
        &["attribute", "group_by", "values", "by", "base", "show", "question", "questions", "scope", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            by: raw.by.unwrap_or(By::Themes),
            attribute: raw.group_by().ok_or("`crosstab` needs `attribute`")?,
            values: raw.values(),
            base: raw.base.unwrap_or_default(),
            show: Show::read(raw)?,
            questions: raw.questions(),
        })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
        needs.attributes.push(self.attribute.clone());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Crosstab, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let columns = kitchen.columns;
    let attribute = kitchen.attribute(&choices.attribute)?;
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let rows = kitchen.rows(choices.by);
    let codes: Vec<Vec<usize>> = rows.iter().map(|row| row.codes.clone()).collect();
    let counted = crosstab(columns, &codes, attribute, &selection, choices.base);
    let groups: Vec<Group> = kitchen
        .groups(Some(attribute), &choices.values)
        .into_iter()
        .filter(|group| counted.group_sizes[group.index] > 0)
        .collect();

    let head = if choices.by == By::Codes { "Code" } else { "Theme" };
    let lines = rows.iter().enumerate().map(|(at, row)| {
        let mut cells = vec![Cell::text(&row.name)];
        cells.extend(line(&counted, at, &groups, choices.show));
        Row { depth: row.depth, about: row.about(), part_of: kitchen.wholes_of(row), cells, ..Row::default() }
    });
    let percentages = if choices.show == Show::Counts { "Base" } else { "Percentages are of the group's cases; base" };
    let mut table_notes = vec![format!(
        "Unit: cases, counted once a row. {percentages}: {}, in brackets for each group.",
        notes::base(choices.base, counted.total_size)
    )];
    table_notes.extend(kitchen.coding_notes());
    let sizes = kitchen.about_base(choices.base, &questions);
    let table = Table {
        columns: heads(head, &counted, &groups, attribute, choices.show),
        rows: lines.collect(),
        notes: table_notes,
        exposure: Exposure::Additive,
        about: Some(kitchen.about(&questions).and(About::UNIT, CASES)),
        stated: vec![(sizes.clone(), counted.total_size)],
        sizes: Some(sizes),
        ..Table::default()
    };
    let title = format!("{}s by {}", head, attribute.name);
    Ok((capitalised(&title), vec![Block::Table(table)]))
}

fn heads(head: &str, counted: &Counted, groups: &[Group], attribute: &Attribute, show: Show) -> Vec<Column> {
    let mut columns = vec![Column { title: head.to_owned(), ..Column::default() }];
    let mut add = |title: String, group_size: Option<u64>, about: About| {
        let total = group_size.is_none();
        match show {
            Show::Counts | Show::Percent => columns.push(Column { total, group_size, about, ..numeric(&title) }),
            Show::Both => {
                let of_group = |part| Column {
                    total,
                    group_size,
                    group: Some(title.clone()),
                    about: about.clone(),
                    ..numeric(part)
                };
                columns.extend(["Cases", "%"].map(of_group));
            }
        }
    };
    for group in groups {
        let size = counted.group_sizes[group.index];
        add(group.title(size), Some(size), about_value(attribute, group.index));
    }
    add(format!("All ({})", counted.total_size), None, About::default());
    columns
}

fn line(counted: &Counted, row: usize, groups: &[Group], show: Show) -> Vec<Cell> {
    let of_groups = groups.iter().map(|group| (counted.counts[row][group.index], counted.group_sizes[group.index]));
    of_groups
        .chain([(counted.totals[row], counted.total_size)])
        .flat_map(|(cases, base)| {
            let count = Cell::Count { value: cases, cases };
            let share = Cell::Share { part: cases, base, cases };
            match show {
                Show::Counts => vec![count],
                Show::Percent => vec![share],
                Show::Both => vec![count, share],
            }
        })
        .collect()
}
