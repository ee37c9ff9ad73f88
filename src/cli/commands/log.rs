//! `log`: the audit trail.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::Project;

/// List who did what, newest first
#[derive(Debug, clap::Args)]
pub(crate) struct LogArgs {
    /// How many entries
    #[arg(long, default_value_t = 50, value_name = "N")]
    limit: u32,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &LogArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut listing = Listing::new(&["When", "Who", "Action", "Detail"]);
    for event in project.log(arguments.limit)? {
        listing.row(vec![json!(event.at), json!(event.who), json!(event.action), event.detail]);
    }
    listing.show(arguments.format, ui)?;
    Ok(Outcome::Done)
}
