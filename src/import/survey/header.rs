//! A survey's header rows.

use super::plan::Dialect;
use crate::import::ImportError;
use crate::import::tables::{Record, Table};
use crate::text::normalise;

/// One column as the header has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderColumn {
    pub(super) name: String,
    /// What respondents read; the name again where the file does not say.
    pub(super) wording: String,
}

/// Reads the header and leaves the reader before the first row of data, of which there has to be one.
pub(super) fn read_header(table: &mut Table, dialect: Dialect) -> Result<Vec<HeaderColumn>, ImportError> {
    let mut names = Record::default();
    if !table.read(&mut names)? {
        return Err(table.unusable("there is nothing in it; export the survey again"));
    }
    table.expect_width(names.len());
    let mut wordings = Record::default();
    if dialect == Dialect::Qualtrics {
        let mut third = Record::default();
        if table.read(&mut wordings)? {
            // Exports from before 2016 have no row of import ids.
            if table.read(&mut third)? && !is_import_ids(&third) {
                table.give_back(third);
            }
        }
    }
    let columns = columns_of(&names, &wordings);
    check_names(table, &columns, names.number)?;
    let mut first = Record::default();
    if !table.read(&mut first)? {
        let message = "there is a header but no row of answers; export the survey with its responses";
        return Err(table.unusable(message));
    }
    table.give_back(first);
    Ok(columns)
}

/// Whether this is Qualtrics' third header row.
pub(super) fn is_import_ids(record: &Record) -> bool {
    record.fields().any(|field| field.contains("ImportId"))
        && record.fields().all(|field| field.is_empty() || field.starts_with('{'))
}

/// Columns by their names and wordings. A column without a name goes by its number: `column 12`.
pub(super) fn columns_of(names: &Record, wordings: &Record) -> Vec<HeaderColumn> {
    let tidy = |field: &str| normalise(field.trim()).split_whitespace().collect::<Vec<_>>().join(" ");
    let column = |(index, field): (usize, &str)| {
        let name = match tidy(field) {
            name if name.is_empty() => format!("column {}", index + 1),
            name => name,
        };
        let wording =
            Some(tidy(wordings.field(index))).filter(|wording| !wording.is_empty()).unwrap_or_else(|| name.clone());
        HeaderColumn { name, wording }
    };
    names.fields().enumerate().map(column).collect()
}

fn check_names(table: &Table, columns: &[HeaderColumn], number: u64) -> Result<(), ImportError> {
    let mut sorted: Vec<(usize, &str)> = columns.iter().map(|column| column.name.as_str()).enumerate().collect();
    sorted.sort_by_key(|&(index, name)| (name, index));
    let repeated = sorted.windows(2).filter(|pair| pair[0].1 == pair[1].1).min_by_key(|pair| pair[1].0);
    let Some(pair) = repeated else { return Ok(()) };
    let message =
        format!("columns {} and {} are both called \"{}\"; rename one", pair[0].0 + 1, pair[1].0 + 1, pair[1].1);
    Err(table.damaged(number, message))
}

/// The name that is most like `wanted`, if any is much like it: at most a third of its letters differ.
pub(super) fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wanted_folded: Vec<char> = wanted.to_lowercase().chars().take(200).collect();
    let distances = names.map(|name| (distance(&wanted_folded, name), name));
    distances
        .min_by_key(|&(distance, _)| distance)
        .filter(|&(distance, _)| distance * 3 <= wanted_folded.len().max(3))
        .map(|(_, name)| name)
}

/// Levenshtein's distance, without regard to case.
fn distance(wanted: &[char], name: &str) -> usize {
    let name: Vec<char> = name.to_lowercase().chars().take(200).collect();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (index, letter) in wanted.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (at, other) in name.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[name.len()]
}
