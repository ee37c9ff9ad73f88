//! The register from a sheet, and as one.

use std::path::PathBuf;

use super::register::told;
use crate::cli::{Outcome, Ui};
use crate::project::Project;

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// A sheet with columns kind and forms, and any of replacement, mode, wider, case, reason: .csv, .tsv, .xlsx, .ods; or a
    /// list: .toml
    file: PathBuf,

    /// Change nothing; show what would change
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// Where to: a .csv or .toml file, not in output/
    file: PathBuf,

    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

pub(super) fn import(arguments: &ImportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let read = project.read_identities(&arguments.file, arguments.dry_run)?;
    for changed in &read.changed {
        told(changed, arguments.dry_run, ui)?;
    }
    for column in &read.not_read {
        ui.warn(format_args!("the column {column:?} is not read: it says nothing of an identity"))?;
    }
    let (new, old): (Vec<_>, Vec<_>) = read.changed.iter().partition(|changed| changed.before.is_none());
    let (added, changed) = if arguments.dry_run { ("would be added", "would change") } else { ("added", "changed") };
    ui.line(format_args!("{} {added}, {} {changed}, {} the same", new.len(), old.len(), read.same))?;
    Ok(Outcome::Done)
}

pub(super) fn export(arguments: &ExportArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let written = project.write_identities(&arguments.file, arguments.force)?;
    let many = if written.count == 1 { "1 identity".to_owned() } else { format!("{} identities", written.count) };
    ui.line(format_args!("{}: {many}", written.path.display()))?;
    ui.warn("it holds real names: keep it inside the study, apart from what you publish")?;
    Ok(())
}
