//! What was found gets a code, or loses it.

use clap::ValueEnum;
use serde_json::json;

use super::super::codings::show_examples;
use super::SearchArgs;
use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::{MatchOptions, MatchUnit, Project};

/// So many passages are shown as examples.
const EXAMPLES: usize = 5;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Coding what is found")]
pub(super) struct CodingArgs {
    /// Lay this code on what is found, by its id or name
    #[arg(long, value_name = "CODE", groups = ["shown", "coded"])]
    code_as: Option<String>,

    /// Take this code off what is found: your own codings go, what rules propose is rejected, what others coded stays
    #[arg(long, value_name = "CODE", groups = ["shown", "coded"])]
    uncode: Option<String>,

    /// What is coded: the words found, the sentences they stand in, or the whole turn or answer
    #[arg(long, value_enum, default_value_t = Unit::Segment, value_name = "UNIT", requires = "coded")]
    unit: Unit,

    /// Change nothing; say what it would come to
    #[arg(long, requires = "coded")]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unit {
    Match,
    Sentence,
    Segment,
}

impl CodingArgs {
    pub(super) const fn is_wanted(&self) -> bool {
        self.code_as.is_some() || self.uncode.is_some()
    }
}

pub(super) fn code(arguments: &SearchArgs, query: &str, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let CodingArgs { code_as, uncode, unit, dry_run } = &arguments.coding;
    let options = MatchOptions {
        unit: match unit {
            Unit::Match => MatchUnit::Match,
            Unit::Sentence => MatchUnit::Sentence,
            Unit::Segment => MatchUnit::Segment,
        },
        limit: arguments.limit.filter(|&limit| limit > 0),
        not_coded: arguments.not_coded.clone(),
        only: None,
        dry_run: *dry_run,
        examples: if arguments.format == ListingFormat::Table { EXAMPLES } else { usize::MAX },
    };
    let done = match (code_as, uncode) {
        (Some(code), _) => project.code_matches(query, code, &options, &ui.progress())?,
        (None, code) => {
            let code = code.as_deref().unwrap_or_default();
            project.uncode_matches(query, code, &options, &ui.progress())?
        }
    };
    if arguments.format == ListingFormat::Table {
        let examples = done.examples.iter().map(|(place, words)| (place.clone(), words.as_str()));
        show_examples(examples, done.passages, ui)?;
    } else {
        let mut listing = Listing::new(&["Place", "Words"]);
        for (place, words) in &done.examples {
            listing.row(vec![json!(place), json!(words)]);
        }
        listing.show(arguments.format, ui)?;
    }
    for sentence in done.sentences(code_as.is_some(), *dry_run) {
        ui.note(sentence)?;
    }
    Ok(Outcome::Done)
}
