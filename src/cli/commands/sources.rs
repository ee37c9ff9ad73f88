//! `sources`: what came in, how it was read, and how it has changed.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::model::{Source, Span};
use crate::project::{Project, TextChange};
use crate::store::SourceDetails;
use crate::text::{Piece, counted};

/// How many bytes of unchanged words are shown on either side of a change, at most.
const AROUND: usize = 60;

/// Show what came in, how it was read, and how it has changed
///
/// A file that is corrected and imported again makes a new revision. `diff` shows participants' real words, for work
/// inside the study.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  verbatim sources
  verbatim sources show ben.txt
  verbatim sources diff ben.txt                  What the last correction changed, word by word
  verbatim sources diff survey.csv --from 1 --to 3
  verbatim sources history ben.txt"
)]
pub(crate) struct SourcesArgs {
    #[command(subcommand)]
    action: Option<Action>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// All about one source: speakers, questions, warnings
    Show {
        #[arg(value_name = "SOURCE")]
        name: String,
    },
    /// What two revisions have differently
    Diff {
        #[arg(value_name = "SOURCE")]
        name: String,
        /// The older one [default: the one before]
        #[arg(long, value_name = "REVISION")]
        from: Option<u32>,
        /// The newer one [default: the last]
        #[arg(long, value_name = "REVISION")]
        to: Option<u32>,
        /// How to show it
        #[arg(long, value_enum, default_value_t)]
        format: ListingFormat,
    },
    /// When each revision came, and what it changed
    History {
        #[arg(value_name = "SOURCE")]
        name: String,
        /// How to show it
        #[arg(long, value_enum, default_value_t)]
        format: ListingFormat,
    },
}

pub(crate) fn run(arguments: &SourcesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => list(project, arguments.format, ui)?,
        Some(Action::Show { name }) => {
            let (source, details) = project.source(name)?;
            show(&source, &details, ui)?;
        }
        Some(Action::Diff { name, from, to, format }) => {
            let (from, to, changes) = project.source_diff(name, *from, *to)?;
            if *format == ListingFormat::Table {
                show_changes(&changes, ui)?;
                let differ = if changes.len() == 1 { "differs" } else { "differ" };
                let texts = counted(changes.len() as u64, "text");
                ui.note(format_args!("revision {from} → {to}: {texts} {differ}"))?;
            } else {
                listing(&changes).show(*format, ui)?;
            }
        }
        Some(Action::History { name, format }) => history(project, name, *format, ui)?,
    }
    Ok(Outcome::Done)
}

fn list(project: &Project, format: ListingFormat, ui: &mut Ui) -> anyhow::Result<()> {
    let mut listing =
        Listing::new(&["Source", "Kind", "Format", "Encoding", "Texts", "Words", "Revision", "Imported", "Warnings"]);
    for (source, details) in project.described_sources()? {
        listing.row(vec![
            json!(source.path),
            json!(source.kind.word()),
            json!(source.format.word()),
            json!(source.encoding),
            json!(source.text_count),
            json!(source.word_count),
            json!(details.revision),
            json!(details.imported_at),
            json!(warnings(&details).len()),
        ]);
    }
    if listing.is_empty() {
        ui.note("nothing has been imported yet")?;
    }
    listing.show(format, ui)?;
    for path in project.files_set_aside()? {
        ui.note(format_args!(
            "{path} is set aside, since its import was taken back: `verbatim import {path}` brings it in"
        ))?;
    }
    Ok(())
}

fn show(source: &Source, details: &SourceDetails, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(Ui::strong(&source.path))?;
    ui.line(format_args!("  {}, {}, {}", source.kind, source.format, source.encoding))?;
    let (texts, segments) =
        (counted(source.text_count.into(), "text"), counted(source.segment_count.into(), "segment"));
    ui.line(format_args!("  {texts}, {segments}, {}", counted(source.word_count, "word")))?;
    ui.line(format_args!("  revision {}, imported {}", details.revision, details.imported_at))?;
    for (name, case, asks, turns) in &details.speakers {
        let name = if name.is_empty() { "(no name)" } else { name };
        let who = match case {
            _ if *asks => ", interviewer: never coded".to_owned(),
            Some(case) => format!(", case {case}"),
            None => String::new(),
        };
        ui.line(format_args!("  speaker {name}: {}{who}", counted((*turns).into(), "turn")))?;
    }
    if let Some(column) = &details.id_column {
        ui.line(format_args!("  respondents are told apart by the column {column:?}"))?;
    }
    for (code, kind, wording) in &details.questions {
        let wording = if wording == code { String::new() } else { format!(": {wording}") };
        ui.line(format_args!("  question {code}, {kind}{wording}"))?;
    }
    if !details.absent.is_empty() {
        ui.line(format_args!("  not in the latest file: {}", details.absent.join(", ")))?;
    }
    for warning in warnings(details) {
        ui.line(format_args!("  look: {warning}"))?;
    }
    Ok(())
}

/// What the reader wanted to be looked at, with the lines.
fn warnings(details: &SourceDetails) -> Vec<String> {
    let sentence = |warning: &Value| {
        let message = warning["message"].as_str().unwrap_or_default();
        match warning["line_number"].as_u64() {
            Some(line_number) => format!("line {line_number}: {message}"),
            None => message.to_owned(),
        }
    };
    details.warnings.as_array().map(|warnings| warnings.iter().map(sentence).collect()).unwrap_or_default()
}

fn history(project: &Project, name: &str, format: ListingFormat, ui: &mut Ui) -> anyhow::Result<()> {
    let mut listing = Listing::new(&[
        "Revision",
        "When",
        "Who",
        "Texts",
        "Words",
        "Came",
        "Changed",
        "Went",
        "Moved along",
        "Waited",
    ]);
    for revision in project.history(name)? {
        listing.row(vec![
            json!(revision.number),
            json!(revision.at),
            json!(revision.who),
            json!(revision.text_count),
            json!(revision.word_count),
            json!(revision.added),
            json!(revision.changed),
            json!(revision.removed),
            json!(revision.moved),
            json!(revision.waiting),
        ]);
    }
    listing.show(format, ui)
}

/// Every change as a row, with its words.
fn listing(changes: &[TextChange]) -> Listing {
    let mut listing = Listing::new(&["Respondent", "Question", "Change", "Turn", "Old", "New"]);
    for change in changes {
        let mut row = |kind: &str, turn: Value, old: Option<&str>, new: Option<&str>| {
            let (respondent, question) = (json!(change.respondent), json!(change.question));
            listing.row(vec![respondent, question, json!(kind), turn, json!(old), json!(new)]);
        };
        let content = |text: &Option<crate::store::TextAt>| text.as_ref().map(|text| text.content.clone());
        match (content(&change.old), content(&change.new)) {
            (Some(old), Some(new)) => {
                for piece in &change.pieces {
                    if let Piece::Changed { old: was, new: is } = piece {
                        let turn = turn_number(change, *is);
                        row("words", json!(turn), Some(was.of_text(&old)), Some(is.of_text(&new)));
                    }
                }
                for speaker in &change.speakers {
                    let (old, new) = (speaker.old.as_deref(), speaker.new.as_deref());
                    row("speaker", json!(speaker.turn_number), old, new);
                }
            }
            (Some(old), None) => row("went", Value::Null, Some(&old), None),
            (None, new) => row("came", Value::Null, None, new.as_deref()),
        }
    }
    listing
}

fn turn_number(change: &TextChange, place: Span) -> Option<usize> {
    let turns = &change.new.as_ref()?.turns;
    turns.iter().position(|(span, _)| place.start() <= span.end()).map(|index| index + 1)
}

fn show_changes(changes: &[TextChange], ui: &mut Ui) -> anyhow::Result<()> {
    for change in changes {
        let who: Vec<&str> = [&change.respondent, &change.question].into_iter().flatten().map(String::as_str).collect();
        let who = who.join(" · ");
        match (&change.old, &change.new) {
            (Some(old), Some(new)) => {
                if !who.is_empty() {
                    ui.line(Ui::strong(&who))?;
                }
                for (turn, line) in excerpts(&old.content, &new.content, change) {
                    match turn.map(|turn| format!("turn {turn}")).filter(|_| who.is_empty()) {
                        Some(turn) => ui.line(format_args!("{}\n  {line}", Ui::strong(turn)))?,
                        None => ui.line(format_args!("  {line}"))?,
                    }
                }
                for speaker in &change.speakers {
                    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "(no name)".to_owned());
                    let (old, new) = (name(&speaker.old), name(&speaker.new));
                    ui.line(format_args!("turn {}: said by {old}, now by {new}", speaker.turn_number))?;
                }
            }
            (Some(old), None) => ui.line(format_args!("{}\n  {}", Ui::strong(&who), removed(&old.content)))?,
            (None, Some(new)) => ui.line(format_args!("{}\n  {}", Ui::strong(&who), added(&new.content)))?,
            (None, None) => {}
        }
    }
    Ok(())
}

/// Each change with some words around it; changes that stand close together are shown as one.
fn excerpts(old: &str, new: &str, change: &TextChange) -> Vec<(Option<usize>, String)> {
    let mut excerpts: Vec<(Option<usize>, String)> = Vec::new();
    let last = change.pieces.len().saturating_sub(1);
    let mut is_open = false;
    let mut lead = String::new();
    for (position, piece) in change.pieces.iter().enumerate() {
        match piece {
            Piece::Same { new: span, .. } => {
                let words = span.of_text(new);
                let is_short = words.len() <= 2 * AROUND;
                if is_open {
                    let (_, line) = excerpts.last_mut().expect("an open excerpt is there");
                    line.push(' ');
                    line.push_str(&flat(if is_short { words } else { beginning(words) }));
                    line.push_str(if is_short { "" } else { " …" });
                    is_open = is_short;
                }
                lead = match (is_short, position) {
                    (true, 0) => flat(words),
                    (true, _) if is_open => String::new(),
                    _ => format!("… {}", flat(end(words))),
                };
            }
            Piece::Changed { old: was, new: is } => {
                if !is_open {
                    excerpts.push((turn_number(change, *is), std::mem::take(&mut lead)));
                    is_open = true;
                }
                let (_, line) = excerpts.last_mut().expect("it was opened");
                for (words, marked) in [(was.of_text(old), true), (is.of_text(new), false)] {
                    if !words.is_empty() {
                        if !line.is_empty() {
                            line.push(' ');
                        }
                        line.push_str(&if marked { removed(words) } else { added(words) });
                    }
                }
                is_open &= position < last;
            }
        }
    }
    excerpts
}

fn removed(words: &str) -> String {
    Ui::bad(format_args!("[-{}-]", flat(words)))
}

fn added(words: &str) -> String {
    Ui::good(format_args!("{{+{}+}}", flat(words)))
}

fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whole words from the beginning, not many.
fn beginning(words: &str) -> &str {
    let end = words.char_indices().map(|(at, _)| at).take_while(|at| *at <= AROUND).last().unwrap_or_default();
    let cut = words.get(..end).unwrap_or_default();
    cut.rfind(char::is_whitespace).and_then(|at| cut.get(..at)).unwrap_or(cut)
}

/// Whole words from the end, not many.
fn end(words: &str) -> &str {
    let from = words.len().saturating_sub(AROUND);
    let start = words.char_indices().map(|(at, _)| at).find(|at| *at >= from).unwrap_or_default();
    let cut = words.get(start..).unwrap_or_default();
    cut.find(char::is_whitespace).and_then(|at| cut.get(at..)).unwrap_or(cut)
}
