//! `code`: apply the codebook's rules, or code by hand, segment by segment.

use crate::cli::walk::{self, Session};
use crate::cli::{Outcome, Ui};
use crate::project::{Project, WalkQuery};
use crate::text::counted;

/// Apply the codebook's rules, explain what they do, or code by hand, segment by segment
///
/// What the rules find is proposed; what a person accepted, rejected or coded by hand stays as it is.
///
/// With a SOURCE, a question or a query it shows one segment after the other on the whole terminal: `/` finds a code by a
/// few letters, Enter gives it, `?` shows all keys. Everything is saved at once.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim code                                    Apply the rules to everything
  verbatim code interview-2                        Code by hand: one segment after the other
  verbatim code --question Q29 --uncoded           … answers that have no code yet
  verbatim code --explain 'supervis*'              Which rules code these segments, and by which words
  verbatim code --explain 'funding' --code staff-training   … and why this code is not among them")]
pub(crate) struct CodeArgs {
    /// Code this source by hand, or a place in it: anna, anna:12-40, survey:R17
    #[arg(value_name = "SOURCE", conflicts_with_all = ["explain", "dry_run"])]
    source: Option<String>,

    /// Code by hand the segments that this query finds
    #[arg(long = "where", value_name = "QUERY", conflicts_with_all = ["explain", "dry_run"])]
    filter: Option<String>,

    /// Code by hand the answers to this question
    #[arg(long, value_name = "QUESTION", conflicts_with_all = ["explain", "dry_run"])]
    question: Option<String>,

    /// Code by hand what has no code yet
    #[arg(long, conflicts_with_all = ["explain", "dry_run"])]
    uncoded: bool,

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
    if arguments.is_by_hand() {
        return by_hand(arguments, project, ui);
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

fn by_hand(arguments: &CodeArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let query = WalkQuery {
        place: arguments.source.clone(),
        question: arguments.question.clone(),
        filter: arguments.filter.clone(),
        uncoded: arguments.uncoded,
    };
    let stops = project.stops(&query, &ui.progress())?;
    anyhow::ensure!(
        walk::is_there(),
        "coding segment by segment needs a terminal; `verbatim codings add` lays codes on words without one"
    );
    match Session::begin(project, stops)? {
        Some(mut session) => walk::run(&mut session)?,
        None => ui.note("no segment to code is like that")?,
    }
    Ok(Outcome::Done)
}

impl CodeArgs {
    const fn is_by_hand(&self) -> bool {
        self.source.is_some() || self.filter.is_some() || self.question.is_some() || self.uncoded
    }
}
