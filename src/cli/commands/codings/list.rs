//! `codings` alone lists them.

use serde_json::json;

use super::WhichArgs;
use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::CodingStatus;
use crate::project::{Project, ShownCoding, coder_name};
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// Show only how many there are
    #[arg(long)]
    count: bool,

    /// How many to show; 0 shows all
    #[arg(long, default_value_t = 50, value_name = "N")]
    limit: usize,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(super) fn run(arguments: &ListArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let limit = match (arguments.count, arguments.limit) {
        (true, _) => 0,
        (false, 0) => usize::MAX,
        (false, limit) => limit,
    };
    let found = project.codings(&arguments.which.query(), limit, &ui.progress())?;
    let all: usize = found.counts.iter().sum();
    let each = CodingStatus::ALL.iter().zip(found.counts).filter(|(_, count)| *count > 0);
    let each: Vec<String> = each.map(|(status, count)| format!("{count} {status}")).collect();
    let total = match each.as_slice() {
        [] => "no coding is like that".to_owned(),
        each => format!("{}: {}", counted(all as u64, "coding"), each.join(", ")),
    };
    if arguments.count {
        return Ok(ui.line(total)?);
    }
    listing(&found.shown, arguments.format).show(arguments.format, ui)?;
    let more = match found.shown.len() {
        shown if shown < all => format!("; {shown} shown (--limit 0 shows all)"),
        _ => String::new(),
    };
    Ok(ui.note(format_args!("{total}{more}"))?)
}

/// For reading, the place and what matters most; for a program, all there is.
fn listing(codings: &[ShownCoding], format: ListingFormat) -> Listing {
    if format == ListingFormat::Table {
        let mut listing = Listing::new(&["Place", "Code", "Status", "Coder", "Words"]);
        for ShownCoding { place, coding } in codings {
            listing.row(vec![
                json!(place),
                json!(coding.code),
                json!(coding.status.word()),
                json!(coder_name(&coding.coder)),
                json!(coding.words),
            ]);
        }
        return listing;
    }
    let mut listing = Listing::new(&[
        "Place",
        "Source",
        "First segment",
        "Last segment",
        "Case",
        "Speaker",
        "Question",
        "Start",
        "End",
        "Code",
        "Status",
        "Coder",
        "Rule",
        "When",
        "Decided by",
        "Words",
    ]);
    for ShownCoding { place, coding } in codings {
        listing.row(vec![
            json!(place),
            json!(coding.source),
            json!(coding.segments.0),
            json!(coding.segments.1),
            json!(coding.case.as_ref().map(|case| &case.name)),
            json!(coding.speaker),
            json!(coding.question),
            json!(coding.key.span.start()),
            json!(coding.key.span.end()),
            json!(coding.code),
            json!(coding.status.word()),
            json!(coder_name(&coding.coder)),
            json!(coding.rule_index.map(|index| index + 1)),
            json!(coding.coded_at),
            json!(coding.decided_by),
            json!(coding.words),
        ]);
    }
    listing
}
