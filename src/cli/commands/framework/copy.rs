//! `framework export` and `import`: working copies.

use std::path::PathBuf;

use crate::cli::{Outcome, Ui};
use crate::project::{CellOutcome, CopyOptions, Project, ReadOptions};
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    framework: String,

    /// Where to: a .csv, .xlsx or .docx file [default: the file that study.toml names]
    file: Option<PathBuf>,

    /// Beside each summary the words it is linked with, to be edited too
    #[arg(long)]
    links: bool,

    /// Beside each summary all that is coded there, to be read only
    #[arg(long)]
    coding: bool,

    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    framework: String,

    /// The working copy: .csv, .xlsx, .ods or .docx
    file: PathBuf,

    /// Change nothing; show what would change
    #[arg(long)]
    dry_run: bool,

    /// A blank cell empties the summary there; otherwise it is left as it is
    #[arg(long)]
    take_blanks: bool,

    /// Where a summary has changed here and in the file, take the file's
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn export(arguments: &ExportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let written = project.write_copy(
        &arguments.framework,
        &CopyOptions {
            path: arguments.file.clone(),
            with_coding: arguments.coding,
            with_links: arguments.links,
            force: arguments.force,
        },
    )?;
    ui.line(format_args!(
        "{}: {}, {}, {} with a summary",
        written.path.display(),
        counted(written.rows as u64, "row"),
        counted(written.columns as u64, "column"),
        counted(written.summaries as u64, "cell")
    ))?;
    for note in &written.notes {
        ui.note(note)?;
    }
    ui.warn("it holds real names and words, and is not pseudonymised: keep it inside the study")?;
    Ok(())
}

pub(super) fn import(arguments: &ImportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options =
        ReadOptions { dry_run: arguments.dry_run, take_blanks: arguments.take_blanks, overwrite: arguments.overwrite };
    let read = project.read_copy(&arguments.framework, &arguments.file, options)?;
    for cell in &read.cells {
        ui.line(format_args!("{} / {}: {}", cell.row, cell.column, cell.outcome.word()))?;
    }
    for note in &read.notes {
        ui.warn(note)?;
    }
    let would = if arguments.dry_run { "would change" } else { "changed" };
    ui.line(format_args!("{} {would}, {} the same", counted(read.changed() as u64, "cell"), read.same))?;
    let conflicts = read.count(CellOutcome::Conflict);
    if conflicts > 0 {
        ui.warn(format_args!(
            "{} changed here and in the file, and left as it is here: --overwrite takes the file's",
            counted(conflicts as u64, "cell")
        ))?;
        return Ok(Outcome::Partly);
    }
    Ok(Outcome::Done)
}
