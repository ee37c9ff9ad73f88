//! `codebook import`: codes of another tool.

use std::path::PathBuf;

use crate::cli::Ui;
use crate::project::{CodebookImport, Project};

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The sheet
    file: PathBuf,

    /// The codebook to write [default: compare with the study's, or write codebooks/NAME.toml if it has none]
    #[arg(long, value_name = "CODEBOOK")]
    to: Option<PathBuf>,

    /// What a column is whose name does not tell: name, id, parent, definition, use_when, not_when, example, colour, group
    #[arg(long = "column", value_parser = pair, value_name = "ROLE=COLUMN")]
    columns: Vec<(String, String)>,

    /// Add to the study's codebook what it lacks
    #[arg(long, conflicts_with = "to")]
    add_codes: bool,

    /// Change nothing; show what would come in
    #[arg(long)]
    dry_run: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (role, column) = text.split_once('=').ok_or("write it as ROLE=COLUMN, such as name=Guideline")?;
    Ok((role.trim().to_owned(), column.trim().to_owned()))
}

pub(super) fn run(arguments: &ImportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let options = CodebookImport {
        to: arguments.to.clone(),
        columns: arguments.columns.clone(),
        add_codes: arguments.add_codes,
        dry_run: arguments.dry_run,
    };
    for line in &project.import_codebook(&arguments.file, &options)?.lines {
        ui.line(line)?;
    }
    Ok(())
}
