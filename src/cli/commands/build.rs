//! `build`: the main job.

mod watch;

use crate::cli::{Outcome, Ui};
use crate::project::{BuildOptions, BuildReport, Project};
use crate::text::counted;

/// Do everything that study.toml asks for
///
/// Imports what is new or changed, indexes it, applies the codebook's rules, and writes every output. What is up to date
/// is left alone. Every output is pseudonymised on its way out and then read again: if an identity is still in it, it is
/// not written.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  verbatim build\n  verbatim build --check     Only say what is out of date, and why\n  verbatim build appendix    Only this output or document\n  verbatim build --watch     Again whenever a file is saved or something is coded"
)]
pub(crate) struct BuildArgs {
    /// Outputs or documents to write [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// Write nothing; say what is out of date and why
    #[arg(long)]
    check: bool,

    /// Build again whenever a file of the study is saved or something in it is changed, until Ctrl-C
    #[arg(long, conflicts_with = "check")]
    watch: bool,
}

pub(crate) fn run(arguments: &BuildArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if arguments.check {
        return check(project, ui);
    }
    let options = BuildOptions { names: arguments.names.clone() };
    if arguments.watch {
        return watch::watch(&options, project, ui);
    }
    let report = project.build(&options, &ui.progress())?;
    show(&report, ui)?;
    Ok(if report.is_complete() { Outcome::Done } else { Outcome::Partly })
}

fn check(project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let stale = project.out_of_date()?;
    if stale.is_empty() {
        ui.line("everything is up to date")?;
        return Ok(Outcome::Done);
    }
    for reason in &stale {
        ui.line(reason)?;
    }
    Ok(Outcome::Failed)
}

fn show(report: &BuildReport, ui: &mut Ui) -> anyhow::Result<()> {
    for failure in &report.failed_imports {
        super::tell(failure, ui)?;
    }
    for warning in &report.warnings {
        ui.warn(warning)?;
    }
    if report.did_nothing() {
        let files = counted(report.file_count as u64, "file");
        ui.done(format_args!("{}: everything is up to date ({files} in output/)", Ui::strong(&report.title)))?;
    } else {
        ui.done(Ui::strong(&report.title))?;
        for line in report.lines() {
            ui.done(format_args!("  {line}"))?;
        }
    }
    if let Some(main) = &report.main_output {
        ui.done(format_args!("  The report: {}", Ui::good(main.display())))?;
    }
    advise(&report.advice, ui)?;
    for failure in &report.failed_outputs {
        super::tell(failure, ui)?;
    }
    for refusal in &report.refused {
        ui.error(format_args!("{} was not written: it still holds what must not get out", refusal.output))?;
        for finding in &refusal.findings {
            ui.detail(finding)?;
        }
    }
    if !report.refused.is_empty() {
        ui.hint(
            "in a title, note or name of yours: change it there, or allow the form in study.toml, with a reason; in what \
             people said: `verbatim identities queue` lists what is undecided, `verbatim identities keep` lets it stand",
        )?;
    }
    Ok(())
}

/// So many places are named of what is worth a look.
const PLACES: usize = 5;

/// What looks like a name in finished files alone: a template, a property, a heading. No reason not to write them.
pub(super) fn advise(advice: &[String], ui: &mut Ui) -> anyhow::Result<()> {
    if advice.is_empty() {
        return Ok(());
    }
    let places = counted(advice.len() as u64, "place");
    let looks = if advice.len() == 1 { "looks like a name" } else { "look like names" };
    ui.warn(format_args!("worth a look: {places} in the files {looks} that nobody has listed"))?;
    for finding in advice.iter().take(PLACES) {
        ui.detail(finding)?;
    }
    Ok(ui.hint("`verbatim check --show output/` says what stands there; `verbatim identities keep` lets it stand")?)
}
