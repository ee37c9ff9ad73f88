//! `crosstab`: themes or codes against an attribute.

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::project::{CrosstabOptions, Project};

/// Set themes or codes against an attribute of the cases
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim crosstab sector
  verbatim crosstab sector --by codes --format csv")]
pub(crate) struct CrosstabArgs {
    /// The attribute
    #[arg(value_name = "ATTRIBUTE")]
    attribute: String,

    /// What to count
    #[arg(long, default_value = "themes", value_parser = ["themes", "codes", "both"], value_name = "WHAT")]
    by: String,

    /// Only segments that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &CrosstabArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = CrosstabOptions {
        attribute: arguments.attribute.clone(),
        by: super::by(&arguments.by),
        filter: arguments.filter.clone(),
    };
    let report = project.crosstab(&options, &ui.progress())?;
    super::show_report(&report, arguments.format, ui)?;
    Ok(Outcome::Done)
}
