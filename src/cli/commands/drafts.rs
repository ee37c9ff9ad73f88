//! `drafts`: what builds printed, kept for comparison.

use clap::Subcommand;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::Project;

/// List drafts, keep what was built last as one, take one away
///
/// The last two builds are remembered by themselves. A draft with a name stays until you remove it (or somebody withdraws:
/// drafts quote people, so all of them go). `verbatim changes` says what is different since.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim drafts
  verbatim drafts keep supervisor        What was built last, under this name
  verbatim changes --from supervisor     Weeks later
  verbatim drafts remove supervisor"
)]
pub(crate) struct DraftsArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Keep what was built last under a name
    Keep {
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Take a draft away
    Remove {
        /// Its name or number
        #[arg(value_name = "DRAFT")]
        draft: String,
    },
}

pub(crate) fn run(arguments: &DraftsArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => {
            let drafts = project.drafts()?;
            if drafts.is_empty() {
                ui.note("nothing has been built yet: `verbatim build`")?;
            }
            let mut listing = Listing::new(&["Number", "Name", "Built", "Who"]);
            for draft in drafts {
                listing.row(vec![json!(draft.number), json!(draft.name), json!(draft.made_at), json!(draft.who)]);
            }
            listing.show(arguments.format, ui)?;
        }
        Some(Action::Keep { name }) => {
            project.keep_draft(name)?;
            ui.done(format_args!("kept as {name}: `verbatim changes --from {name}` says what is different since"))?;
        }
        Some(Action::Remove { draft }) => {
            let removed = project.remove_draft(draft)?;
            ui.done(format_args!("draft {} removed", removed.name.unwrap_or_else(|| removed.number.to_string())))?;
        }
    }
    Ok(Outcome::Done)
}
