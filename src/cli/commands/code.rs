//! `code`: apply the codebook's rules.

use crate::cli::{Outcome, Ui};
use crate::project::Project;
use crate::text::counted;

/// Apply the codebook's rules, or explain what they do
///
/// What the rules find is proposed; what a person accepted, rejected or coded by hand stays as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim code                                    Apply the rules to everything
  verbatim code --explain 'supervis*'              Which rules code these segments, and by which words
  verbatim code --explain 'funding' --code staff-training   … and why this code is not among them")]
pub(crate) struct CodeArgs {
    /// Explain the codings of the segments that this query finds
    #[arg(long, value_name = "QUERY")]
    explain: Option<String>,

    /// Explain this code alone, also where it was not given
    #[arg(long, value_name = "CODE", requires = "explain")]
    code: Option<String>,

    /// How many segments to explain
    #[arg(long, default_value_t = 5, value_name = "N", requires = "explain")]
    limit: usize,

    /// Change nothing; say what would be found
    #[arg(long, conflicts_with = "explain")]
    dry_run: bool,
}

pub(crate) fn run(arguments: &CodeArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if let Some(query) = &arguments.explain {
        let explained = project.explain(query, arguments.code.as_deref(), arguments.limit, &ui.progress())?;
        for segment in &explained {
            ui.line(format_args!("{}  {}", Ui::strong(&segment.place), segment.words))?;
            for line in &segment.lines {
                ui.line(format_args!("    {line}"))?;
            }
        }
        if explained.is_empty() {
            ui.note("no segment matches")?;
        }
        return Ok(Outcome::Done);
    }
    let report = project.code(arguments.dry_run, &ui.progress())?;
    for rule in &report.never_fired {
        ui.warn(rule)?;
    }
    let verb = match (arguments.dry_run, report.codings) {
        (true, _) => "would be",
        (false, 1) => "is",
        (false, _) => "are",
    };
    let (codings, codes) = (counted(report.codings, "coding"), counted(report.codes, "code"));
    ui.line(format_args!("{codings} of {codes} {verb} proposed"))?;
    Ok(Outcome::Done)
}
