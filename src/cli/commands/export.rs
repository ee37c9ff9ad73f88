//! `export`: one output, in any format, anywhere.

use std::path::PathBuf;

use crate::cli::{Outcome, Ui};
use crate::project::{ExportOptions, Project};
use crate::report::Format;

/// Write one or more of the study's outputs, in formats and a folder of your choice
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim export frequencies --format docx
  verbatim export report --format html --to ~/Desktop")]
pub(crate) struct ExportArgs {
    /// Outputs or documents, as study.toml names them
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,

    /// html, docx, xlsx, csv, md, tex, svg, png [default: what study.toml says]
    #[arg(long = "format", value_parser = format, value_name = "FORMAT")]
    formats: Vec<Format>,

    /// Where to
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    to: PathBuf,
}

fn format(word: &str) -> Result<Format, String> {
    Format::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
        format!("it is one of {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &ExportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = ExportOptions {
        names: arguments.names.clone(),
        formats: arguments.formats.clone(),
        folder: arguments.to.clone(),
    };
    let written = project.export(&options, &ui.progress())?;
    if let Some(warning) = project.names_warning()? {
        ui.warn(warning)?;
    }
    for file in &written.files {
        ui.line(file.display())?;
    }
    for refusal in &written.refused {
        ui.error(format_args!("{} was not written: it still holds what must not get out", refusal.output))?;
        for finding in &refusal.findings {
            ui.detail(finding)?;
        }
    }
    super::build::advise(&written.advice, ui)?;
    for failure in &written.failed {
        ui.error(failure)?;
    }
    Ok(if written.refused.is_empty() && written.failed.is_empty() { Outcome::Done } else { Outcome::Partly })
}
