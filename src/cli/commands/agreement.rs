//! `agreement`: how two coders agree, code by code, and where they differ.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui, rounded};
use crate::project::{Agreement, AgreementOptions, Disagreement, Project};
use crate::text::counted;

/// See how two coders agree on each code, and where they differ
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The unit is the segment: a turn or paragraph, or an answer. Compared is what both have read: transcripts,
and answers to questions, in which each has coded or decided on something. `rules` is the codebook's rules.
Kappa is Cohen's, alpha Krippendorff's for nominal values; neither is defined where both always say the same.

Examples:
  verbatim agreement Anna Ben
  verbatim agreement Anna rules --where 'question:Q29' --format csv
  verbatim agreement Anna Ben --code funding         Where they differ on it, with the words")]
pub(crate) struct AgreementArgs {
    /// A coder, by name; or rules
    #[arg(value_name = "CODER")]
    first: String,

    /// Another one
    #[arg(value_name = "CODER")]
    second: String,

    /// Only segments that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,

    /// Only segments on which one of them laid any code
    #[arg(long)]
    coded_only: bool,

    /// List where they differ on this code, with real words
    #[arg(long, value_name = "CODE")]
    code: Option<String>,

    /// List also where both have it on other words
    #[arg(long, requires = "code")]
    edges: bool,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &AgreementArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let options = AgreementOptions {
        first: arguments.first.clone(),
        second: arguments.second.clone(),
        within: arguments.filter.clone(),
        coded_only: arguments.coded_only,
    };
    match &arguments.code {
        Some(code) => differing(arguments, &options, code, project, ui)?,
        None => figures(arguments, &options, project, ui)?,
    }
    Ok(Outcome::Done)
}

fn figures(
    arguments: &AgreementArgs,
    options: &AgreementOptions,
    project: &mut Project,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let compared = project.agreement(options, &ui.progress())?;
    let (first, second) = (format!("Only {}", compared.first), format!("Only {}", compared.second));
    let mut listing = Listing::new(&["Code", "N", "Both", &first, &second, "Neither", "Agree", "Kappa", "Alpha"]);
    let mut row = |name: &str, agreement: &Agreement| {
        let figure = |value: Option<f64>| value.map(|value| rounded(value, 3));
        listing.row(vec![
            json!(name),
            json!(agreement.unit_count()),
            json!(agreement.both),
            json!(agreement.only_first),
            json!(agreement.only_second),
            json!(agreement.neither),
            json!(figure(agreement.observed())),
            json!(figure(agreement.kappa())),
            json!(figure(agreement.alpha())),
        ]);
    };
    for code in &compared.codes {
        row(&code.code, &code.agreement);
    }
    if !compared.codes.is_empty() {
        row("all together", &compared.pooled);
    }
    listing.show(arguments.format, ui)?;
    if arguments.format == ListingFormat::Table {
        let segments = counted(compared.unit_count as u64, "segment");
        ui.note(format_args!("{segments} of what both have read: {}", compared.parts.join(", ")))?;
    }
    Ok(())
}

fn differing(
    arguments: &AgreementArgs,
    options: &AgreementOptions,
    code: &str,
    project: &mut Project,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let found = project.disagreements(options, code, arguments.edges, (0, usize::MAX), &ui.progress())?;
    let mut listing = Listing::new(&["Place", &options.first, &options.second, "Settled", "Words"]);
    for item in &found.shown {
        let words: String = item.pieces.iter().map(|piece| piece.words.as_str()).collect();
        let says = |index: usize| json!(if item.said[index].is_empty() { "no" } else { "yes" });
        listing.row(vec![json!(item.place), says(0), says(1), json!(settled(item)), json!(words)]);
    }
    listing.show(arguments.format, ui)?;
    if arguments.format == ListingFormat::Table {
        ui.note(format_args!("{} differences, {} to settle; `verbatim serve` settles them", found.count, found.open))?;
    }
    Ok(())
}

/// What was said of it, and by whom.
fn settled(item: &Disagreement) -> String {
    let said = item.said.iter().flatten().filter_map(|here| {
        let who = here.decided_by.as_ref()?;
        Some(format!("{who}: {}", if here.stands { "stands" } else { "does not stand" }))
    });
    let mut said: Vec<String> = said.collect();
    said.dedup();
    said.join("; ")
}
