//! `withheld`: what disclosure withholds from which output, and by which rule; and what outputs tell of one person.

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
  verbatim withheld --people          How many quotations of one person there are in all outputs together
  verbatim withheld --format csv      For a record of what was done")]
pub(crate) struct WithheldArgs {
    /// Whose words all outputs together print how often, and what is told beside them
    #[arg(long)]
    people: bool,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &WithheldArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if arguments.people {
        return people(arguments, project, ui);
    }
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

fn people(arguments: &WithheldArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let found = project.quoted_people(&ui.progress())?;
    let mut listing = Listing::new(&["Case", "Called", "Quotations", "Outputs", "Told"]);
    for person in &found.people {
        listing.row(vec![
            json!(person.name),
            json!(person.label),
            json!(person.quotations),
            json!(person.outputs.join(", ")),
            json!(person.attributes.join("; ")),
        ]);
    }
    listing.show(arguments.format, ui)?;
    for person in found.often() {
        ui.warn(format_args!(
            "{} quotations of {}, more than {}: a reader may put them together; give outputs a smaller `per_case`, or \
             labels = \"output\" in [disclosure]",
            person.quotations, person.name, found.most_quotes
        ))?;
    }
    Ok(Outcome::Done)
}
