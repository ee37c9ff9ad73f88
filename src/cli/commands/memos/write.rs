//! `memos add`, `edit`, `remove`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::cli::Ui;
use crate::project::{NewMemo, Project, WordsThere, WrittenMemo};
use crate::store::MemoEdit;
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct AddArgs {
    /// What you note
    #[arg(required_unless_present = "from", value_name = "TEXT")]
    content: Option<String>,

    /// What it is on: study, theme:ID, code:ID, case:NAME, question:CODE, memo:NUMBER (a reply), SOURCE, a place as
    /// SOURCE:12, or coding:CODE@SOURCE:12
    #[arg(long, default_value = "study", value_name = "WHAT")]
    on: String,

    /// On these words there
    #[arg(long, requires = "on", value_name = "WORDS")]
    words: Option<String>,

    /// Which of them, if they stand there several times, counted from 1
    #[arg(long, requires = "words", value_name = "N")]
    occurrence: Option<usize>,

    /// A title
    #[arg(long, default_value = "", hide_default_value = true)]
    title: String,

    /// A kind, in your own words: method, theory, reflexive
    #[arg(long, default_value = "", hide_default_value = true)]
    kind: String,

    /// Take the text from a file; - reads standard input
    #[arg(long, conflicts_with = "content", value_name = "FILE")]
    from: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct EditArgs {
    number: i64,

    /// What it says from now on
    #[arg(value_name = "TEXT", required_unless_present_any = ["from", "title", "kind", "on"])]
    content: Option<String>,

    /// Another title; an empty one takes it away
    #[arg(long)]
    title: Option<String>,

    /// Another kind
    #[arg(long)]
    kind: Option<String>,

    /// Put it on something else
    #[arg(long, value_name = "WHAT")]
    on: Option<String>,

    /// Take the text from a file; - reads standard input
    #[arg(long, conflicts_with = "content", value_name = "FILE")]
    from: Option<PathBuf>,
}

pub(super) fn add(arguments: &AddArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let on = match &arguments.words {
        Some(words) => {
            let place = arguments.on.strip_prefix("source:").unwrap_or(&arguments.on);
            project.words_noted(place, Some(WordsThere { words, occurrence: arguments.occurrence }))?
        }
        None => project.subject(&arguments.on)?,
    };
    let content = super::words_of(arguments.content.as_ref(), arguments.from.as_ref())?.unwrap_or_default();
    let memo = NewMemo { title: arguments.title.clone(), kind: arguments.kind.clone(), content };
    let written = project.add_memo(&on, &memo)?;
    tell(&written, "written", ui)
}

pub(super) fn edit(arguments: &EditArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let edit = MemoEdit {
        title: arguments.title.clone(),
        kind: arguments.kind.clone(),
        content: super::words_of(arguments.content.as_ref(), arguments.from.as_ref())?,
        on: arguments.on.as_ref().map(|on| project.subject(on)).transpose()?,
    };
    let written = project.edit_memo(arguments.number, &edit)?;
    tell(&written, "changed", ui)
}

fn tell(written: &WrittenMemo, done: &str, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(format_args!("memo {} {done}", written.number))?;
    for mention in &written.unknown_mentions {
        ui.warn(format_args!("[[{mention}]] links with nothing: there is no such thing in the study"))?;
    }
    Ok(())
}

pub(super) fn remove(numbers: &[i64], project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let removed = project.remove_memos(numbers)?;
    let replies = removed.numbers.iter().filter(|number| !numbers.contains(number)).count();
    let replies = match replies {
        0 => None,
        1 => Some("1 reply".to_owned()),
        count => Some(format!("{count} replies")),
    };
    let links = (removed.link_count > 0).then(|| counted(removed.link_count as u64, "link"));
    let with: Vec<String> = replies.into_iter().chain(links).collect();
    let with = if with.is_empty() { String::new() } else { format!(", with {}", with.join(" and ")) };
    let of: BTreeSet<i64> = numbers.iter().copied().collect();
    ui.line(format_args!("{} removed{with}", counted(of.len() as u64, "memo")))?;
    Ok(())
}
