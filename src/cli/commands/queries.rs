//! `queries`: queries with a name.

use clap::Subcommand;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::{Project, SavedQuery};

/// List queries with a name, save, rename and remove them
///
/// They stand in study.toml under [queries]. Write @NAME wherever a query may stand: in a search, in another saved query, in a
/// recipe's `where`.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim queries
  verbatim queries save waiting '\"waiting list\" OR backlog'
  verbatim search '@waiting sector:Policing'         Use it
  verbatim queries save early '@waiting theme:prevention'
  verbatim queries rename waiting queues             In all that uses it, too"
)]
pub(crate) struct QueriesArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show one, and what uses it
    Show {
        #[arg(value_name = "NAME")]
        name: String,
        /// How to show it
        #[arg(long, value_enum, default_value_t)]
        format: ListingFormat,
    },
    /// Give a query a name
    Save {
        #[arg(value_name = "NAME")]
        name: String,
        /// What it finds
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
        /// Put it in the place of the one that has this name
        #[arg(long)]
        replace: bool,
    },
    /// Give a saved query another name, in all that uses it, too
    Rename {
        #[arg(value_name = "OLD")]
        old: String,
        #[arg(value_name = "NEW")]
        new: String,
    },
    /// Take a saved query away that nothing uses
    Remove {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

pub(crate) fn run(arguments: &QueriesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => {
            let saved = project.saved_queries();
            if saved.is_empty() {
                ui.note("no query has a name yet: `verbatim queries save NAME QUERY`")?;
            }
            listing(&saved).show(arguments.format, ui)?;
        }
        Some(Action::Show { name, format }) => {
            let saved = project.saved_query(name)?;
            if *format == ListingFormat::Table {
                ui.line(format_args!("{}  {}", Ui::strong(format_args!("@{}", saved.name)), saved.query))?;
                if !saved.used_by.is_empty() {
                    ui.line(format_args!("  used by {}", saved.used_by.join(", ")))?;
                }
            } else {
                listing(&[saved]).show(*format, ui)?;
            }
        }
        Some(Action::Save { name, query, replace }) => {
            project.save_query(name, &query.join(" "), *replace)?;
            ui.line(format_args!("saved: write @{} for it", name.trim_start_matches('@')))?;
        }
        Some(Action::Rename { old, new }) => {
            project.rename_query(old, new)?;
            ui.line(format_args!("renamed: write @{} for it now", new.trim_start_matches('@')))?;
        }
        Some(Action::Remove { name }) => {
            project.remove_query(name)?;
            ui.line("removed")?;
        }
    }
    Ok(Outcome::Done)
}

fn listing(saved: &[SavedQuery]) -> Listing {
    let mut listing = Listing::new(&["Name", "Query", "Used by"]);
    for query in saved {
        listing.row(vec![json!(query.name), json!(query.query), json!(query.used_by.join(", "))]);
    }
    listing
}
