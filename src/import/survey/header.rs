//! A survey's header rows.

use super::headings::{self, HeaderColumn};
use super::plan::Dialect;
use crate::import::tables::{Counted, Record, Table};
use crate::import::{ImportError, Warning};

/// A survey's columns, and what was odd about how they are named.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) columns: Vec<HeaderColumn>,
    pub(super) warnings: Vec<Warning>,
}

/// So many columns are named in a sentence about them.
const NAMED_COLUMNS: usize = 5;

/// Reads the header and leaves the reader before the first row of data, of which there has to be one.
pub(super) fn read_header(table: &mut Table, dialect: Dialect) -> Result<Header, ImportError> {
    let mut names = Record::default();
    if !table.read(&mut names)? {
        return Err(table.unusable("there is nothing in it; export the survey again"));
    }
    table.expect_width(names.len());
    let second = match dialect {
        Dialect::Qualtrics => {
            let second = next(table)?;
            // Exports from before 2016 have no row of import ids.
            give_back_unless(table, is_import_ids)?;
            second
        }
        Dialect::SurveyMonkey => match next(table)? {
            Some(second) if headings::is_second_row(&names, &second) => Some(second),
            Some(data) => {
                table.give_back(data);
                None
            }
            None => None,
        },
        _ => None,
    };
    let mut columns = headings::columns_of(dialect, &names, second.as_ref());
    for (column, hint) in columns.iter_mut().zip(table.hints()) {
        if let Some(wording) = &hint.wording {
            column.wording.clone_from(wording);
        }
        column.hint.clone_from(hint);
    }
    let mut warnings = Vec::new();
    let line_number = (table.counted() == Counted::Lines).then_some(names.number);
    warn_of_names(&mut columns, line_number, &mut warnings);
    let Some(first) = next(table)? else {
        let message = "there is a header but no row of answers; export the survey with its responses";
        return Err(table.unusable(message));
    };
    table.give_back(first);
    Ok(Header { columns, warnings })
}

fn next(table: &mut Table) -> Result<Option<Record>, ImportError> {
    let mut record = Record::default();
    Ok(table.read(&mut record)?.then_some(record))
}

fn give_back_unless(table: &mut Table, is_header: impl Fn(&Record) -> bool) -> Result<(), ImportError> {
    if let Some(record) = next(table)?.filter(|record| !is_header(record)) {
        table.give_back(record);
    }
    Ok(())
}

/// Whether this is Qualtrics' third header row.
pub(super) fn is_import_ids(record: &Record) -> bool {
    record.fields().any(|field| field.contains("ImportId"))
        && record.fields().all(|field| field.is_empty() || field.starts_with('{'))
}

/// Tells columns of one name apart, and says what about the names may want a look.
fn warn_of_names(columns: &mut [HeaderColumn], line_number: Option<u64>, warnings: &mut Vec<Warning>) {
    let mut warn = |message: String| {
        warnings.push(Warning { message, line_number, column_number: None });
    };
    let renamed = headings::tell_apart(columns);
    if !renamed.is_empty() {
        let told: Vec<String> = renamed.iter().map(|(_, own)| format!("\"{own}\"")).collect();
        warn(format!("some columns have the same name; the later ones are called {}", listed(&told)));
    }
    let cut = columns.iter().filter(|column| column.cell.ends_with("..") && !column.cell.ends_with("...")).count();
    if cut >= 3 {
        warn(format!("{cut} headings are cut short; export the survey with full headings to have the wordings"));
    }
    let named = columns.iter().filter(|column| !column.cell.is_empty()).count();
    if columns.len() >= 5 && named <= 1 {
        let count = columns.len();
        warn(format!("{named} of {count} columns has a name: is this a summary? Export the single responses instead"));
    }
}

/// Some names in a sentence: all of them, or the first few and how many more.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [named @ .., last] if named.len() < NAMED_COLUMNS => format!("{} and {last}", named.join(", ")),
        all => {
            let (named, others) = all.split_at(NAMED_COLUMNS);
            format!("{} and {} more", named.join(", "), others.len())
        }
    }
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
