//! `codebook export`: the codebook for other people and other programs.

use std::path::PathBuf;

use crate::cli::Ui;
use crate::project::{CodebookExport, CodesShape, Project};
use crate::text::counted;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim codebook export codes.xlsx               For colleagues; `codebook import` reads it again
  verbatim codebook export codes.qdc                For NVivo, ATLAS.ti, MAXQDA and others
  verbatim codebook export codes.csv --like taguette")]
pub(super) struct ExportArgs {
    /// The file to write; it ends in .csv, .xlsx, .json, .qdc or .toml
    file: PathBuf,

    /// The columns of a sheet as this program reads them: taguette or maxqda
    #[arg(long, value_parser = shape, value_name = "PROGRAM")]
    like: Option<CodesShape>,

    /// Write over a file that is there
    #[arg(long)]
    force: bool,

    /// Write it even if an example names somebody of the identity list
    #[arg(long)]
    with_names: bool,
}

fn shape(word: &str) -> Result<CodesShape, String> {
    CodesShape::from_word(word)
        .filter(|shape| *shape != CodesShape::Whole)
        .ok_or_else(|| "write taguette or maxqda".to_owned())
}

pub(super) fn run(arguments: &ExportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let export = CodebookExport {
        path: arguments.file.clone(),
        shape: arguments.like.unwrap_or_default(),
        force: arguments.force,
        with_names: arguments.with_names,
    };
    let done = project.export_codebook(&export)?;
    let (codes, themes) = (counted(done.codes as u64, "code"), counted(done.themes as u64, "theme"));
    ui.line(format_args!("{}: {codes}, {themes}", arguments.file.display()))?;
    for note in &done.notes {
        ui.note(note)?;
    }
    Ok(())
}
