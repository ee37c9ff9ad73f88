//! `status`: where the study stands.

use crate::cli::{Outcome, Ui};
use crate::project::Project;

/// Say where the study stands and what is out of date
#[derive(Debug, clap::Args)]
pub(crate) struct StatusArgs {}

pub(crate) fn run(_arguments: &StatusArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let status = project.status()?;
    ui.line(Ui::strong(&status.title))?;
    for line in status.lines() {
        ui.line(format_args!("  {line}"))?;
    }
    if let Some(notice) = project.undecided_notice()? {
        ui.line(format_args!("  {notice}"))?;
    }
    let stale = project.out_of_date()?;
    if stale.is_empty() {
        ui.line("  everything is up to date")?;
    } else {
        ui.line("out of date:")?;
        for reason in stale {
            ui.line(format_args!("  {reason}"))?;
        }
        ui.hint("`verbatim build` brings everything up to date")?;
    }
    Ok(Outcome::Done)
}
