//! `links`: what people say belongs together.

use clap::Subcommand;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::model::{Link, Subject};
use crate::project::{Project, in_words};
use crate::store::LinkFilter;
use crate::text::counted;

/// List and make links between any two things in the study
///
/// A thing is written as theme:ID, code:ID, case:NAME, question:CODE, memo:NUMBER, SOURCE, a place as SOURCE:12, or
/// coding:CODE@SOURCE:12. What stands in a memo in
/// double brackets, as [[code:posts]], is listed too; such a link goes when the words are taken out of the memo.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim links                                   All of them
  verbatim links code:posts                        From and to one code
  verbatim links add code:posts theme:money --kind explains
  verbatim links add case:P3 case:P4 --kind contradicts
  verbatim links remove 2"
)]
pub(crate) struct LinksArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// Only links from or to this
    #[arg(value_name = "WHAT")]
    of: Option<String>,

    /// Only links of this kind
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Link two things
    Add(AddArgs),
    /// Take a link away
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct AddArgs {
    /// Where it comes from
    from: String,

    /// What it leads to
    to: String,

    /// How they belong together, in your own words: explains, contradicts, example of
    #[arg(long, default_value = "", hide_default_value = true)]
    kind: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct RemoveArgs {
    #[arg(required = true, value_name = "NUMBER")]
    numbers: Vec<i64>,
}

pub(crate) fn run(arguments: &LinksArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list(arguments, project, ui)?,
        Some(Action::Add(arguments)) => add(arguments, project, ui)?,
        Some(Action::Remove(arguments)) => remove(arguments, project, ui)?,
    }
    Ok(Outcome::Done)
}

pub(super) fn add(arguments: &AddArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let (from, to) = (project.subject(&arguments.from)?, project.subject(&arguments.to)?);
    let number = project.add_link(&from, &to, &arguments.kind)?;
    let (from, to) = (project.named_subject(&from)?, project.named_subject(&to)?);
    let kind = if arguments.kind.is_empty() { "is linked with" } else { &arguments.kind };
    ui.line(format_args!("link {number}: {} {kind} {}", in_words(&from), in_words(&to)))?;
    Ok(())
}

pub(super) fn remove(arguments: &RemoveArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    project.remove_links(&arguments.numbers)?;
    ui.line(format_args!("{} removed", counted(arguments.numbers.len() as u64, "link")))?;
    Ok(())
}

fn list(arguments: &LinksArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let of: Option<Subject> = arguments.of.as_ref().map(|of| project.subject(of)).transpose()?;
    let links = project.links(&LinkFilter { of, kind: arguments.kind.clone() })?;
    if links.is_empty() {
        ui.note("no link is like that")?;
    }
    let mut listing = Listing::new(&["Number", "From", "From words", "Kind", "To", "To words", "Who", "When"]);
    for link in &links {
        listing.row(vec![
            json!(link.number),
            json!(in_words(&link.from)),
            json!(link.from.words),
            json!(link.kind),
            json!(in_words(&link.to)),
            json!(link.to.words),
            json!(link.author),
            json!(link.made_at),
        ]);
    }
    listing.show(arguments.format, ui)?;
    if arguments.format == ListingFormat::Table && !links.is_empty() {
        ui.note(counted(links.len() as u64, "link"))?;
    }
    Ok(())
}

/// A link for reading, as memos show it.
pub(super) fn sentence(link: &Link) -> String {
    let kind = if link.kind.is_empty() { "is linked with" } else { &link.kind };
    let number = link.number.map(|number| format!("link {number}: ")).unwrap_or_default();
    format!("{number}{} {kind} {}", in_words(&link.from), in_words(&link.to))
}
