//! `search`: find segments, look at what was found, code it.

mod coding;
mod facets;
mod kwic;
mod segments;

use clap::ValueEnum;

use crate::cli::{ListingFormat, Outcome, Ui};
use crate::project::Project;
use crate::query::{Order, SearchOptions};

/// Find segments by their words, codes, themes, cases and attributes
///
/// Shows participants' real words, for work inside the study: use `quotes` for what may be printed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim search supervision                      A word, in any form
  verbatim search '\"waiting list\" OR backlog'      A phrase, or a word
  verbatim search 'train* AND sector:Policing'     Any ending; an attribute
  verbatim search 'theme:prevention NOT school*'   Inside a theme
  verbatim search 'question:Q29 coded:no'          Answers that no code caught
  verbatim search 'code:posts WITH code:pay'       Codings that overlap (also NOT WITH, NEAR/3)
  verbatim search 'wom?n \"staff pay\"~3 age:30..45'   Any letter; words near each other; a range
  verbatim search fund* --not-coded funding        What a code has missed
  verbatim search training --kwic --sort right     Every match on a line, by what follows it
  verbatim search training --facets theme,sector   How much of each theme and sector
  verbatim search staff --around 1 --attributes sector --format json
  verbatim search 'on the job' --code-as staff-training --unit sentence --dry-run")]
pub(crate) struct SearchArgs {
    /// What to find
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// How many to show, or to code; 0 is all [default: 20; all that is to be coded]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// The best first, or in the order of the texts
    #[arg(long, value_enum, default_value_t = SearchOrder::Relevance)]
    order: SearchOrder,

    /// Only what does not have this code yet
    #[arg(long, value_name = "CODE")]
    not_coded: Option<String>,

    /// Show these attributes of who says it, after commas; `all` shows all
    #[arg(long, value_name = "NAMES", value_delimiter = ',', conflicts_with = "shown")]
    attributes: Vec<String>,

    /// Show so many turns or paragraphs before and after
    #[arg(long, default_value_t = 0, value_name = "N", conflicts_with = "shown")]
    around: usize,

    /// Show only how many there are
    #[arg(long, group = "shown")]
    count: bool,

    /// Count what is found by these: theme, code, coded, status, coder, source, kind, question, speaker, attributes
    #[arg(long, value_name = "NAMES", value_delimiter = ',', num_args = 0..=1, group = "shown")]
    facets: Option<Vec<String>>,

    #[command(flatten)]
    kwic: kwic::KwicArgs,

    #[command(flatten)]
    coding: coding::CodingArgs,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SearchOrder {
    Relevance,
    Reading,
}

pub(crate) fn run(arguments: &SearchArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let query = arguments.query.join(" ");
    if arguments.kwic.kwic {
        return kwic::show(arguments, &query, project, ui);
    }
    if arguments.coding.is_wanted() {
        return coding::code(arguments, &query, project, ui);
    }
    match &arguments.facets {
        Some(names) => facets::show(arguments, names, &query, project, ui),
        None => segments::show(arguments, &query, project, ui),
    }
}

impl SearchArgs {
    fn limit(&self) -> usize {
        match self.limit {
            None => 20,
            Some(0) => usize::MAX,
            Some(limit) => limit,
        }
    }

    fn options(&self) -> SearchOptions {
        SearchOptions {
            limit: if self.count { 1 } else { self.limit() },
            offset: 0,
            order: match self.order {
                SearchOrder::Relevance => Order::Relevance,
                SearchOrder::Reading => Order::Reading,
            },
        }
    }
}

/// "; 20 shown (--limit 0 shows all)", where there are more.
fn shown_of(shown: usize, all: usize) -> String {
    if shown < all { format!("; {shown} shown (--limit 0 shows all)") } else { String::new() }
}
