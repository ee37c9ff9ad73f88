//! `log`: the audit trail.

use serde_json::{Value, json};

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
        let detail = match arguments.format {
            ListingFormat::Table => json!(in_words(&event.detail)),
            ListingFormat::Csv | ListingFormat::Json => event.detail,
        };
        listing.row(vec![json!(event.at), json!(event.who), json!(event.action), detail]);
    }
    listing.show(arguments.format, ui)?;
    Ok(Outcome::Done)
}

/// `source transcripts/anna.txt, words 3519`: what a person wants of a detail, without digests.
fn in_words(detail: &Value) -> String {
    let Some(object) = detail.as_object() else { return detail.to_string() };
    let pairs = object.iter().filter(|(name, _)| *name != "sha256").map(|(name, value)| match value {
        Value::String(text) => format!("{} {text}", name.replace('_', " ")),
        other => format!("{} {other}", name.replace('_', " ")),
    });
    pairs.collect::<Vec<_>>().join(", ")
}
