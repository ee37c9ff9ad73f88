//! `codebook versions` and `diff`: what the codebook was, and what became of it.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Ui};
use crate::codebook::{Change, Difference, Subject};
use crate::project::{CodebookDiff, Project};
use crate::text::{Piece, WordDiff};

#[derive(Debug, clap::Args)]
pub(super) struct VersionsArgs {
    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim codebook diff               What has changed since the last version that was applied
  verbatim codebook diff 1             … since the first
  verbatim codebook diff 1 3           Between two versions
  verbatim codebook diff 1.0 other.toml --format csv")]
pub(super) struct DiffArgs {
    /// A version by its number or name, `last`, or a file
    old: Option<String>,

    /// The same [default: the study's codebook as it is]
    new: Option<String>,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
}

/// How differences are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum DiffFormat {
    /// For reading, with what changed within a text marked
    #[default]
    Text,
    /// Columns
    Table,
    /// Comma-separated values
    Csv,
    /// A list of objects
    Json,
}

pub(super) fn versions(arguments: &VersionsArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let mut listing = Listing::new(&["Number", "Version", "When", "Who", "How", "Themes", "Codes", "What changed"]);
    for line in project.codebook_versions()? {
        listing.row(vec![
            line.number.map_or_else(|| json!("now"), |number| json!(number)),
            json!(line.version),
            json!(line.at),
            json!(line.who),
            json!(line.how),
            json!(line.themes),
            json!(line.codes),
            json!(line.changed),
        ]);
    }
    listing.show(arguments.format, ui)
}

pub(super) fn diff(arguments: &DiffArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let diff = project.codebook_diff(arguments.old.as_deref(), arguments.new.as_deref())?;
    let format = match arguments.format {
        DiffFormat::Text => return text(&diff, ui),
        DiffFormat::Table => ListingFormat::Table,
        DiffFormat::Csv => ListingFormat::Csv,
        DiffFormat::Json => ListingFormat::Json,
    };
    let mut listing = Listing::new(&["What", "Id", "Change", "Field", "Old", "New"]);
    for difference in &diff.differences {
        listing.row(vec![
            json!(difference.subject.word()),
            json!(difference.id),
            json!(difference.change.word()),
            json!(difference.field),
            json!(difference.old),
            json!(difference.new),
        ]);
    }
    listing.show(format, ui)
}

/// One paragraph a code or theme.
fn text(diff: &CodebookDiff, ui: &mut Ui) -> anyhow::Result<()> {
    ui.line(Ui::strong(format_args!("from {} to {}", diff.old, diff.new)))?;
    if diff.differences.is_empty() {
        return Ok(ui.line("nothing differs but comments or layout")?);
    }
    let mut under = None;
    for difference in &diff.differences {
        let head = (difference.subject, difference.id.as_str());
        if under != Some(head) {
            under = Some(head);
            ui.line("")?;
            ui.line(Ui::strong(heading(difference)))?;
        }
        ui.line(format_args!("  {}", line(difference)))?;
    }
    Ok(())
}

fn heading(difference: &Difference) -> String {
    match (difference.subject, difference.id.as_str()) {
        (Subject::Codebook, _) => "the codebook".to_owned(),
        (subject, "") => format!("{subject}s"),
        (subject, id) => format!("{subject} {id}"),
    }
}

fn line(difference: &Difference) -> String {
    let Difference { change, field, old, new, .. } = difference;
    match change {
        Change::Added => Ui::good(format_args!("added: {new}")),
        Change::Removed => Ui::bad(format_args!("removed: {old}")),
        Change::Readdressed => format!("its id was {old}"),
        Change::Moved if new.is_empty() => format!("moved to the top, from below {old}"),
        Change::Moved if old.is_empty() => format!("moved below {new}"),
        Change::Moved => format!("moved from below {old} to below {new}"),
        Change::Merged => new.clone(),
        Change::Retired | Change::Restored | Change::Reordered => change.word().to_owned(),
        Change::Gathers => Ui::good(format_args!("gathers {new}")),
        Change::LetsGo => Ui::bad(format_args!("lets {old} go")),
        Change::RuleAdded => Ui::good(format_args!("rule added: {new}")),
        Change::RuleRemoved => Ui::bad(format_args!("rule removed: {old}")),
        Change::RuleChanged => format!("rule: {}", marked(old, new)),
        Change::Renamed | Change::Changed => format!("{field}: {}", marked(old, new)),
    }
}

/// A text with what went and what came in the midst of what stayed.
fn marked(old: &str, new: &str) -> String {
    let mut pieces: Vec<String> = Vec::new();
    for piece in WordDiff::of(old, new).pieces() {
        match piece {
            Piece::Same { new: span, .. } => pieces.push(flat(span.of_text(new))),
            Piece::Changed { old: was, new: is } => {
                let (was, is) = (flat(was.of_text(old)), flat(is.of_text(new)));
                if !was.is_empty() {
                    pieces.push(Ui::bad(format_args!("[-{was}-]")));
                }
                if !is.is_empty() {
                    pieces.push(Ui::good(format_args!("{{+{is}+}}")));
                }
            }
        }
    }
    pieces.join(" ")
}

fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
