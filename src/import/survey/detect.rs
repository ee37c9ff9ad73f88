//! A plan proposed from the beginning of a file.

use std::path::Path;

use super::dialect::dialect_of;
use super::header::{Header, read_header};
use super::headings::HeaderColumn;
use super::known_columns as known;
use super::long_table;
use super::plan::{ColumnPlan, ColumnRole, Dialect, Exclusion, Layout, SurveyPlan};
use super::proposal::Proposal;
use super::propose::{Sample, propose};
use crate::import::ImportError;
use crate::import::tables::{self, Record, Table, TableFile, TableOptions};
use crate::model::Condition;

/// How much of the file is looked at, in bytes and rows.
const SAMPLE_BYTES: usize = 1 << 20;
const SAMPLE_ROWS: usize = 2000;

/// Rows that may belong to the header, and those that tell whose it is.
const HEADER_ROWS: usize = 3;

/// Answers that mean "I agree".
const AGREED: &[&str] = &["yes", "i agree", "agree", "i consent", "consent", "1", "true", "ja", "oui"];

impl SurveyPlan {
    /// Proposes a plan by the beginning of the file at `path`, which `input` reads. Columns are known by their names
    /// first and by what stands in the first rows after that. A proposal is there to be looked at.
    pub fn detect(path: &Path, input: impl TableFile) -> Result<Self, ImportError> {
        Ok(Proposal::of_file(path, input, None)?.plan)
    }
}

impl Proposal {
    /// Looks at the beginning of the file at `path`, which `input` reads. `dialect` is what the researcher says that it
    /// is; its signs tell where it is not given.
    pub fn of_file(path: &Path, input: impl TableFile, dialect: Option<Dialect>) -> Result<Self, ImportError> {
        let mut table = tables::open(path, input, TableOptions::default())?;
        let dialect = match dialect {
            Some(dialect) => dialect,
            None => dialect_of(&first_rows(&mut table)?),
        };
        let header = read_header(&mut table, dialect)?;
        let rows = sample_rows(&mut table)?;
        let plan = SurveyPlan {
            dialect,
            delimiter: table.delimiter(),
            encoding: Some(table.encoding().to_owned()),
            ..SurveyPlan::default()
        };
        let mut proposal = Self { plan, findings: Vec::new(), row_count: rows.len(), warnings: Vec::new() };
        proposal.look_at(&header, &rows);
        proposal.warnings = header.warnings;
        proposal.warnings.extend(table.warnings());
        Ok(proposal)
    }

    fn look_at(&mut self, header: &Header, rows: &[Record]) {
        let columns = header.columns.as_slice();
        let sample = Sample::new(self.plan.dialect, columns, rows);
        self.plan.missing.clone_from(&sample.missing);
        self.plan.not_asked.clone_from(&sample.not_asked);
        if long_table::propose(self, &sample) {
            return;
        }
        let id = id_column(columns, rows);
        if let Some(index) = id {
            self.plan.respondent = Some(columns[index].name.clone());
            self.plan.layout = if has_repeats(rows, index) { Layout::Long } else { Layout::Wide };
        }
        for proposed in propose(&sample, id) {
            self.plan.columns.push(proposed.plan);
            self.findings.push(proposed.finding);
        }
        self.plan.exclusions = exclusions(&self.plan.columns, rows, columns);
    }
}

/// The first rows, which are given back.
pub(super) fn first_rows(table: &mut Table) -> Result<Vec<Record>, ImportError> {
    let mut rows = Vec::new();
    let mut record = Record::default();
    while rows.len() < HEADER_ROWS && table.read(&mut record)? {
        rows.push(record.clone());
    }
    rows.iter().rev().for_each(|row| table.give_back(row.clone()));
    Ok(rows)
}

/// The first rows of data, without blank ones.
pub(super) fn sample_rows(table: &mut Table) -> Result<Vec<Record>, ImportError> {
    let (mut rows, mut byte_count) = (Vec::new(), 0);
    let mut record = Record::default();
    while rows.len() < SAMPLE_ROWS && byte_count < SAMPLE_BYTES && table.read(&mut record)? {
        byte_count += record.byte_count();
        if !record.is_blank() {
            rows.push(record.clone());
        }
    }
    Ok(rows)
}

/// The column that tells respondents apart: it is called so, and no row is without it.
fn id_column(columns: &[HeaderColumn], rows: &[Record]) -> Option<usize> {
    let rank = |column: &HeaderColumn| known::id_rank(&column.name).or_else(|| known::id_rank(&column.wording));
    let surest = columns.iter().enumerate().filter_map(|(index, column)| Some((rank(column)?, index))).min()?.1;
    rows.iter().all(|row| !row.field(surest).trim().is_empty()).then_some(surest)
}

pub(super) fn has_repeats(rows: &[Record], index: usize) -> bool {
    let mut ids: Vec<&str> = rows.iter().map(|row| row.field(index).trim()).collect();
    ids.sort_unstable();
    ids.windows(2).any(|pair| pair[0] == pair[1])
}

/// What surveys usually leave out: previews, what was not sent in, no consent, no answers.
fn exclusions(planned: &[ColumnPlan], rows: &[Record], columns: &[HeaderColumn]) -> Vec<Exclusion> {
    let mut exclusions = Vec::new();
    let condition = |column: &ColumnPlan, is: Vec<String>| {
        Some(Condition { question: column.code().to_owned(), is, is_not: Vec::new(), below: None, above: None })
    };
    for column in planned {
        let Some(index) = columns.iter().position(|other| other.name == column.name) else { continue };
        let values = || rows.iter().map(|row| row.field(index).trim());
        let is_meta = |name: &str| column.role == ColumnRole::Meta && known::bare(&columns[index].name) == name;
        if is_meta("status") && values().any(|value| value.eq_ignore_ascii_case("survey preview")) {
            let when = condition(column, vec!["Survey Preview".to_owned()]);
            exclusions.push(Exclusion { reason: "survey preview".to_owned(), when, ..Exclusion::default() });
        }
        let is_submission = is_meta("submitdate") || is_meta("datesubmitted");
        if is_submission && values().any(str::is_empty) && !values().all(str::is_empty) {
            let blank = Some(column.code().to_owned());
            exclusions.push(Exclusion { reason: "not submitted".to_owned(), blank, ..Exclusion::default() });
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
