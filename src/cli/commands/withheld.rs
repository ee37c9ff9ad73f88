//! `withheld`: what disclosure withholds from which output, and by which rule.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::Project;

/// Say how many numbers each output withholds, and by which rule
///
/// What is withheld is decided over all outputs together, so that none gives away what another withholds. Nothing is
/// written.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim withheld
  verbatim withheld --format csv      For a record of what was done")]
pub(crate) struct WithheldArgs {
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &WithheldArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let account = project.withheld(&ui.progress())?;
    let mut listing = Listing::new(&["Output", "Numbers", "Too few (*)", "For their sake (†)"]);
    for output in &account.outputs {
        let shown = [output.numbers, output.withheld.small, output.withheld.secondary].map(|count| json!(count));
        listing.row([json!(output.name)].into_iter().chain(shown).collect());
    }
    listing.show(arguments.format, ui)?;
    if arguments.format == ListingFormat::Table {
        ui.line(format_args!("The rule: {}.", account.rule))?;
    }
    if account.open > 0 {
        ui.warn(format_args!(
            "{} withheld can be worked out all the same, from what is printed whatever its size (the sample flow, bases \
             in notes): merge small groups before import, or leave an output out",
            crate::text::counted(account.open as u64, "number")
        ))?;
    }
    Ok(Outcome::Done)
}
