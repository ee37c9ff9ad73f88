//! `identities`: who and what must not get out.

mod register;

use clap::Subcommand;

use crate::cli::{Outcome, Ui};
use crate::project::Project;

/// List, add and change identities: who and what must not get out, and what is printed instead
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
  verbatim identities remove 4 --dry-run"
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
}

pub(crate) fn run(arguments: &IdentitiesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => register::list(&arguments.list, project, ui)?,
        Some(Action::List(arguments)) => register::list(arguments, project, ui)?,
        Some(Action::Add(arguments)) => register::add(arguments, project, ui)?,
        Some(Action::Change(arguments)) => register::change(arguments, project, ui)?,
        Some(Action::Alias(arguments)) => register::alias(arguments, project, ui)?,
        Some(Action::Remove(arguments)) => register::remove(arguments, project, ui)?,
    }
    Ok(Outcome::Done)
}

/// Reads a word of a fixed list; the error says the list.
fn word<T>(word: &str, from_word: impl Fn(&str) -> Option<T>, all: &[&str]) -> Result<T, String> {
    from_word(&word.to_lowercase()).ok_or_else(|| format!("write {}", all.join(", ")))
}
