//! `changes`: what is different since the last draft.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::{Change, ChangeKind, Changes, Project};
use crate::store::Draft;
use crate::text::counted;

/// List what is different in the outputs since a draft
///
/// Compares what was printed: chapters, tables cell by cell, notes, quotations, answers. Without --from it begins at the
/// latest draft that has a name (`verbatim drafts keep NAME`) or, where there is none, at the build before the last.
///
/// The list is for you: by what changed between two drafts, more can be told of one person than by either of them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim changes
  verbatim changes --from supervisor             Since that draft
  verbatim changes --from 3 --to supervisor      Between two of `verbatim drafts`
  verbatim changes --format csv > changes.csv")]
pub(crate) struct ChangesArgs {
    /// The earlier draft, by name or number
    #[arg(long, value_name = "DRAFT")]
    from: Option<String>,

    /// The later one [default: the last build]
    #[arg(long, value_name = "DRAFT")]
    to: Option<String>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &ChangesArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let found = project.changes(arguments.from.as_deref(), arguments.to.as_deref())?;
    match arguments.format {
        ListingFormat::Table => text(&found, ui)?,
        format => listing(&found.changes).show(format, ui)?,
    }
    Ok(Outcome::Done)
}

fn text(found: &Changes, ui: &mut Ui) -> anyhow::Result<()> {
    ui.note(format_args!("from {} to {}", called(&found.before), called(&found.after)))?;
    if found.changes.is_empty() {
        ui.note("nothing that is printed is different")?;
        return Ok(());
    }
    let mut chapter = None;
    for change in &found.changes {
        if chapter != Some(&change.chapter) {
            ui.line(Ui::strong(&change.chapter))?;
            chapter = Some(&change.chapter);
        }
        let place = change.place.join(" › ");
        let colon = if place.is_empty() { "" } else { ": " };
        match change.kind {
            ChangeKind::Changed => {
                let (before, after) = (shown(&change.before), shown(&change.after));
                let what = if change.what == "cell" { String::new() } else { format!("{} ", change.what) };
                ui.line(format_args!("  {what}{place}{colon}{} → {}", Ui::bad(before), Ui::good(after)))?;
            }
            ChangeKind::Added => {
                ui.line(format_args!("  {} {} {place}{colon}{}", Ui::good("+"), change.what, change.after))?;
            }
            ChangeKind::Removed => {
                ui.line(format_args!("  {} {} {place}{colon}{}", Ui::bad("−"), change.what, change.before))?;
            }
        }
    }
    ui.note(counted(found.changes.len() as u64, "difference"))?;
    Ok(())
}

/// An empty cell has to show as something.
fn shown(text: &str) -> &str {
    if text.is_empty() { "(nothing)" } else { text }
}

/// "draft supervisor (4)", "build 5"
fn called(draft: &Draft) -> String {
    match &draft.name {
        Some(name) => format!("draft {name} ({})", draft.number),
        None => format!("build {}", draft.number),
    }
}

fn listing(changes: &[Change]) -> Listing {
    let mut listing = Listing::new(&["Chapter", "What", "Place", "Kind", "Before", "After"]);
    for change in changes {
        let kind = match change.kind {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        };
        listing.row(vec![
            json!(change.chapter),
            json!(change.what),
            json!(change.place.join(" › ")),
            json!(kind),
            json!(change.before),
            json!(change.after),
        ]);
    }
    listing
}
