//! `count`: how often themes and codes occur.

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::project::{CountOptions, Project};

/// Count themes and codes: segments, cases, and the share of the base
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim count
  verbatim count --by codes --format csv
  verbatim count --where 'question:Q29'            Only in answers to one question")]
pub(crate) struct CountArgs {
    /// What to count
    #[arg(long, default_value = "both", value_parser = ["themes", "codes", "both"], value_name = "WHAT")]
    by: String,

    /// Only segments that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &CountArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = CountOptions { by: super::by(&arguments.by), filter: arguments.filter.clone() };
    let report = project.count(&options, &ui.progress())?;
    super::show_report(&report, arguments.format, ui)?;
    Ok(Outcome::Done)
}
