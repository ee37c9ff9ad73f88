//! The command line: arguments in, one method of [`Project`](crate::project::Project), words and an exit code out.

mod commands;
mod exit;
mod failure;
mod listing;
mod ui;
pub mod walk;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;

pub use exit::Outcome;
pub use listing::{Listing, ListingFormat, rounded};
pub use ui::Ui;

use commands::Command;

/// Thematic coding, from raw interviews and survey answers to the printed appendix.
///
/// A study is a folder with a file `study.toml`. `verbatim build` does the whole job: it imports what is new, indexes it,
/// applies the codebook's rules and writes every output that the study names. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "verbatim", version, max_term_width = 100, after_help = EXAMPLES)]
struct Arguments {
    /// The study's folder [default: the nearest folder upwards with a study.toml]
    #[arg(long, short = 'C', global = true, value_name = "FOLDER")]
    study: Option<PathBuf>,

    /// Who does it, for the audit trail and as coder [default: $VERBATIM_USER, or the name of the account]
    #[arg(long = "as", global = true, value_name = "NAME")]
    person: Option<String>,

    /// Say only what was asked for and what went wrong
    #[arg(long, short, global = true)]
    quiet: bool,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  verbatim init my-study             Start a study in a new folder
  verbatim build                     Do everything that study.toml asks for
  verbatim search 'train* AND sector:Policing'
  verbatim quotes --theme resourcing
  verbatim count --by codes --format csv

Every command explains itself: verbatim help COMMAND";

/// Runs the program with these arguments, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let mut ui = Ui::new(arguments.quiet);
    let outcome = arguments.command.run(arguments.study.as_deref(), arguments.person.as_deref(), &mut ui);
    outcome.unwrap_or_else(|error| failure::show(&error, &mut ui))
}

/// The whole command line as clap knows it: for man pages, completions and the manual.
pub fn command() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
}
