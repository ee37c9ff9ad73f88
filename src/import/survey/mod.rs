//! Surveys: a plan says what each column is, a reader applies it row by row.
//!
//! A plan is proposed from the file ([`SurveyPlan::detect`]), shown, edited as TOML and used again for later files. The
//! reader streams: a file of any size takes the memory of one row, and of one short mark a respondent for finding
//! repeated ids.

mod blocks;
mod choices;
mod column_kind;
mod detect;
mod header;
mod known_columns;
mod options;
mod plan;
mod plan_file;
mod reader;
mod respondent;
mod seen;
mod values;

use std::path::Path;

use super::ImportError;

pub use plan::{ColumnPlan, ColumnRole, Dialect, Exclusion, Layout, SurveyPlan};
pub use reader::SurveyReader;
pub use respondent::Respondent;

/// Opens a survey and checks its header and first row against the plan.
pub fn open(path: &Path, plan: &SurveyPlan) -> Result<SurveyReader, ImportError> {
    let file = super::file::open_file(path)?;
    SurveyReader::new(path, file, plan)
}
