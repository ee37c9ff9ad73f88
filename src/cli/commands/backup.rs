//! `backup`: a consistent copy of the store.

use std::path::PathBuf;

use crate::cli::{Outcome, Ui};
use crate::project::Project;

/// Copy the store to a file, consistent even while others work
///
/// The store is the one thing to back up: texts, cases, codings, memos, history. To restore, put the copy in its place as
/// .verbatim/store.db. It holds participants' words: keep it where they may be kept.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  verbatim backup\n  verbatim backup /media/safe/study.db")]
pub(crate) struct BackupArgs {
    /// Where to [default: .verbatim/backups/ with today's date]
    #[arg(value_name = "FILE")]
    to: Option<PathBuf>,
}

pub(crate) fn run(arguments: &BackupArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let made = project.back_up(arguments.to.as_deref())?;
    ui.line(format_args!("the store is copied to {}", made.display()))?;
    Ok(Outcome::Done)
}
