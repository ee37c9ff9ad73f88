//! `codebook`: the codes, their counts and their mistakes.

mod check;
mod import;
mod list;

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::{Outcome, Ui};
use crate::project::Project;

/// Show or check the codebook
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim codebook                    Themes and codes with their counts
  verbatim codebook check              Mistakes and weak spots, with line and column
  verbatim codebook check draft.toml   … of another codebook
  verbatim codebook import codes.xlsx --dry-run   What a sheet of MAXQDA, NVivo, ATLAS.ti or Taguette holds"
)]
pub(crate) struct CodebookArgs {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    list: list::ListArgs,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Look for mistakes: undefined codes, rules that cannot work, shadow each other or never fire
    Check {
        /// The codebook [default: the study's]
        file: Option<PathBuf>,
    },
    /// Bring in codes of another tool: a sheet (.csv, .xlsx), a list (.txt) or a REFI-QDA codebook (.qdc)
    Import(import::ImportArgs),
}

pub(crate) fn run(arguments: &CodebookArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list::run(&arguments.list, project, ui)?,
        Some(Action::Check { file }) => return check::run(file.as_deref(), project, ui),
        Some(Action::Import(import)) => import::run(import, project, ui)?,
    }
    Ok(Outcome::Done)
}
