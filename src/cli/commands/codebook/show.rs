//! `codebook show` and `tree`: one code with all that is known of it, and all codes as they stand below each other.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Ui};
use crate::project::Project;
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    code: String,

    /// So many places where it was given
    #[arg(long, default_value_t = 5, value_name = "N")]
    places: usize,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct TreeArgs {
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(super) fn show(arguments: &ShowArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let shown = project.show_code(&arguments.code, arguments.places)?;
    let code = &shown.code;
    let mut listing = Listing::new(&["What", "Value"]);
    let mut row = |what: &str, value: String| {
        if !value.is_empty() {
            listing.row(vec![json!(what), json!(value)]);
        }
    };
    row("code", code.id.clone());
    row("name", code.name.clone());
    row("status", code.written_status());
    row("above", shown.above.join(" > "));
    row("below", shown.below.join(", "));
    row("merged into it", shown.merged.join(", "));
    row("themes", shown.themes.join("; "));
    row("definition", code.definition.clone());
    row("use when", code.use_when.clone());
    row("not when", code.not_when.clone());
    row("example", code.example.clone());
    row("colour", code.colour.clone().unwrap_or_default());
    row("key", code.key.map(String::from).unwrap_or_default());
    row("rules", code.rules.len().to_string());
    row("segments", shown.segments.to_string());
    row("cases", shown.cases.to_string());
    let (proposed, accepted, rejected) = (shown.proposed, shown.accepted, shown.rejected);
    row("codings", format!("{proposed} proposed, {accepted} accepted, {rejected} rejected"));
    if shown.memos > 0 {
        row("memos", counted(shown.memos, "memo"));
    }
    for place in &shown.places {
        let at = match (&place.question, &place.case) {
            (Some(question), Some(case)) => format!("{}, {case}, {question}", place.source),
            _ => format!("{}, segment {}", place.source, place.segment_number),
        };
        let coder = if place.coder.is_empty() { "the rules" } else { &place.coder };
        row("place", format!("{at} ({} by {coder})", place.status));
    }
    listing.show(arguments.format, ui)
}

pub(super) fn tree(arguments: &TreeArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let mut listing =
        Listing::new(&["Code", "Name", "Depth", "Key", "Colour", "Segments", "With below", "Cases", "Status"]);
    for line in project.code_tree()? {
        let indent = match arguments.format {
            ListingFormat::Table => "  ".repeat(line.depth),
            ListingFormat::Csv | ListingFormat::Json => String::new(),
        };
        listing.row(vec![
            json!(format!("{indent}{}", line.code)),
            json!(line.name),
            json!(line.depth),
            json!(line.key),
            json!(line.colour),
            json!(line.segments),
            json!(line.with_below),
            json!(line.cases),
            json!(line.status.word()),
        ]);
    }
    listing.show(arguments.format, ui)
}
