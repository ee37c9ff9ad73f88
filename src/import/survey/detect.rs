//! A plan proposed from the beginning of a file.

use std::path::Path;

use super::blocks;
use super::column_kind::{Kind, kind_of};
use super::header::{self, HeaderColumn, read_header};
use super::known_columns as known;
use super::plan::{ColumnPlan, ColumnRole, Dialect, Exclusion, Layout, SurveyPlan};
use crate::import::ImportError;
use crate::import::tables::{self, Record, Table, TableFile, TableOptions};
use crate::model::Condition;

/// How much of the file is looked at, in bytes and rows.
const SAMPLE_BYTES: usize = 1 << 20;
const SAMPLE_ROWS: usize = 2000;

/// Answers that mean "I agree".
const AGREED: &[&str] = &["yes", "i agree", "agree", "i consent", "consent", "1", "true", "ja", "oui"];

impl SurveyPlan {
    /// Proposes a plan by the beginning of the file at `path`, which `input` reads. Columns are known by their names
    /// first and by what stands in the first rows after that. A proposal is there to be looked at.
    pub fn detect(path: &Path, input: impl TableFile) -> Result<Self, ImportError> {
        let mut table = tables::open(path, input, TableOptions::default())?;
        let dialect = dialect_of(&mut table)?;
        let columns = read_header(&mut table, dialect)?;
        let rows = sample_rows(&mut table)?;
        let mut plan = Self {
            dialect,
            delimiter: table.delimiter(),
            encoding: Some(table.encoding().to_owned()),
            sheet: table.sheet().map(str::to_owned),
            respondent: None,
            layout: Layout::Wide,
            columns: Vec::new(),
            exclusions: Vec::new(),
        };
        plan.propose(&columns, &rows);
        Ok(plan)
    }

    fn propose(&mut self, columns: &[HeaderColumn], rows: &[Record]) {
        let id = (0..columns.len())
            .filter_map(|index| Some((id_rank(&columns[index])?, index)))
            .min()
            .map(|(_, index)| index);
        let id = id.filter(|&index| rows.iter().all(|row| !row.field(index).trim().is_empty()));
        if let Some(index) = id {
            self.respondent = Some(columns[index].name.clone());
            self.layout = if has_repeats(rows, index) { Layout::Long } else { Layout::Wide };
        }
        for (index, column) in columns.iter().enumerate() {
            let cells: Vec<&str> =
                rows.iter().map(|row| row.field(index).trim()).filter(|cell| !cell.is_empty()).collect();
            let planned = if Some(index) == id {
                ColumnPlan::new(&column.name, ColumnRole::Id)
            } else {
                by_name(column).unwrap_or_else(|| by_content(column, &cells, rows.len()))
            };
            self.columns.push(planned);
        }
        blocks::unite(&mut self.columns);
        self.exclusions = exclusions(&self.columns, rows, columns);
    }
}

fn dialect_of(table: &mut Table) -> Result<Dialect, ImportError> {
    let mut rows = [Record::default(), Record::default(), Record::default()];
    let mut count = 0;
    while count < rows.len() && table.read(&mut rows[count])? {
        count += 1;
    }
    let is_qualtrics = header::is_import_ids(&rows[2])
        // A second header row repeats the tool's own names (with spaces), or brings them where the first has V1, V2 …
        || known::qualtrics_count(rows[1].fields()) >= 3;
    rows.into_iter().take(count).rev().for_each(|row| table.give_back(row));
    Ok(if is_qualtrics { Dialect::Qualtrics } else { Dialect::Plain })
}

/// The first rows of data.
fn sample_rows(table: &mut Table) -> Result<Vec<Record>, ImportError> {
    let (mut rows, mut byte_count) = (Vec::new(), 0);
    let mut record = Record::default();
    while rows.len() < SAMPLE_ROWS && byte_count < SAMPLE_BYTES && table.read(&mut record)? {
        byte_count += record.byte_count();
        rows.push(record.clone());
    }
    Ok(rows)
}

fn id_rank(column: &HeaderColumn) -> Option<usize> {
    known::id_rank(&column.name).or_else(|| known::id_rank(&column.wording))
}

fn has_repeats(rows: &[Record], index: usize) -> bool {
    let mut ids: Vec<&str> = rows.iter().map(|row| row.field(index).trim()).collect();
    ids.sort_unstable();
    ids.windows(2).any(|pair| pair[0] == pair[1])
}

/// A column that its name or wording tells.
fn by_name(column: &HeaderColumn) -> Option<ColumnPlan> {
    let names = [column.name.as_str(), column.wording.as_str()];
    let role = if names.iter().any(|name| known::is_personal(name)) || known::asks_for_person(&column.wording) {
        ColumnRole::Personal
    } else if names.iter().any(|name| known::is_meta(name)) {
        ColumnRole::Meta
    } else {
        return None;
    };
    Some(ColumnPlan::new(&column.name, role))
}

fn by_content(column: &HeaderColumn, cells: &[&str], row_count: usize) -> ColumnPlan {
    let mut planned = ColumnPlan::new(&column.name, ColumnRole::Open);
    if column.wording != column.name {
        planned.wording = Some(column.wording.clone());
    }
    let lower = format!("{} {}", column.name, column.wording).to_lowercase();
    match kind_of(cells) {
        // A question that no one answered yet is a question; a column without name and content is nothing.
        Kind::Blank if column.name.starts_with("column ") && column.wording == column.name => {
            planned.role = ColumnRole::Ignore;
        }
        Kind::Blank | Kind::Open => {}
        Kind::Date => planned.role = ColumnRole::Date,
        Kind::Scale(..) | Kind::Single(_) | Kind::Number if is_rank(&lower, cells, row_count) => {
            planned.role = ColumnRole::Rank;
        }
        Kind::Scale(low, high) => {
            planned.role = ColumnRole::Scale;
            let fits = |told: &(i32, i32)| {
                cells.iter().all(|cell| cell.parse::<i32>().is_ok_and(|point| (told.0..=told.1).contains(&point)))
            };
            let told = blocks::told_ends(&column.wording).filter(fits);
            planned.scale = Some(told.unwrap_or((low, high)));
        }
        Kind::Number => planned.role = ColumnRole::Number,
        Kind::Single(options) => {
            planned.role = if lower.contains("consent") || is_agreement(&lower, &options) {
                ColumnRole::Consent
            } else {
                ColumnRole::Single
            };
            if planned.role == ColumnRole::Single {
                planned.attribute = attribute_name(column, &options);
            }
            planned.options = options;
        }
        Kind::Multiple(joined) => {
            planned.role = ColumnRole::Multiple;
            planned.separator = Some(joined.separator).filter(|separator| separator != ",");
            planned.options = joined.options;
        }
    }
    planned
}

/// Places given to options: small numbers, blank for most, and the wording says so.
fn is_rank(lower: &str, cells: &[&str], row_count: usize) -> bool {
    let says_so =
        ["rank", "to the top", "in order of", "order of importance"].iter().any(|words| lower.contains(words));
    let are_places = cells.iter().all(|cell| cell.parse::<u32>().is_ok_and(|place| (1..=100).contains(&place)));
    says_so && are_places && cells.len() <= row_count
}

fn is_agreement(lower: &str, options: &[String]) -> bool {
    let asks = lower.contains("agree to take part")
        || lower.contains("agree to participate")
        || lower.contains("information sheet");
    asks && options.len() <= 3
}

/// Questions with a name of their own (not `Q12`) and a few options are worth comparing by.
fn attribute_name(column: &HeaderColumn, options: &[String]) -> Option<String> {
    let name = column.name.to_lowercase();
    let number = name.trim_start_matches(|character: char| character.is_alphabetic());
    let is_numbered = name.len() - number.len() <= 2
        && number.chars().all(|character| character.is_ascii_digit() || "_.#-".contains(character));
    let slug: String = name
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let is_short = slug.chars().count() <= 30 && !slug.is_empty();
    (!is_numbered
        && is_short
        && (2..=20).contains(&options.len())
        && options.iter().any(|option| option.chars().any(char::is_alphabetic)))
    .then_some(slug)
}

/// What surveys usually leave out: previews, no consent, no answers.
fn exclusions(planned: &[ColumnPlan], rows: &[Record], columns: &[HeaderColumn]) -> Vec<Exclusion> {
    let mut exclusions = Vec::new();
    let condition = |column: &ColumnPlan, is: Vec<String>| {
        Some(Condition { question: column.code().to_owned(), is, is_not: Vec::new(), below: None, above: None })
    };
    for (index, column) in planned.iter().enumerate() {
        let values = || rows.iter().map(|row| row.field(index).trim());
        let is_status = column.role == ColumnRole::Meta && known::bare(&columns[index].name) == "status";
        if is_status && values().any(|value| value.eq_ignore_ascii_case("survey preview")) {
            let when = condition(column, vec!["Survey Preview".to_owned()]);
            exclusions.push(Exclusion { reason: "survey preview".to_owned(), when, ..Exclusion::default() });
        }
        if column.role == ColumnRole::Consent {
            let is: Vec<String> = column.options.iter().filter(|option| is_agreed(option)).cloned().collect();
            if !is.is_empty() {
                exclusions.push(Exclusion {
                    reason: "no consent".to_owned(),
                    unless: condition(column, is),
                    ..Exclusion::default()
                });
            }
        }
    }
    if planned.iter().any(|column| column.role.is_answer()) {
        exclusions.push(Exclusion { reason: "no answers".to_owned(), no_answers: true, ..Exclusion::default() });
    }
    exclusions
}

fn is_agreed(option: &str) -> bool {
    let lower = option.to_lowercase();
    AGREED.iter().any(|agreed| {
        lower == *agreed || lower.strip_prefix(agreed).is_some_and(|rest| rest.starts_with([',', ' ', '.']))
    })
}
