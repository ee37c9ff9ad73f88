//! Surveys: a plan says what each column is, a reader applies it row by row.
//!
//! A plan is proposed from the file ([`SurveyPlan::detect`]), shown, edited as TOML and used again for later files. The
//! reader streams: a file of any size takes the memory of one row, and of one short mark a respondent for finding
//! repeated ids.

mod dialect;
mod header;
mod headings;
mod hinted;
mod known_columns;

mod blocks;
mod codes;
mod column_kind;
mod dates;
mod detect;
mod first_values;
mod likert;
mod long_table;
mod options;
mod personal;
mod proposal;
mod propose;
mod scale_ends;

mod plan;
mod plan_check;
mod plan_file;
mod plan_write;

mod binding;
mod choices;
mod printed;
mod reader;
mod respondent;
mod seen;
mod ticks;
mod values;

use std::path::Path;

use super::ImportError;

pub use first_values::first_values;
pub use plan::{ColumnPlan, ColumnRole, DateOrder, Dialect, Exclusion, Layout, Part, SurveyPlan};
pub use printed::{PrintedBlock, PrintedColumn};
pub use proposal::{Finding, Proposal};
pub use reader::SurveyReader;
pub use respondent::Respondent;

/// Opens a survey and checks its header and first row against the plan.
pub fn open(path: &Path, plan: &SurveyPlan) -> Result<SurveyReader, ImportError> {
    let file = super::file::open_file(path)?;
    SurveyReader::new(path, file, plan)
}
