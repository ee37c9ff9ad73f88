//! `framework list` and `show`.

use serde_json::{Value, json};

use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::FrameworkCell;
use crate::project::{Project, column_named, row_named};
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    framework: String,

    /// Only this row
    row: Option<String>,

    /// Only this column
    column: Option<String>,

    /// Only cells whose coding has changed since they were written
    #[arg(long)]
    stale: bool,

    /// Only cells without a summary
    #[arg(long, conflicts_with = "stale")]
    empty: bool,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(super) fn list(format: ListingFormat, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let lines = project.frameworks()?;
    if lines.is_empty() {
        ui.note("the study has no framework: `verbatim framework new` begins one")?;
    }
    let mut listing = Listing::new(&[
        "Framework",
        "Title",
        "Rows",
        "Columns",
        "Written",
        "Empty",
        "Stale",
        "File",
        "Other than file",
    ]);
    for line in &lines {
        let (file, differing) =
            line.file.clone().map_or((Value::Null, Value::Null), |(file, differing)| (json!(file), json!(differing)));
        listing.row(vec![
            json!(line.name),
            json!(line.title),
            json!(line.rows),
            json!(line.columns),
            json!(line.written),
            json!(line.rows * line.columns - line.written),
            json!(line.stale),
            file,
            differing,
        ]);
    }
    listing.show(format, ui)?;
    for name in project.frameworks_without_entry()? {
        ui.warn(format_args!("there are summaries of {name:?}, which study.toml does not name (any more)"))?;
    }
    Ok(())
}

pub(super) fn show(arguments: &ShowArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let framework = project.framework(&arguments.framework)?;
    let row = arguments.row.as_deref().map(|name| row_named(&framework, name)).transpose()?;
    let column = arguments.column.as_deref().map(|name| column_named(&framework, name)).transpose()?;
    let mut listing = Listing::new(&["Row", "Column", "Summary", "Links", "Stale", "Who", "When"]);
    let mut count = 0;
    let empty = FrameworkCell::default();
    for (row_index, of_row) in framework.rows.iter().enumerate() {
        for (column_index, of_column) in framework.columns.iter().enumerate() {
            let cell = framework.cell(row_index, column_index).unwrap_or(&empty);
            let is_wanted = row.is_none_or(|row| row == row_index)
                && column.is_none_or(|column| column == column_index)
                && (!arguments.stale || !cell.stale.is_empty())
                && (!arguments.empty || cell.summary.is_empty());
            if !is_wanted {
                continue;
            }
            count += 1;
            if arguments.format == ListingFormat::Table {
                show_cell(&of_row.id, &of_column.id, cell, ui)?;
                continue;
            }
            let links: Vec<Value> = cell
                .links
                .iter()
                .map(|link| {
                    json!({ "number": link.number, "place": link.written, "words": link.words,
                        "illustrates": link.is_illustration, "waits": link.place.is_none() })
                })
                .collect();
            let stale: Vec<String> = cell.stale.iter().map(crate::model::Drift::sentence).collect();
            let links = match arguments.format {
                ListingFormat::Json => json!(links),
                _ => json!(cell.links.iter().map(|link| link.written.clone()).collect::<Vec<_>>().join("; ")),
            };
            listing.row(vec![
                json!(of_row.id),
                json!(of_column.id),
                json!(cell.summary),
                links,
                json!(stale.join("; ")),
                json!(cell.author),
                json!(cell.written_at),
            ]);
        }
    }
    if arguments.format != ListingFormat::Table {
        return listing.show(arguments.format, ui);
    }
    if count == 0 {
        ui.note("no cell is like that")?;
    } else {
        ui.note(counted(count, "cell"))?;
    }
    Ok(())
}

fn show_cell(row: &str, column: &str, cell: &FrameworkCell, ui: &mut Ui) -> anyhow::Result<()> {
    let mut head = format!("{} / {}", Ui::strong(row), Ui::strong(column));
    if !cell.summary.is_empty() {
        let who = if cell.author.is_empty() { "the study's file" } else { &cell.author };
        head = format!("{head} · {who} {}", cell.written_at);
    }
    ui.line(head)?;
    if cell.summary.is_empty() {
        ui.line("  –")?;
    } else {
        ui.line(format_args!("  {}", cell.summary.replace('\n', "\n  ")))?;
    }
    for link in &cell.links {
        let illustrates = if link.is_illustration { ", may stand in the cell" } else { "" };
        let waits = if link.place.is_none() { ", waits in `verbatim review`" } else { "" };
        let words = Ui::good(format!("“{}”", link.words.replace('\n', " ")));
        ui.line(format_args!("  link {}: {} {words}{illustrates}{waits}", link.number, link.written))?;
    }
    for drift in &cell.stale {
        ui.line(format_args!("  {}", Ui::bad(format!("stale: {}", drift.sentence()))))?;
    }
    Ok(())
}
