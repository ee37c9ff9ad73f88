//! `codebook` alone lists themes and codes with their counts.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Ui};
use crate::project::Project;

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(super) fn run(arguments: &ListArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let mut listing = Listing::new(&["Theme", "Code", "Name", "Segments", "Cases", "Rules", "Status"]);
    for line in project.codebook_overview()? {
        listing.row(vec![
            json!(line.theme),
            json!(line.code),
            json!(line.name),
            json!(line.segments),
            json!(line.cases),
            json!(line.rules),
            json!(line.status.word()),
        ]);
    }
    listing.show(arguments.format, ui)
}
