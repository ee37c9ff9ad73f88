//! `framework`: matrices of written summaries.

mod copy;
mod list;
mod make;
mod write;

use clap::Subcommand;

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::project::Project;

/// List, write, fill, export and import frameworks: matrices of written summaries
///
/// A framework has a row for each case, or for each group of cases, and a column for each theme, code or title of your own. In
/// a cell stands what you write, and the words it rests on. `build` prints it with an output of kind "framework". What these
/// commands show and write holds real names and words.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim framework                                    All frameworks, and what is written
  verbatim framework new needs --rows cases --scope interviews
  verbatim framework new g --rows region --row 'abroad=US,Europe' --column 'strengths=Strengths'
  verbatim framework show needs                         All cells
  verbatim framework show needs P3 --stale              What in one row may not be true any more, and why
  verbatim framework set needs P3 resourcing 'Staff pay for their own courses.'
  verbatim framework link needs P3 resourcing interview-3:12 --words 'pay for it ourselves' --illustrates
  verbatim framework fill needs --limit 3 --dry-run     Which cells would get what is coded there
  verbatim framework export needs needs.xlsx --links    To edit in Excel; .docx for Word
  verbatim framework import needs needs.xlsx --dry-run  What has changed in it
  verbatim framework confirm needs P3 resourcing        It still holds, although the coding has changed"
)]
pub(crate) struct FrameworkArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// What there is of each framework
    List {
        /// How to show them
        #[arg(long, value_enum, default_value_t)]
        format: ListingFormat,
    },
    /// Show the cells of a framework
    Show(list::ShowArgs),
    /// Begin a framework: write its rows and columns into study.toml
    New(make::NewArgs),
    /// Write the summary of a cell
    Set(write::SetArgs),
    /// Link a cell with words that it rests on
    Link(write::LinkArgs),
    /// Take links of a cell away
    Unlink(write::UnlinkArgs),
    /// Say that summaries still hold, although the coding behind them has changed
    Confirm(write::ConfirmArgs),
    /// Fill empty cells with what is coded there, word for word
    Fill(write::FillArgs),
    /// Take a cell away, with its links
    Clear(write::ClearArgs),
    /// Write a working copy to edit in a spreadsheet or in Word (.csv, .xlsx, .docx)
    Export(copy::ExportArgs),
    /// Read a working copy back
    Import(copy::ImportArgs),
}

/// A cell, by its row and column.
#[derive(Debug, clap::Args)]
struct CellArgs {
    /// The framework
    framework: String,

    /// The row: the name of a case, the id of a group
    row: String,

    /// The column: the id of a theme or code, or its title
    column: String,
}

impl CellArgs {
    fn place(&self) -> (&str, &str) {
        (&self.row, &self.column)
    }
}

pub(crate) fn run(arguments: &FrameworkArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list::list(arguments.format, project, ui)?,
        Some(Action::List { format }) => list::list(*format, project, ui)?,
        Some(Action::Show(arguments)) => list::show(arguments, project, ui)?,
        Some(Action::New(arguments)) => make::new(arguments, project, ui)?,
        Some(Action::Set(arguments)) => write::set(arguments, project, ui)?,
        Some(Action::Link(arguments)) => write::link(arguments, project, ui)?,
        Some(Action::Unlink(arguments)) => write::unlink(arguments, project, ui)?,
        Some(Action::Confirm(arguments)) => write::confirm(arguments, project, ui)?,
        Some(Action::Fill(arguments)) => write::fill(arguments, project, ui)?,
        Some(Action::Clear(arguments)) => write::clear(arguments, project, ui)?,
        Some(Action::Export(arguments)) => copy::export(arguments, project, ui)?,
        Some(Action::Import(arguments)) => return copy::import(arguments, project, ui),
    }
    Ok(Outcome::Done)
}
