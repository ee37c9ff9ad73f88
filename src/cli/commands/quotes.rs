//! `quotes`: pseudonymised quotations of a theme or code.

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::project::{Project, QuoteOptions};

/// Print quotations of a theme or a code, pseudonymised
///
/// They are what a report would print: balanced over participants, identities replaced, labels instead of names, and read
/// again by the gate before they are shown.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim quotes --theme resourcing
  verbatim quotes --code staff-training --limit 20 --format csv
  verbatim quotes --theme prevention --where 'sector:Policing'")]
pub(crate) struct QuotesArgs {
    /// The theme (its id) [default: all themes]
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,

    /// The code (its id)
    #[arg(long, value_name = "CODE", conflicts_with = "theme")]
    code: Option<String>,

    /// Only from segments that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// How many of each
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,

    /// How many of one participant at the most
    #[arg(long, default_value_t = 2, value_name = "N")]
    per_case: usize,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &QuotesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = QuoteOptions {
        theme: arguments.theme.clone(),
        code: arguments.code.clone(),
        filter: arguments.filter.clone(),
        limit: arguments.limit,
        per_case: arguments.per_case,
    };
    let report = project.quotes(&options, &ui.progress())?;
    if let Some(warning) = project.names_warning()? {
        ui.warn(warning)?;
    }
    super::show_report(&report, arguments.format, ui)?;
    Ok(Outcome::Done)
}
