//! `quotes`: pseudonymised quotations of a theme or code, those that are chosen, and how they are printed.

mod choose;
mod trim;

use clap::Subcommand;

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::project::{Project, QuoteOptions, WordsThere};

/// Print quotations of a theme or a code, choose them, trim them
///
/// They are what a report would print: balanced over participants, identities replaced, labels instead of names, and read
/// again by the gate before they are shown. Which come first, and how they are printed, you say with `pin` and `trim`: the
/// texts stay as they are. `pins` and `show` show participants' real words, for work inside the study.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim quotes --theme resourcing
  verbatim quotes --code staff-training --limit 20 --format csv
  verbatim quotes --theme prevention --where 'sector:Policing'
  verbatim quotes pin anna:12 --theme resourcing             Quote it before all others
  verbatim quotes pins
  verbatim quotes mark survey:R17:Q29 --against resourcing   A negative case
  verbatim quotes trim anna:12 --leave-out 'and so on'       […] is printed for it
  verbatim quotes trim anna:12 --add 'the councils' --after 'They'
  verbatim quotes trim anna:12 --from 'They pay' --to 'we wait'
  verbatim quotes show anna:12                               As it stands, and as it is printed
  verbatim quotes restore anna:12"
)]
pub(crate) struct QuotesArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// The theme (its id) [default: all themes]
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,

    /// The code (its id)
    #[arg(long, value_name = "CODE", conflicts_with = "theme")]
    code: Option<String>,

    /// Only from segments that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// How many of each
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,

    /// How many of one participant at the most
    #[arg(long, default_value_t = 2, value_name = "N")]
    per_case: usize,

    /// What speaks against each, too
    #[arg(long)]
    negative: bool,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Quote these words before all others
    ///
    /// Under the theme or code, or in the output, that you name; without any, under each heading that they are coded with.
    /// They count toward `limit` and `per_case`, and stay through rebuilds, merges of codes and corrected files.
    Pin(choose::PinArgs),
    /// Take a pin away
    Unpin(choose::UnpinArgs),
    /// List what is pinned, in order, and whether it is quoted
    Pins(choose::PinsArgs),
    /// Mark words as a negative case: they speak against a theme
    ///
    /// Outputs with `negative_cases = true` print them under a heading of their own. They are not quoted for the theme.
    Mark(choose::MarkArgs),
    /// Take such a mark away
    Unmark(choose::UnmarkArgs),
    /// Say how words are printed wherever they are quoted: left out, put in, replaced, begun and ended
    Trim(trim::TrimArgs),
    /// Show a quotation as it stands and as it is printed
    Show(trim::ShowArgs),
    /// Print words as they stand again
    Restore(trim::RestoreArgs),
}

/// Words in the study, as people name them.
#[derive(Debug, clap::Args)]
pub(super) struct PlaceArgs {
    /// A place: anna:12, survey:R17:Q29; or, with --words, a source
    #[arg(value_name = "PLACE")]
    place: String,

    /// The words there; without them all at the place
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,

    /// Which of them, where they stand there several times; counted from 1
    #[arg(long, value_name = "N", requires = "words")]
    occurrence: Option<usize>,
}

impl PlaceArgs {
    fn words(&self) -> Option<WordsThere<'_>> {
        self.words.as_deref().map(|words| WordsThere { words, occurrence: self.occurrence })
    }
}

pub(crate) fn run(arguments: &QuotesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => print(arguments, project, ui)?,
        Some(Action::Pin(pin)) => choose::pin(pin, project, ui)?,
        Some(Action::Unpin(unpin)) => choose::unpin(unpin, project, ui)?,
        Some(Action::Pins(pins)) => choose::pins(pins, project, ui)?,
        Some(Action::Mark(mark)) => choose::mark(mark, project, ui)?,
        Some(Action::Unmark(unmark)) => choose::unmark(unmark, project, ui)?,
        Some(Action::Trim(trim)) => trim::trim(trim, project, ui)?,
        Some(Action::Show(show)) => trim::show(&show.place, show.format, project, ui)?,
        Some(Action::Restore(restore)) => trim::restore(restore, project, ui)?,
    }
    Ok(Outcome::Done)
}

fn print(arguments: &QuotesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let options = QuoteOptions {
        theme: arguments.theme.clone(),
        code: arguments.code.clone(),
        filter: arguments.filter.clone(),
        limit: arguments.limit,
        per_case: arguments.per_case,
        negative_cases: arguments.negative,
    };
    let report = project.quotes(&options, &ui.progress())?;
    if let Some(warning) = project.names_warning()? {
        ui.warn(warning)?;
    }
    super::show_report(&report, arguments.format, ui)
}
