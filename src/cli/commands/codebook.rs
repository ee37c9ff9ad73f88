//! `codebook`: the codes, their counts, their mistakes, and what becomes of them.

mod change;
mod check;
mod export;
mod import;
mod list;
mod parts;
mod rules;
mod show;
mod themes;
mod versions;

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::{Outcome, Ui};
use crate::project::Project;

/// Show, check, change and exchange the codebook
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim codebook                    Themes and codes with their counts
  verbatim codebook check              Mistakes and weak spots, with line and column
  verbatim codebook check draft.toml   … of another codebook
  verbatim codebook create 'Night shifts' --under staffing --memo 'came up in interview 3'
  verbatim codebook merge pay salaries --into money --with-rules --dry-run
  verbatim codebook diff               What has changed since it was last applied
  verbatim codebook export codes.qdc   For NVivo, ATLAS.ti, MAXQDA and others
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
    /// Bring in codes: a sheet (.csv, .xlsx), a list (.txt), a REFI-QDA codebook (.qdc), JSON or TOML
    Import(import::ImportArgs),
    /// Write the codebook for other people and programs: .csv, .xlsx, .json, .qdc, .toml
    Export(export::ExportArgs),
    #[command(flatten)]
    Change(change::Change),
    /// Merge codes into another: their codings become its, and they stay in the codebook as merged
    Merge(parts::MergeArgs),
    /// Split a code: its codings go to others, by query, by rule, or all that is left
    Split(parts::SplitArgs),
    /// Gather codes into a theme
    Gather(themes::GatherArgs),
    /// Take codes out of a theme
    Ungather(themes::GatherArgs),
    /// Create, rename, describe, order and remove themes
    #[command(subcommand)]
    Theme(themes::ThemeAction),
    /// Show one code: its fields, where it stands, how often and where it was given
    Show(show::ShowArgs),
    /// Show all codes as they stand below each other, with counts
    Tree(show::TreeArgs),
    /// Test rules against what people coded, accepted and rejected: precision, recall, misses
    Test(rules::TestArgs),
    /// List words that tell what people coded from the rest, for a rule to look for; --add puts them into one
    SuggestRules(rules::SuggestArgs),
    /// List every version of the codebook: when, by whom, and what changed
    Versions(versions::VersionsArgs),
    /// Compare two versions, or the last one with the file
    Diff(versions::DiffArgs),
}

pub(crate) fn run(arguments: &CodebookArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list::run(&arguments.list, project, ui)?,
        Some(Action::Check { file }) => return check::run(file.as_deref(), project, ui),
        Some(Action::Import(import)) => import::run(import, project, ui)?,
        Some(Action::Export(export)) => export::run(export, project, ui)?,
        Some(Action::Change(change)) => change::run(change, project, ui)?,
        Some(Action::Merge(merge)) => parts::merge(merge, project, ui)?,
        Some(Action::Split(split)) => parts::split(split, project, ui)?,
        Some(Action::Gather(gather)) => themes::gather(gather, project, ui)?,
        Some(Action::Ungather(gather)) => themes::ungather(gather, project, ui)?,
        Some(Action::Theme(theme)) => themes::run(theme, project, ui)?,
        Some(Action::Show(show)) => show::show(show, project, ui)?,
        Some(Action::Tree(tree)) => show::tree(tree, project, ui)?,
        Some(Action::Test(test)) => return rules::test(test, project, ui),
        Some(Action::SuggestRules(suggest)) => rules::suggest(suggest, project, ui)?,
        Some(Action::Versions(versions)) => versions::versions(versions, project, ui)?,
        Some(Action::Diff(diff)) => versions::diff(diff, project, ui)?,
    }
    Ok(Outcome::Done)
}
