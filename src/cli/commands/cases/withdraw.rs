//! `cases withdraw`: every trace of someone's words leaves the study.

use crate::cli::{Outcome, Ui};
use crate::project::{Project, WITHDRAWAL_REASONS, WithdrawalReport};

#[derive(Debug, clap::Args)]
pub(super) struct WithdrawArgs {
    case: String,

    /// Why, in a word that tells nothing of who it is
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(WITHDRAWAL_REASONS), value_name = "WORD")]
    reason: Option<String>,

    /// Do it: it cannot be taken back
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(arguments: &WithdrawArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if !arguments.yes {
        let report = project.withdrawal(&arguments.case)?;
        ui.line(Ui::strong(format_args!("If {} withdraws, this goes, and cannot be brought back:", report.name)))?;
        show(&report, ui)?;
        ui.hint(format_args!("nothing has been changed; `verbatim cases withdraw {:?} --yes` does it", report.name))?;
        return Ok(Outcome::Done);
    }
    let reason = arguments.reason.as_deref().unwrap_or_default();
    let report = project.withdraw(&arguments.case, reason, &ui.progress())?;
    ui.line(Ui::strong("This is gone:"))?;
    show(&report, ui)?;
    ui.hint("`verbatim build` makes the outputs again, and never reads them in again")?;
    if report.is_complete {
        return Ok(Outcome::Done);
    }
    ui.warn(
        "another program has the study open, so the store's files may still hold their words: close it, and the next command takes them out",
    )?;
    Ok(Outcome::Partly)
}

fn show(report: &WithdrawalReport, ui: &mut Ui) -> anyhow::Result<()> {
    for line in &report.goes {
        ui.line(format_args!("  {line}"))?;
    }
    ui.line(Ui::strong("Only you can delete this:"))?;
    for line in &report.by_hand {
        ui.line(format_args!("  {line}"))?;
    }
    Ok(())
}
