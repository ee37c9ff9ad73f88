//! `codings add` and `codings move`: where a code stands.

use super::WhichArgs;
use crate::cli::Ui;
use crate::project::{NewPlace, Project, WordsThere};

/// So much of a passage is shown as an example.
const SHOWN: usize = 70;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim codings add anna --code posts --words 'two more posts'
  verbatim codings add anna:12 --code posts
  verbatim codings add anna --code posts --segment 12 --to 14
  verbatim codings add survey --code posts --respondent R17 --question Q29")]
pub(super) struct AddArgs {
    /// The source, or a place in it: anna, anna:12, survey:R17:Q29
    #[arg(value_name = "PLACE")]
    place: String,

    /// The code, by its id or name
    #[arg(long, value_name = "CODE")]
    code: String,

    /// The words that get it; without them all at the place does
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,

    /// Which of them, where they stand there several times; counted from 1
    #[arg(long, value_name = "N", requires = "words")]
    occurrence: Option<usize>,

    /// The segment, as `search` and `codings` number them
    #[arg(long, value_name = "N")]
    segment: Option<usize>,

    /// The last segment, where it is several
    #[arg(long, value_name = "M", requires = "segment")]
    to: Option<usize>,

    /// Whose answer
    #[arg(long, value_name = "CASE", conflicts_with = "segment")]
    respondent: Option<String>,

    /// To which question
    #[arg(long, value_name = "QUESTION", requires = "respondent")]
    question: Option<String>,

    /// Change nothing; say what it would be
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("to").required(true))]
pub(super) struct MoveArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// The words where it is to stand, in the same interview or answer
    #[arg(long, value_name = "WORDS", group = "to")]
    to_words: Option<String>,

    /// Which of them, where they stand there several times; counted from 1
    #[arg(long, value_name = "N", requires = "to_words")]
    occurrence: Option<usize>,

    /// Or the place: anna:12, anna:12-14
    #[arg(long, value_name = "PLACE", group = "to")]
    to_place: Option<String>,
}

pub(super) fn add(arguments: &AddArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let words = arguments.words.as_deref();
    let words = words.map(|words| WordsThere { words, occurrence: arguments.occurrence });
    let passage = project.passage_at(&arguments.place(), words)?;
    let laid = project.add_codings(&arguments.code, &[passage], arguments.dry_run)?;
    let code = project.code_in_use(&arguments.code)?;
    for (place, words) in &laid.examples {
        let would = if arguments.dry_run { "would be" } else { "is" };
        ui.line(format_args!("{place} {would} coded {code}: {}", shortened(words)))?;
    }
    if laid.same > 0 {
        ui.note(format_args!("these words have the code {code} by your hand already"))?;
    }
    Ok(())
}

pub(super) fn move_one(arguments: &MoveArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let to = match (&arguments.to_place, &arguments.to_words) {
        (Some(place), _) => NewPlace::All(place),
        (None, words) => {
            let words = words.as_deref().unwrap_or_default();
            NewPlace::Words(WordsThere { words, occurrence: arguments.occurrence })
        }
    };
    let (was, words) = project.move_coding(&arguments.which.query(), to, &ui.progress())?;
    Ok(ui.line(format_args!("{} at {} stands on: {}", was.coding.code, was.place, shortened(&words)))?)
}

/// Some of what a change is about, and that there are more.
pub(in crate::cli::commands) fn show_examples<'e>(
    examples: impl Iterator<Item = (String, &'e str)>,
    all: usize,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let mut shown = 0;
    for (place, words) in examples {
        ui.line(format_args!("{place}: {}", shortened(words)))?;
        shown += 1;
    }
    if shown < all {
        ui.line(format_args!("… and {} more", all - shown))?;
    }
    Ok(())
}

/// The beginning of a passage, in one line.
fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}

impl AddArgs {
    /// The place as it is written in one word.
    fn place(&self) -> String {
        let Self { place, segment, to, respondent, question, .. } = self;
        match (segment, to, respondent, question) {
            (Some(first), Some(last), ..) => format!("{place}:{first}-{last}"),
            (Some(segment), None, ..) => format!("{place}:{segment}"),
            (None, _, Some(respondent), Some(question)) => format!("{place}:{respondent}:{question}"),
            (None, _, Some(respondent), None) => format!("{place}:{respondent}"),
            (None, _, None, _) => place.clone(),
        }
    }
}
