//! `undo` and `redo`: take back what was done, and do it again.

use crate::cli::{Outcome, Ui};
use crate::project::{Project, TakenBack, Whose};

/// Take back what you did last
///
/// Everything that changes the study can be taken back: what is said of cases, codings, memos, reviews, the codebook,
/// imports. The lines of the audit trail stay. The one thing that is for good is `verbatim cases withdraw`: nothing from
/// before a withdrawal can be taken back after it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim undo                  The last thing you did
  verbatim undo 3 --dry-run      What the last three were
  verbatim undo --event 42       One thing from before, if nothing that came later builds on it")]
pub(crate) struct UndoArgs {
    /// How many steps
    #[arg(default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    count: u16,

    /// Just the one that this event of `verbatim log` belongs to
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["count", "anyone"])]
    event: Option<i64>,

    /// Whoever did them, not only you
    #[arg(long)]
    anyone: bool,

    /// Say what would be taken back, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Do again what was taken back
///
/// Possible until you do something else.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim redo                  The last thing that you took back
  verbatim redo 3 --dry-run      What the last three were")]
pub(crate) struct RedoArgs {
    /// How many steps
    #[arg(default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    count: u16,

    /// Whoever did them, not only you
    #[arg(long)]
    anyone: bool,

    /// Say what would be done again, and change nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn undo(arguments: &UndoArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let (count, whose) = (usize::from(arguments.count), whose(arguments.anyone));
    let taken = match (arguments.event, arguments.dry_run) {
        (Some(number), true) => vec![project.would_undo_event(number)?],
        (Some(number), false) => vec![project.undo_event(number)?],
        (None, true) => project.would_undo(count, whose)?,
        (None, false) => project.undo(count, whose)?,
    };
    show(if arguments.dry_run { "would take back" } else { "taken back" }, &taken, ui)
}

pub(crate) fn redo(arguments: &RedoArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let (count, whose) = (usize::from(arguments.count), whose(arguments.anyone));
    let done = if arguments.dry_run { project.would_redo(count, whose)? } else { project.redo(count, whose)? };
    show(if arguments.dry_run { "would do again" } else { "done again" }, &done, ui)
}

fn whose(anyone: bool) -> Whose {
    if anyone { Whose::Anybodys } else { Whose::Own }
}

fn show(what: &str, steps: &[TakenBack], ui: &mut Ui) -> anyhow::Result<Outcome> {
    for step in steps {
        ui.line(format_args!("{what}: {}", step.words))?;
        for note in &step.notes {
            ui.note(note)?;
        }
    }
    Ok(Outcome::Done)
}
