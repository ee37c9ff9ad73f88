//! `check`: may these files leave?

use std::path::PathBuf;

use crate::cli::{Outcome, Ui};
use crate::project::Project;

/// Look for identities in any finished files
///
/// Reads the bytes of each file (docx and xlsx unzipped) and looks for every form of every identity that the study lists,
/// and for e-mail addresses, phone numbers, postcodes, web addresses and handles: the same gate that every output passes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  verbatim check paper.docx supplement.xlsx")]
pub(crate) struct CheckArgs {
    /// Files to look into
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &CheckArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut clean = true;
    for file in &arguments.files {
        let findings = project.check_file(file)?;
        if findings.is_empty() {
            ui.line(format_args!("{}  {}", Ui::good("passes"), file.display()))?;
        } else {
            clean = false;
            ui.line(format_args!("{}  {}", Ui::strong("refused"), file.display()))?;
        }
        for finding in findings {
            ui.line(format_args!("  {finding}"))?;
        }
    }
    if clean {
        ui.note("none of the listed identities is in there, nor what looks like an address or number; a residual risk remains")?;
    }
    Ok(if clean { Outcome::Done } else { Outcome::Failed })
}
