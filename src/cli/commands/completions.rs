//! `completions`: what makes a shell complete the program's words.

use clap_complete::Shell;

use crate::cli::{Outcome, Ui, command};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  verbatim completions bash > ~/.local/share/bash-completion/completions/verbatim")]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(arguments: &CompletionsArgs, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "verbatim", &mut script);
    ui.raw(&script)?;
    Ok(Outcome::Done)
}
