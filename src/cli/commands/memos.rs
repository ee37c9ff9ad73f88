//! `memos`: what people note.

mod export;
mod list;
mod write;

use std::path::PathBuf;

use clap::Subcommand;

use super::links;
use crate::cli::{ListingFormat, Outcome, Ui};
use crate::model::SubjectKind;
use crate::project::Project;
use crate::store::MemoFilter;

/// List and write memos, on anything in the study
///
/// On the study as a whole, its sources, people, questions, codes and themes, on words and codings, and on other memos.
/// Comments of Word documents and memos of other tools are there too, on the words they came on.
///
/// Shows participants' real words and what was written about them, for work inside the study. What may be printed is made
/// by `memos export`, or as an output of the study.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim memos                                   All of them
  verbatim memos grant --kind method               Those that mention a word, of one kind
  verbatim memos --source anna.docx --since 2026-03
  verbatim memos add 'Teams lend each other staff: see [[case:P3]]' --on code:staff-training --kind theory
  verbatim memos add 'Said with a laugh' --on anna:12 --words 'two more posts'
  verbatim memos add 'Not in the spring round' --on memo:12
  verbatim memos show 12
  verbatim memos link 12 theme:resourcing --kind explains
  verbatim memos export appendix.docx --kind method"
)]
pub(crate) struct MemosArgs {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    which: WhichArgs,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Write a memo
    ///
    /// Something in double brackets, as [[code:posts]], [[case:P3]] or [[memo:12]], links the memo with it.
    Add(write::AddArgs),
    /// Change a memo's words, title or kind, or what it is on
    Edit(write::EditArgs),
    /// Take memos away, with the replies to them
    Remove {
        #[arg(required = true, value_name = "NUMBER")]
        numbers: Vec<i64>,
    },
    /// Show one memo whole, with its replies and links
    Show {
        number: i64,
        /// How to show it
        #[arg(long, value_enum, default_value_t)]
        format: ListingFormat,
    },
    /// Link a memo, or anything, with something else
    Link(links::AddArgs),
    /// Take a link away
    Unlink(links::RemoveArgs),
    /// Write memos to a file that may leave the study: people and places in them are replaced as in every output
    Export(export::ExportArgs),
}

/// Memos by what they are on, and by what they say.
#[derive(Debug, clap::Args)]
pub(super) struct WhichArgs {
    /// Only memos with all of these in them
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Find the words in any form, in this language
    #[arg(long, value_name = "LANGUAGE", num_args = 0..=1, default_missing_value = "")]
    stem: Option<String>,

    /// Only memos on things of this kind: study, theme, code, question, case, source, text, passage, coding, memo, cell
    #[arg(long, value_parser = subject_kind, value_name = "WHAT")]
    on: Vec<SubjectKind>,

    /// Only memos on this source or anything in it: its path, or the end of it
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,

    /// Only memos on this code or its use
    #[arg(long, value_name = "CODE")]
    code: Option<String>,

    /// Only memos on this theme
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,

    /// Only memos on this case or its words
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// Only memos by this person
    #[arg(long, value_name = "NAME")]
    author: Option<String>,

    /// Only memos of this kind, in your own words: method, theory
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Only memos written or changed on this day or later, as 2026-01-31
    #[arg(long, value_parser = day, value_name = "DAY")]
    since: Option<String>,
}

impl WhichArgs {
    fn filter(&self, project: &Project) -> MemoFilter {
        let language = |stem: &String| if stem.is_empty() { project.study().language.clone() } else { stem.clone() };
        MemoFilter {
            on: self.on.clone(),
            source: self.source.clone(),
            code: self.code.clone(),
            theme: self.theme.clone(),
            case: self.case.clone(),
            author: self.author.clone(),
            kind: self.kind.clone(),
            since: self.since.clone(),
            words: self.words.clone(),
            stem: self.stem.as_ref().map(language),
        }
    }
}

fn subject_kind(word: &str) -> Result<SubjectKind, String> {
    SubjectKind::from_word(word).ok_or_else(|| {
        let known: Vec<&str> = SubjectKind::ALL.iter().map(|kind| kind.word()).collect();
        format!("it is one of {}", known.join(", "))
    })
}

/// A day or the beginning of one: `2026`, `2026-01`, `2026-01-31`.
fn day(text: &str) -> Result<String, String> {
    let is_like = |shape: &str| {
        text.len() == shape.len()
            && text
                .chars()
                .zip(shape.chars())
                .all(|(is, wanted)| if wanted == '0' { is.is_ascii_digit() } else { is == wanted })
    };
    if ["0000", "0000-00", "0000-00-00"].into_iter().any(is_like) {
        return Ok(text.to_owned());
    }
    Err("write a day as 2026-01-31, a month as 2026-01 or a year".to_owned())
}

/// Words as they were given, or those of a file (`-` is standard input).
pub(super) fn words_of(content: Option<&String>, file: Option<&PathBuf>) -> anyhow::Result<Option<String>> {
    use anyhow::Context as _;
    use std::io::Read as _;
    let Some(file) = file else { return Ok(content.cloned()) };
    if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read standard input as text")?;
        return Ok(Some(text));
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {} as text", file.display()))?;
    Ok(Some(text))
}

pub(crate) fn run(arguments: &MemosArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => {
            let memos = project.memos(&arguments.which.filter(project))?;
            list::show_all(&memos, arguments.format, ui)?;
        }
        Some(Action::Add(add)) => write::add(add, project, ui)?,
        Some(Action::Edit(edit)) => write::edit(edit, project, ui)?,
        Some(Action::Remove { numbers }) => write::remove(numbers, project, ui)?,
        Some(Action::Show { number, format }) => list::show_one(*number, *format, project, ui)?,
        Some(Action::Link(link)) => links::add(link, project, ui)?,
        Some(Action::Unlink(unlink)) => links::remove(unlink, project, ui)?,
        Some(Action::Export(export)) => return export::run(export, project, ui),
    }
    Ok(Outcome::Done)
}
