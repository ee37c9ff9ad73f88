//! `review`: decide about codings and memos whose words have changed.

use std::collections::BTreeSet;

use clap::Subcommand;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::model::{Coder, Span};
use crate::project::{Place, Project};
use crate::store::{Review, ReviewedWork};

/// Decide about codings and memos whose words have changed
///
/// When a corrected file is imported, codings and memos go along with their words. Where that is not sure they wait here,
/// and count nowhere until you decide. Shows participants' real words, for work inside the study.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim review                                What waits: the old words, the new ones, and why
  verbatim review accept 3 4                     Put 3 and 4 on the words that are suggested
  verbatim review accept all-sure                All whose very words are there, if in another place
  verbatim review move 5 --to 'two more posts'   Put 5 on other words
  verbatim review drop 6                         Forget 6"
)]
pub(crate) struct ReviewArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Put these on the words that are suggested for them
    Accept {
        /// Numbers, or `all-sure` for all whose words have not changed
        #[arg(required = true, value_name = "N|all-sure")]
        which: Vec<String>,
    },
    /// Put one on other words
    #[command(group = clap::ArgGroup::new("place").required(true))]
    Move {
        #[arg(value_name = "N")]
        number: i64,
        /// The words, as the file has them now
        #[arg(long, value_name = "WORDS", group = "place")]
        to: Option<String>,
        /// Which of them, where they stand there several times; counted from 1
        #[arg(long, value_name = "K", requires = "to")]
        nth: Option<usize>,
        /// Or their place in the new text, in bytes
        #[arg(long, value_name = "START..END", value_parser = bytes, group = "place")]
        span: Option<(usize, usize)>,
    },
    /// Forget one: it stands nowhere any more
    Drop {
        #[arg(value_name = "N")]
        number: i64,
    },
}

fn bytes(text: &str) -> Result<(usize, usize), String> {
    let parsed = text.split_once("..").and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    parsed.ok_or_else(|| "write it as START..END, as in 120..180".to_owned())
}

pub(crate) fn run(arguments: &ReviewArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list(&project.reviews()?, arguments.format, ui)?,
        Some(Action::Accept { which }) => {
            let accepted = match which.as_slice() {
                [all] if all == "all-sure" => project.accept_unchanged_reviews()?,
                numbers => project.accept_reviews(&parsed(numbers)?)?,
            };
            for review in &accepted {
                ui.done(format_args!("{} stands on its new words: {}", review.number, what(review)))?;
            }
            ui.done(format_args!("{} accepted", accepted.len()))?;
        }
        Some(Action::Move { number, to, nth, span }) => {
            let place = match (to, span) {
                (Some(words), _) => Place::Words { words: words.clone(), occurrence: *nth },
                (None, Some((start, end))) => Place::Bytes { start: *start, end: *end },
                (None, None) => unreachable!("one of the two is required"),
            };
            let review = project.move_review(*number, &place)?;
            ui.done(format_args!("{number} stands on the words you named: {}", what(&review)))?;
        }
        Some(Action::Drop { number }) => {
            let review = project.drop_review(*number)?;
            ui.done(format_args!("{number} is dropped: {}", what(&review)))?;
        }
    }
    Ok(Outcome::Done)
}

fn parsed(numbers: &[String]) -> anyhow::Result<BTreeSet<i64>> {
    let number = |word: &String| {
        word.parse().map_err(|_| anyhow::anyhow!("{word:?} is no number: name numbers, or all-sure alone"))
    };
    numbers.iter().map(number).collect()
}

fn list(reviews: &[Review], format: ListingFormat, ui: &mut Ui) -> anyhow::Result<()> {
    if format == ListingFormat::Table {
        for review in reviews {
            show(review, ui)?;
        }
        let unchanged = reviews.iter().filter(|review| review.doubt.keeps_words()).count() as u64;
        match reviews.len() {
            0 => ui.note("nothing waits")?,
            all if unchanged == 0 => ui.note(format_args!("{all} waiting"))?,
            all => ui.note(format_args!(
                "{all} waiting, {unchanged} of them on the very same words: `verbatim review accept all-sure` puts these there"
            ))?,
        }
        return Ok(());
    }
    let mut listing = Listing::new(&[
        "Number",
        "Source",
        "Respondent",
        "Question",
        "What",
        "By",
        "Status",
        "Why",
        "Old words",
        "New words",
        "Start",
        "End",
        "Since",
    ]);
    for review in reviews {
        let (name, by, status) = match &review.work {
            ReviewedWork::Coding { code, coder, status } => (code.clone(), coder_name(coder), Some(status.word())),
            ReviewedWork::Memo { author, .. } => ("memo".to_owned(), author.as_str(), None),
            ReviewedWork::Link { author, .. } => ("link".to_owned(), author.as_str(), None),
            ReviewedWork::Quote { author, kind, .. } => (format!("quote: {kind}"), author.as_str(), None),
            ReviewedWork::Decision { by, verdict } => (format!("decision: {verdict}"), by.as_str(), None),
        };
        listing.row(vec![
            json!(review.number),
            json!(review.source),
            json!(review.respondent),
            json!(review.question),
            json!(name),
            json!(by),
            json!(status),
            json!(review.doubt.word()),
            json!(review.old_words),
            json!(review.new_words),
            json!(review.best.map(Span::start)),
            json!(review.best.map(Span::end)),
            json!(review.since),
        ]);
    }
    listing.show(format, ui)
}

/// One of them, for reading: what and where, the old words and the new ones, and why it waits.
fn show(review: &Review, ui: &mut Ui) -> anyhow::Result<()> {
    let who = [&review.respondent, &review.question].into_iter().flatten().map(|name| format!(" · {name}"));
    let place = format!("{}{}", review.source, who.collect::<String>());
    ui.line(format_args!("{}  {} · {place}", Ui::strong(review.number), what(review)))?;
    let indented = |words: &str| words.replace('\n', "\n       ");
    ui.line(format_args!("  was  {}", indented(&review.old_words)))?;
    if let Some(words) = &review.new_words {
        ui.line(format_args!("  now  {}", Ui::good(indented(words))))?;
    }
    ui.line(format_args!("  {}\n", review.doubt.sentence()))?;
    Ok(())
}

/// `training, by anna`, `memo by anna`.
fn what(review: &Review) -> String {
    match &review.work {
        ReviewedWork::Coding { code, coder: Coder::Person(name), .. } => format!("{code}, by {name}"),
        ReviewedWork::Coding { code, coder: Coder::Rules, status } => format!("{code}, by rule, {status}"),
        ReviewedWork::Memo { author, .. } => format!("memo by {author}"),
        ReviewedWork::Link { author, .. } => format!("link by {author}"),
        ReviewedWork::Quote { author, kind, words } if words.is_empty() => format!("quote: {kind}, by {author}"),
        ReviewedWork::Quote { author, kind, words } => format!("quote: {kind} [{words}], by {author}"),
        ReviewedWork::Decision { by, verdict } => format!("decision: {verdict}, by {by}"),
    }
}

fn coder_name(coder: &Coder) -> &str {
    match coder {
        Coder::Rules => "rules",
        Coder::Person(name) => name,
    }
}
