//! `memos export`: memos in a file that may leave the study.

use std::path::PathBuf;

use crate::cli::{Outcome, Ui};
use crate::project::Project;

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The file to write; its ending says the format: .md, .html, .docx, .xlsx, .csv or .json
    file: PathBuf,

    #[command(flatten)]
    which: super::WhichArgs,
}

pub(super) fn run(arguments: &ExportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let filter = arguments.which.filter(project);
    let refusal = project.export_memos(&arguments.file, &filter, &ui.progress())?;
    if let Some(warning) = project.names_warning()? {
        ui.warn(warning)?;
    }
    match refusal {
        None => {
            ui.line(arguments.file.display())?;
            Ok(Outcome::Done)
        }
        Some(refusal) => {
            ui.error(format_args!(
                "{} was not written: it still holds what must not get out",
                arguments.file.display()
            ))?;
            for finding in &refusal.findings {
                ui.detail(finding)?;
            }
            Ok(Outcome::Failed)
        }
    }
}
