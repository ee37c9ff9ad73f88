//! `grid`: services by two of their attributes, the cells saying how many they are and who: prevention level × activity ×
//! provider.

use super::super::recipe_table::Raw;
use super::desk::Listed;
use super::frequencies::numeric;
use super::groups::capitalised;
use super::{Built, Chosen, Kitchen, RecipeError};
use crate::report::{Block, Cell, Column, Exposure, Row, RowKind, Table};

/// The choices of a grid of services.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The attribute whose values are rows.
    pub rows: String,
    /// The attribute whose values stand over groups of rows.
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// The attribute whose values are columns; one column of all services where there is none.
    pub across: Option<String>,
    /// Print the names of the services, which are public; else only how many they are.
    pub names: bool,
}

impl Chosen for Grid {
    const KEYS: &'static [&'static str] = &["rows", "group_by", "attribute", "values", "across", "names"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            rows: raw.rows.clone().ok_or("`grid` needs `rows`")?,
            group_by: raw.group_by(),
            values: raw.values(),
            across: raw.across.clone(),
            names: raw.names.unwrap_or_default(),
        })
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Grid, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let down = kitchen.desk_attribute(&choices.rows)?;
    let optional = |name: &Option<String>| name.as_deref().map(|name| kitchen.desk_attribute(name)).transpose();
    let (over, across) = (optional(&choices.group_by)?, optional(&choices.across)?);
    let services = kitchen.desk(choices.names);
    let all: Vec<&Listed<'_>> = services.iter().collect();
    let columns: Vec<(String, Vec<&Listed<'_>>)> = match across {
        None => vec![("Services".to_owned(), all.clone())],
        Some(across) => {
            let of = |value: String| (capitalised(&value), having(&all, across, &value));
            kitchen.desk_values(across, &[]).into_iter().map(of).collect()
        }
    };
    let values = kitchen.desk_values(down, &[]);
    let lines = |within: &[&Listed<'_>]| -> Vec<Row> {
        let rows = values.iter().map(|value| (value, having(within, down, value)));
        rows.filter(|(_, here)| !here.is_empty()).map(|(value, here)| line(value, &here, &columns, choices)).collect()
    };
    let shown = shown_columns(&columns, down, choices);
    let mut rows = Vec::new();
    match over {
        None => rows = lines(&all),
        Some(over) => {
            for value in kitchen.desk_values(over, &choices.values) {
                let here = having(&all, over, &value);
                let mut cells = vec![Cell::text(format!("{} ({})", capitalised(&value), here.len()))];
                cells.resize(shown.len(), Cell::Empty);
                rows.push(Row { kind: RowKind::Group, cells, ..Row::default() });
                rows.extend(lines(&here));
            }
        }
    }
    let mut notes = kitchen.desk_notes(choices.names);
    if !choices.names {
        notes.pop();
    }
    let attributes = [over, Some(down), across];
    notes.extend(attributes.into_iter().flatten().filter_map(|attribute| kitchen.desk_overlap(attribute)));
    notes.extend(kitchen.own_note());
    let table =
        Table { caption: String::new(), columns: shown, rows, notes, exposure: Exposure::Open, ..Table::default() };
    let title = match over {
        Some(over) => format!("Services by {over} and {down}"),
        None => format!("Services by {down}"),
    };
    Ok((title, vec![Block::Table(table)]))
}

fn having<'l>(services: &[&'l Listed<'l>], attribute: &str, value: &str) -> Vec<&'l Listed<'l>> {
    services.iter().copied().filter(|listed| listed.is(attribute, value)).collect()
}

/// The rows' own, and for each column how many, with who they are.
fn shown_columns(columns: &[(String, Vec<&Listed<'_>>)], down: &str, choices: &Grid) -> Vec<Column> {
    let mut shown = vec![Column { title: capitalised(down), ..Column::default() }];
    for (title, services) in columns {
        let title = format!("{title} ({})", services.len());
        if choices.names {
            let of_group = |column: Column| Column { group: Some(title.clone()), ..column };
            shown.push(of_group(numeric("n")));
            shown.push(of_group(Column { title: "Providers".to_owned(), ..Column::default() }));
        } else {
            shown.push(numeric(&title));
        }
    }
    shown
}

fn line(value: &str, here: &[&Listed<'_>], columns: &[(String, Vec<&Listed<'_>>)], choices: &Grid) -> Row {
    let mut cells = vec![Cell::text(capitalised(value))];
    for (_, column) in columns {
        let both: Vec<&str> = here
            .iter()
            .filter(|listed| column.iter().any(|other| std::ptr::eq(other.service, listed.service)))
            .map(|listed| listed.label.as_str())
            .collect();
        // How many organisations do something is about no one in particular.
        cells.push(Cell::Number { value: f64::from(u32::try_from(both.len()).unwrap_or(u32::MAX)), decimals: 0 });
        if choices.names {
            cells.push(Cell::Text(both.join("; ")));
        }
    }
    Row { cells, ..Row::default() }
}
