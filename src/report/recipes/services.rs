//! `services`: what desk research says of each service, a row each.

use super::super::recipe_table::Raw;
use super::desk::Listed;
use super::groups::capitalised;
use super::{Built, Chosen, Kitchen, RecipeError};
use crate::report::{Block, Cell, Column, Exposure, Missing, Row, RowKind, Table};

/// The choices of a table of services.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Services {
    /// The attributes that are columns; all but the one that groups, if none are named.
    pub columns: Vec<String>,
    /// Column titles.
    pub labels: Vec<String>,
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// Print the names of the services, which are public.
    pub names: bool,
}

impl Chosen for Services {
    const KEYS: &'static [&'static str] = &["columns", "labels", "group_by", "attribute", "values", "names"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            columns: raw.columns.clone().unwrap_or_default(),
            labels: raw.labels(),
            group_by: raw.group_by(),
            values: raw.values(),
            names: raw.names.unwrap_or_default(),
        })
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Services, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let group_by = choices.group_by.as_deref().map(|name| kitchen.desk_attribute(name)).transpose()?;
    let attributes: Vec<&str> = if choices.columns.is_empty() {
        kitchen.desk_attributes().into_iter().filter(|name| Some(*name) != group_by).collect()
    } else {
        choices.columns.iter().map(|name| kitchen.desk_attribute(name)).collect::<Result<_, _>>()?
    };
    let titles = titles(choices, kitchen, &attributes)?;
    let services = kitchen.desk(choices.names);
    let mut rows = Vec::new();
    match group_by {
        None => rows.extend(services.iter().map(|listed| line(listed, &attributes))),
        Some(group_by) => {
            for value in kitchen.desk_values(group_by, &choices.values) {
                let of_group = || services.iter().filter(|listed| listed.is(group_by, &value));
                let mut cells = vec![Cell::text(format!("{} ({})", capitalised(&value), of_group().count()))];
                cells.resize(attributes.len() + 1, Cell::Empty);
                rows.push(Row { kind: RowKind::Group, cells, ..Row::default() });
                rows.extend(of_group().map(|listed| line(listed, &attributes)));
            }
        }
    }
    let mut notes = kitchen.desk_notes(choices.names);
    notes.extend(group_by.and_then(|group_by| kitchen.desk_overlap(group_by)));
    notes.extend(kitchen.own_note());
    let columns = ["Service".to_owned()].into_iter().chain(titles);
    let table = Table {
        caption: String::new(),
        columns: columns.map(|title| Column { title, ..Column::default() }).collect(),
        rows,
        notes,
        exposure: Exposure::Open,
        ..Table::default()
    };
    Ok(("Services".to_owned(), vec![Block::Table(table)]))
}

fn titles(choices: &Services, kitchen: &Kitchen<'_>, attributes: &[&str]) -> Result<Vec<String>, RecipeError> {
    if choices.labels.is_empty() {
        return Ok(attributes.iter().map(|name| capitalised(name)).collect());
    }
    if choices.labels.len() != attributes.len() {
        let recipe = kitchen.recipe().name.clone();
        return Err(RecipeError::Labels { recipe, labels: choices.labels.len(), columns: attributes.len() });
    }
    Ok(choices.labels.clone())
}

fn line(listed: &Listed<'_>, attributes: &[&str]) -> Row {
    let value = |name: &&str| {
        let values: Vec<&str> = listed.service.values(name).collect();
        if values.is_empty() { Cell::Missing(Missing::Blank) } else { Cell::text(values.join("; ")) }
    };
    let cells = [Cell::text(&listed.label)].into_iter().chain(attributes.iter().map(value)).collect();
    Row { cells, ..Row::default() }
}
