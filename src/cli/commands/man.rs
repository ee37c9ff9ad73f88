//! `man`: the manual pages.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::cli::{Outcome, Ui, command};

/// Write the manual pages into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  verbatim man ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Where to write them, made if it is not there
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn run(arguments: &ManArgs, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let folder = &arguments.folder;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    clap_mangen::generate_to(command(), folder).with_context(|| format!("cannot write into {}", folder.display()))?;
    ui.line(format_args!("manual pages are in {}", folder.display()))?;
    Ok(Outcome::Done)
}
