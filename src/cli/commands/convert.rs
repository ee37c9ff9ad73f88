//! `convert`: what a reader makes of a file.

use std::path::PathBuf;

use super::import::kind;
use crate::cli::{Outcome, Ui};
use crate::model::SourceKind;
use crate::project::{ConvertOptions, convert};

/// Show what a reader makes of a file
///
/// Reads a file as an import would and prints it: turns with their speakers, times, headings and memos; a survey's
/// columns and its first rows. Stores nothing and needs no study. With --masked every letter of what people said
/// becomes an x and every digit a 9, so that the result can go into a report of a mistake.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim convert anna.docx                       The turns as they would come in
  verbatim convert anna.docx --masked > report.txt The same, without anybody's words
  verbatim convert survey.csv --rows 20            Columns and the first twenty rows
  verbatim convert survey.csv --format json        For another program")]
pub(crate) struct ConvertArgs {
    /// File to read
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Hide letters and digits of what participants said or wrote
    #[arg(long)]
    masked: bool,

    /// What it is [default: as for an import]
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<SourceKind>,

    /// How to read a survey: a plan that was saved earlier
    #[arg(long, value_name = "PLAN")]
    plan: Option<PathBuf>,

    /// How many rows of a survey to show
    #[arg(long, default_value_t = 5, value_name = "NUMBER")]
    rows: u64,

    /// How to show it
    #[arg(long, default_value = "text", value_parser = ["text", "json"], value_name = "FORMAT")]
    format: String,
}

pub(crate) fn run(arguments: &ConvertArgs, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = ConvertOptions {
        kind: arguments.kind,
        plan: arguments.plan.clone(),
        rows: arguments.rows,
        masked: arguments.masked,
    };
    let converted = convert(&arguments.file, &options)?;
    if arguments.format == "json" {
        ui.line(serde_json::to_string_pretty(&converted)?)?;
    } else {
        for line in converted.lines() {
            ui.line(line)?;
        }
    }
    Ok(Outcome::Done)
}
