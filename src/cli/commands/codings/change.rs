//! `codings accept`, `reject`, `reset`, `remove` and `recode`: what is decided about codings, many at a time.

use super::WhichArgs;
use crate::cli::Ui;
use crate::model::CodingStatus;
use crate::project::{CodingsChanged, Project, coder_name};
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct ChangeArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// Change nothing; say what it would be
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn decide(
    arguments: &ChangeArgs,
    status: CodingStatus,
    project: &mut Project,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let query = arguments.which.query();
    let changed = project.decide_codings(&query, status, arguments.dry_run, &ui.progress())?;
    let done = if status == CodingStatus::Proposed { "proposed again" } else { status.word() };
    show(&changed, done, arguments.dry_run, ui)
}

pub(super) fn remove(arguments: &ChangeArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let changed = project.remove_codings(&arguments.which.query(), arguments.dry_run, &ui.progress())?;
    show(&changed, "removed", arguments.dry_run, ui)
}

pub(super) fn recode(
    which: &WhichArgs,
    to: &str,
    dry_run: bool,
    project: &mut Project,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let changed = project.recode(&which.query(), to, dry_run, &ui.progress())?;
    show(&changed, &format!("recoded {to}"), dry_run, ui)
}

fn show(changed: &CodingsChanged, done: &str, dry_run: bool, ui: &mut Ui) -> anyhow::Result<()> {
    if dry_run {
        super::lay::show_examples(
            changed.examples.iter().map(|shown| {
                let coding = &shown.coding;
                let what = format!("{}, {} by {}", coding.code, coding.status, coder_name(&coding.coder));
                (format!("{}  {what}", shown.place), coding.words.as_str())
            }),
            changed.changed,
            ui,
        )?;
    }
    let would = if dry_run { "would be " } else { "" };
    ui.line(format_args!("{} {would}{done}", counted(changed.changed as u64, "coding")))?;
    if changed.same > 0 {
        ui.note(format_args!("{} already so", changed.same))?;
    }
    if changed.of_others > 0 {
        let others = counted(changed.of_others as u64, "coding");
        ui.note(format_args!("{others} of other people left as they are: --coder names whose, or `people`"))?;
    }
    Ok(())
}
