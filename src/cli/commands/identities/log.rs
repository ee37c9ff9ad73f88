//! The log of identities: shown, written, done again.

use std::path::PathBuf;

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Ui};
use crate::project::{IdentityLogFormat, Project};
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct LogArgs {
    /// Without names: numbers, kinds, what is printed, how often, and reasons that are pseudonymised; needs --to
    #[arg(long, requires = "to")]
    shareable: bool,

    /// Write it into this file, which only you can read: .csv, .md or .json. As .json, the real one can be replayed
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    to: Option<PathBuf>,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct ReplayArgs {
    /// A log, written as .json
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn log(arguments: &LogArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    if let Some(path) = &arguments.to {
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => IdentityLogFormat::Csv,
            Some("json") => IdentityLogFormat::Json,
            Some("md") => IdentityLogFormat::Md,
            _ => anyhow::bail!("{}: the log is written as .csv, .md or .json", path.display()),
        };
        project.write_identity_log(path, format, arguments.shareable)?;
        let names =
            if arguments.shareable { "without names" } else { "with real names: keep it where the key is kept" };
        ui.done(format_args!("{} is written, {names}", path.display()))?;
        return Ok(());
    }
    let mut listing = Listing::new(&[
        "Number", "Kind", "Verdict", "Forms", "Place", "Mode", "Printed", "Reason", "Who", "When", "Mentions",
        "Settled",
    ]);
    for line in project.identity_log()? {
        listing.row(vec![
            json!(line.number),
            json!(line.kind.word()),
            json!(line.verdict.word()),
            json!(line.forms.join("; ")),
            json!(line.place),
            json!(line.mode),
            json!(line.printed),
            json!(line.reason),
            json!(line.who.join("; ")),
            json!(line.when),
            json!(line.mentions),
            json!(line.is_settled),
        ]);
    }
    listing.show(arguments.format, ui)
}

pub(super) fn replay(arguments: &ReplayArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let replayed = project.replay_identity_log(&arguments.file)?;
    let decisions = counted(replayed.decisions as u64, "decision");
    let names =
        if replayed.identities == 1 { "1 identity".to_owned() } else { format!("{} identities", replayed.identities) };
    ui.done(format_args!("{names} and {decisions} done again"))?;
    Ok(())
}
