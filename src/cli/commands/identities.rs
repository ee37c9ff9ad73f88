//! `identities`: who and what must not get out.

mod decide;
mod indirect;
mod log;
mod queue;
mod register;
mod sheet;

use clap::Subcommand;

use crate::cli::{Outcome, Ui};
use crate::model::IdentityKind;
use crate::project::Project;

/// Say who and what must not get out, and review what was found
///
/// The register is the list that study.toml names, what is added here, and whoever is named by a case. What these commands
/// show holds real names: keep it inside the study.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim identities                                        All of them, and how often each is mentioned
  verbatim identities add person 'Elizabeth Hall' --case P3 --mode pseudonym
  verbatim identities add place Ostwick --mode generalise --wider 'the north-west'
  verbatim identities add organisation 'Quenbury Trust' QT --mode role --replacement charity
  verbatim identities alias 'Elizabeth Hall' Lizzie 'the Hall woman'
  verbatim identities change 4 --mode keep --reason 'the report is about this town; agreed with all'
  verbatim identities remove 4 --dry-run
  verbatim identities import names.xlsx --dry-run            A sheet: kind, forms (parted by ;), replacement, …
  verbatim identities export names.csv                       Real names, for you alone

  verbatim identities review                                 Decide on what was found, key by key
  verbatim identities queue --printed                        What is undecided in what outputs print now
  verbatim identities hide 'Ms Ormskerry' --alias-of 'Philippa Ormskerry'
  verbatim identities hide Quenbury --role 'a university'
  verbatim identities keep Ofcom --reason 'a regulator, named in the report'
  verbatim identities not-a-name Steadfast 'Key Stage Two'
  verbatim identities log --shareable --to ../log.csv        What was decided, without names"
)]
pub(crate) struct IdentitiesArgs {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    list: register::ListArgs,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// All of the register, and how often each is mentioned
    List(register::ListArgs),
    /// Put someone or something into the register
    Add(register::AddArgs),
    /// Change what an identity is, or how it is printed
    Change(register::ChangeArgs),
    /// Give an identity further forms, or take some away
    Alias(register::AliasArgs),
    /// Take identities out of the register
    Remove(register::RemoveArgs),
    /// List what may tell who someone is and nobody has decided on
    Queue(queue::QueueArgs),
    /// Go through it, key by key, on the whole terminal
    Review(queue::ReviewArgs),
    /// Hide forms, for all their mentions or for one
    Hide(decide::HideArgs),
    /// Keep forms as they are, for a reason
    Keep(decide::KeepArgs),
    /// Say that forms are ordinary words
    NotAName(decide::NotANameArgs),
    /// List what describes participants without naming them, and how many share it
    Indirect(indirect::IndirectArgs),
    /// Mark words as telling who somebody is
    Mark(indirect::MarkArgs),
    /// Take such a mark away
    Unmark(indirect::UnmarkArgs),
    /// Show what was hidden and kept, by whom and why, or write it into a file
    Log(log::LogArgs),
    /// Do again what a log says, in a study with the same texts
    Replay(log::ReplayArgs),
    /// Take a sheet into the register (.csv, .tsv, .xlsx, .ods), or a list (.toml)
    Import(sheet::ImportArgs),
    /// Write the register with real names as a file to work on (.csv, .toml)
    Export(sheet::ExportArgs),
}

pub(crate) fn run(arguments: &IdentitiesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => register::list(&arguments.list, project, ui)?,
        Some(Action::List(arguments)) => register::list(arguments, project, ui)?,
        Some(Action::Add(arguments)) => register::add(arguments, project, ui)?,
        Some(Action::Change(arguments)) => register::change(arguments, project, ui)?,
        Some(Action::Alias(arguments)) => register::alias(arguments, project, ui)?,
        Some(Action::Remove(arguments)) => register::remove(arguments, project, ui)?,
        Some(Action::Queue(arguments)) => queue::queue(arguments, project, ui)?,
        Some(Action::Review(arguments)) => queue::review(arguments, project, ui)?,
        Some(Action::Hide(arguments)) => decide::hide(arguments, project, ui)?,
        Some(Action::Keep(arguments)) => decide::keep(arguments, project, ui)?,
        Some(Action::NotAName(arguments)) => decide::not_a_name(arguments, project, ui)?,
        Some(Action::Indirect(arguments)) => indirect::indirect(arguments, project, ui)?,
        Some(Action::Mark(arguments)) => indirect::mark(arguments, project, ui)?,
        Some(Action::Unmark(arguments)) => indirect::unmark(arguments, project, ui)?,
        Some(Action::Log(arguments)) => log::log(arguments, project, ui)?,
        Some(Action::Replay(arguments)) => log::replay(arguments, project, ui)?,
        Some(Action::Import(arguments)) => return sheet::import(arguments, project, ui),
        Some(Action::Export(arguments)) => sheet::export(arguments, project, ui)?,
    }
    Ok(Outcome::Done)
}

fn kind(text: &str) -> Result<IdentityKind, String> {
    let all: Vec<&str> = IdentityKind::ALL.iter().map(|kind| kind.word()).collect();
    word(text, IdentityKind::from_word, &all)
}

/// Reads a word of a fixed list; the error says the list.
fn word<T>(word: &str, from_word: impl Fn(&str) -> Option<T>, all: &[&str]) -> Result<T, String> {
    from_word(&word.to_lowercase()).ok_or_else(|| format!("write {}", all.join(", ")))
}
