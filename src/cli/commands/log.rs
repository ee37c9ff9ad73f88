//! `log`: the audit trail.

use std::path::PathBuf;

use anyhow::Context as _;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::{Project, TrailFormat};
use crate::store::{EventState, LogFilter};

/// List who did what, newest first
///
/// Everything that changes the study is here, with what took it back. `--export` writes it as an appendix prints it: without
/// anybody's words, names or files, cases by their labels, oldest first.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim log                                       The last fifty
  verbatim log --who anna --since 2026-01-31         What Anna did since then
  verbatim log --action cases                        Everything about cases: set, exclude, merge …
  verbatim log --export audit-trail.csv              All of it, for an appendix")]
pub(crate) struct LogArgs {
    /// Only what this person did
    #[arg(long, value_name = "NAME")]
    who: Option<String>,

    /// Only from this day, month, year or minute on, in UTC
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<String>,

    /// Only until then, with all of that day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<String>,

    /// Only what is called so: `import`, `cases exclude`, or all of `cases`
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,

    /// How many entries [default: 50; all of them with --export]
    #[arg(long, value_name = "N")]
    limit: Option<u32>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,

    /// Write them for an appendix into this file: .csv, .json or .md
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    export: Option<PathBuf>,
}

/// A date is compared as it is written, from its beginning.
fn date(text: &str) -> Result<String, String> {
    let shape = "0000-00-00T00:00:00Z";
    let has_shape = text.len() >= 4
        && text.len() <= shape.len()
        && text
            .chars()
            .zip(shape.chars())
            .all(|(is, wanted)| if wanted == '0' { is.is_ascii_digit() } else { is == wanted })
        && ![5, 8, 11, 14, 17].contains(&text.len());
    if has_shape { Ok(text.to_owned()) } else { Err("write it as 2026-01-31, 2026-01 or 2026-01-31T14:02".to_owned()) }
}

pub(crate) fn run(arguments: &LogArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let shown = arguments.limit.or(if arguments.export.is_some() { None } else { Some(50) });
    let filter = LogFilter {
        who: arguments.who.clone(),
        since: arguments.since.clone(),
        until: arguments.until.clone(),
        action: arguments.action.clone(),
        limit: shown,
    };
    if let Some(path) = &arguments.export {
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => TrailFormat::Csv,
            Some("json") => TrailFormat::Json,
            Some("md") => TrailFormat::Md,
            _ => anyhow::bail!("{}: the trail is written as .csv, .json or .md", path.display()),
        };
        let bytes = project.audit_trail(&filter, format)?;
        std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        ui.done(format_args!("{} is written", path.display()))?;
        return Ok(Outcome::Done);
    }
    let mut listing = Listing::new(&["Number", "When", "Who", "Action", "Detail", "State"]);
    for line in project.log(&filter)? {
        let detail = match arguments.format {
            ListingFormat::Table => json!(line.words),
            ListingFormat::Csv | ListingFormat::Json => line.detail,
        };
        listing.row(vec![
            json!(line.number),
            json!(line.at),
            json!(line.who),
            json!(line.action),
            detail,
            json!(in_words(line.state)),
        ]);
    }
    listing.show(arguments.format, ui)?;
    Ok(Outcome::Done)
}

const fn in_words(state: EventState) -> &'static str {
    match state {
        EventState::Plain | EventState::Done => "",
        EventState::Undone => "taken back",
        EventState::Dropped => "taken back for good",
        EventState::Final => "for good",
    }
}
