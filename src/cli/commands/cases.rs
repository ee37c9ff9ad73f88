//! `cases`: who is in the study.

use clap::Subcommand;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::model::CaseStatus;
use crate::project::Project;
use crate::store::CaseFilter;

/// List, describe, leave out and take in participants
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim cases                                   Everyone who is kept
  verbatim cases --status all --where sector=Policing
  verbatim cases set P3 sector=Policing region=UK
  verbatim cases exclude P3 --reason 'asked to leave'
  verbatim cases include P3"
)]
pub(crate) struct CasesArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// Which: kept, excluded, withdrawn or all
    #[arg(long, default_value = "kept", value_parser = ["kept", "excluded", "withdrawn", "all"], value_name = "STATUS")]
    status: String,

    /// Only those whose attribute has this value
    #[arg(long = "where", value_parser = pair, value_name = "NAME=VALUE")]
    attributes: Vec<(String, String)>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Set attributes of a case; an empty value takes one away
    Set {
        case: String,
        #[arg(required = true, value_parser = pair, value_name = "NAME=VALUE")]
        attributes: Vec<(String, String)>,
    },
    /// Leave a case out of every count, table and quote
    Exclude {
        case: String,
        /// Why, for the sample flow
        #[arg(long)]
        reason: String,
    },
    /// Take a case in again
    Include { case: String },
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    if name.trim().is_empty() {
        return Err("write the attribute's name before the =".to_owned());
    }
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub(crate) fn run(arguments: &CasesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list(arguments, project, ui)?,
        Some(Action::Set { case, attributes }) => {
            project.set_attributes(case, attributes)?;
            for (name, value) in attributes {
                match value.as_str() {
                    "" => ui.line(format_args!("{case} has no {name} any more"))?,
                    _ => ui.line(format_args!("{case}: {name} is {value}"))?,
                }
            }
        }
        Some(Action::Exclude { case, reason }) => {
            project.exclude_case(case, reason)?;
            ui.line(format_args!("{case} is left out: {reason}"))?;
        }
        Some(Action::Include { case }) => {
            project.include_case(case)?;
            ui.line(format_args!("{case} is in"))?;
        }
    }
    Ok(Outcome::Done)
}

fn list(arguments: &CasesArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let filter = CaseFilter {
        status: CaseStatus::from_word(&arguments.status),
        kind: None,
        attributes: arguments.attributes.clone(),
    };
    let mut listing = Listing::new(&["Case", "Kind", "Label", "Status", "Reason", "Attributes"]);
    for case in project.cases(&filter)? {
        let attributes: Vec<String> = case.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        listing.row(vec![
            json!(case.name),
            json!(case.kind.word()),
            json!(case.label),
            json!(case.status.word()),
            json!(case.reason),
            json!(attributes.join(", ")),
        ]);
    }
    if listing.is_empty() {
        ui.note("no case is like that")?;
    }
    listing.show(arguments.format, ui)
}
