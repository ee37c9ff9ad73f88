//! `cases`: who is in the study.

mod change;
mod list;
mod show;
mod withdraw;

use clap::Subcommand;

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::model::Consent;
use crate::project::{AttributeTest, CaseQuery, Project};

/// List and describe participants, leave them out, merge them, let them withdraw
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim cases                                   Everyone who is kept
  verbatim cases --status all --where sector=Policing --where 'years>=5'
  verbatim cases show P3
  verbatim cases set P3 sector=Policing region=UK
  verbatim cases set --from participants.xlsx      What a sheet says, all at once
  verbatim cases exclude P3 --reason 'asked to leave'
  verbatim cases merge P3 survey.csv:R17           One person, two names
  verbatim cases withdraw P3                       What would go; --yes does it"
)]
pub(crate) struct CasesArgs {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    list: list::ListArgs,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show one case: attributes, sources, codings, consent, and what was decided
    Show {
        case: String,
        /// How to show it
        #[arg(long, value_enum, default_value_t)]
        format: ListingFormat,
    },
    /// Set attributes of a case, or of many from a sheet; an empty value takes one away
    #[command(override_usage = "verbatim cases set <CASE> <NAME=VALUE>...\n       verbatim cases set --from <SHEET>")]
    Set(change::SetArgs),
    /// Set what cases agreed to: none, analyse (counted, never quoted), quote-alone (without attributes) or quote
    Consent {
        #[arg(required = true, value_name = "CASE")]
        cases: Vec<String>,
        #[arg(value_parser = consent, value_name = "none|analyse|quote-alone|quote")]
        consent: Consent,
    },
    /// Leave cases out of every count, table and quote
    Exclude {
        #[command(flatten)]
        which: WhichArgs,
        /// Why, for the sample flow
        #[arg(long)]
        reason: String,
    },
    /// Take cases in again
    Include {
        #[command(flatten)]
        which: WhichArgs,
    },
    /// Make several cases one: the same person under two names, now and at every later import
    Merge {
        /// The name that stays
        keep: String,
        /// The others
        #[arg(required = true, value_name = "OTHER")]
        others: Vec<String>,
        /// Whose attributes count where they differ
        #[arg(long, value_name = "CASE")]
        prefer: Option<String>,
    },
    /// List cases that may be one person: same id, same name, same long answer
    Duplicates {
        /// How to show them
        #[arg(long, value_enum, default_value_t)]
        format: ListingFormat,
    },
    /// Take every trace of a case's words out of the study, for good
    ///
    /// Without --yes nothing is changed: it says what would go, and what only you can delete. With --yes all of it goes
    /// from the store (its free pages too), the index and output/. That somebody withdrew is kept, but not who; an import
    /// never brings them in again, even if their file is still there.
    Withdraw(withdraw::WithdrawArgs),
}

/// Cases by name, or by what they are.
#[derive(Debug, clap::Args)]
struct WhichArgs {
    #[arg(required_unless_present = "attributes", value_name = "CASE")]
    cases: Vec<String>,

    /// All whose attribute has this value, or passes this comparison
    #[arg(long = "where", value_parser = AttributeTest::parse, conflicts_with = "cases", value_name = "NAME=VALUE")]
    attributes: Vec<AttributeTest>,

    /// Change nothing; say who it would be
    #[arg(long)]
    dry_run: bool,
}

impl WhichArgs {
    fn query(&self) -> CaseQuery {
        CaseQuery { attributes: self.attributes.clone(), ..CaseQuery::default() }
    }
}

fn consent(word: &str) -> Result<Consent, String> {
    Consent::from_word(word).ok_or_else(|| "write none, analyse, quote-alone or quote".to_owned())
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    if name.trim().is_empty() {
        return Err("write the attribute's name before the =".to_owned());
    }
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub(crate) fn run(arguments: &CasesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list::run(&arguments.list, project, ui)?,
        Some(Action::Show { case, format }) => show::run(case, *format, project, ui)?,
        Some(Action::Set(set)) => change::set(set, project, ui)?,
        Some(Action::Consent { cases, consent }) => {
            project.set_consent(cases, *consent)?;
            ui.line(format_args!("{}: consent is {consent}", cases.join(", ")))?;
        }
        Some(Action::Exclude { which, reason }) => change::exclude(which, reason, project, ui)?,
        Some(Action::Include { which }) => change::include(which, project, ui)?,
        Some(Action::Merge { keep, others, prefer }) => {
            for line in project.merge_cases(keep, others, prefer.as_deref())?.lines() {
                ui.line(line)?;
            }
        }
        Some(Action::Duplicates { format }) => list::duplicates(*format, project, ui)?,
        Some(Action::Withdraw(withdraw)) => return withdraw::run(withdraw, project, ui),
    }
    Ok(Outcome::Done)
}
