//! `init`: start a study.

use std::path::PathBuf;

use crate::cli::{Outcome, Ui};
use crate::project;

/// Start a study in a folder
///
/// Makes the folder with a commented study.toml, an example codebook, and a place for transcripts. Files that are there
/// already are left as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  verbatim init my-study")]
pub(crate) struct InitArgs {
    /// The folder, made if it is not there
    #[arg(default_value = ".", value_name = "FOLDER")]
    folder: PathBuf,

    /// The study's title
    #[arg(long, default_value = "Untitled study")]
    title: String,
}

pub(crate) fn run(arguments: &InitArgs, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let made = project::init(&arguments.folder, &arguments.title)?;
    for path in &made {
        ui.done(format_args!("made {}", path.strip_prefix(".").unwrap_or(path).display()))?;
    }
    if made.is_empty() {
        ui.done("everything is there already")?;
    }
    ui.note("Next: put your files into transcripts/, then run `verbatim build` there.")?;
    Ok(Outcome::Done)
}
