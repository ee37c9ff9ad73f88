//! `codings`: what is coded, and coding by hand.

mod change;
mod lay;
mod list;

use clap::Subcommand;

pub(super) use lay::show_examples;

use crate::cli::{Outcome, Ui};
use crate::model::CodingStatus;
use crate::project::{CodingQuery, Project};

/// List codings, lay codes on words by hand, decide about what rules propose
///
/// A PLACE is a segment of a source (anna:12), some of them (anna:12-14), a whole source (anna), a respondent (survey:R17)
/// or an answer (survey:R17:Q29); a source goes by its path, the end of it, or its file's name without extension.
/// `verbatim code SOURCE` does the same segment by segment, with a palette of codes. Shows participants' real words, for
/// work inside the study.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim codings --status proposed --code posts      What the rules propose
  verbatim codings anna --coder people --format csv    What people coded in one interview
  verbatim codings add anna --code posts --words 'two more posts'
  verbatim codings add anna --code posts --segment 12
  verbatim codings accept --code posts --rule 1 --dry-run
  verbatim codings reject anna:12 --code posts
  verbatim codings recode --code posts --where 'question:Q29' --to vacancies
  verbatim codings move anna:12 --code posts --to-words 'two more posts'"
)]
pub(crate) struct CodingsArgs {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    list: list::ListArgs,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Lay a code on words: these words, whole segments, or an answer
    Add(lay::AddArgs),
    /// Put one coding on other words of the same text
    Move(lay::MoveArgs),
    /// Give codings another code
    ///
    /// What a rule proposed is rejected, and its words get the new code by your hand. Other people's codings are left as
    /// they are unless --coder names them.
    Recode {
        #[command(flatten)]
        which: WhichArgs,
        /// The code that they get
        #[arg(long, value_name = "CODE")]
        to: String,
        /// Change nothing; say what it would be
        #[arg(long)]
        dry_run: bool,
    },
    /// Take codings away; what a rule proposed is rejected, so that it does not come back
    ///
    /// Other people's codings are left as they are unless --coder names them.
    Remove(change::ChangeArgs),
    /// Accept what rules propose, or what somebody coded
    Accept(change::ChangeArgs),
    /// Reject it: it counts nowhere, and rules do not propose it again
    Reject(change::ChangeArgs),
    /// Make it a proposal again, as if nobody had decided
    Reset(change::ChangeArgs),
}

/// Which codings are meant.
#[derive(Debug, clap::Args)]
struct WhichArgs {
    /// At these places: SOURCE, SOURCE:12, SOURCE:12-14, SURVEY:RESPONDENT, SURVEY:RESPONDENT:QUESTION
    #[arg(value_name = "PLACE")]
    places: Vec<String>,

    /// Only with this code (its id); not those below it
    #[arg(long = "code", value_name = "CODE")]
    codes: Vec<String>,

    /// Only with a code of this theme (its id); those below them too
    #[arg(long = "theme", value_name = "THEME")]
    themes: Vec<String>,

    /// Only by this coder: a name, `people`, or `rules`
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,

    /// Only proposed, accepted or rejected ones
    #[arg(long = "status", value_parser = status, value_name = "STATUS")]
    statuses: Vec<CodingStatus>,

    /// Only in this source
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,

    /// Only on what this case said
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// Only on segments that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// Only what this rule of the code found, counted from 1
    #[arg(long, value_name = "N")]
    rule: Option<usize>,
}

impl WhichArgs {
    fn query(&self) -> CodingQuery {
        CodingQuery {
            places: self.places.clone(),
            codes: self.codes.clone(),
            themes: self.themes.clone(),
            coder: self.coder.clone(),
            statuses: self.statuses.clone(),
            source: self.source.clone(),
            case: self.case.clone(),
            filter: self.filter.clone(),
            rule_number: self.rule,
        }
    }
}

fn status(word: &str) -> Result<CodingStatus, String> {
    CodingStatus::from_word(word).ok_or_else(|| "write proposed, accepted or rejected".to_owned())
}

pub(crate) fn run(arguments: &CodingsArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list::run(&arguments.list, project, ui)?,
        Some(Action::Add(add)) => lay::add(add, project, ui)?,
        Some(Action::Move(moved)) => lay::move_one(moved, project, ui)?,
        Some(Action::Recode { which, to, dry_run }) => change::recode(which, to, *dry_run, project, ui)?,
        Some(Action::Remove(change)) => change::remove(change, project, ui)?,
        Some(Action::Accept(change)) => change::decide(change, CodingStatus::Accepted, project, ui)?,
        Some(Action::Reject(change)) => change::decide(change, CodingStatus::Rejected, project, ui)?,
        Some(Action::Reset(change)) => change::decide(change, CodingStatus::Proposed, project, ui)?,
    }
    Ok(Outcome::Done)
}
