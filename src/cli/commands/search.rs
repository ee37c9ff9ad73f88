//! `search`: find segments.

use clap::ValueEnum;
use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::Project;
use crate::query::{Hit, Order, SearchOptions};
use crate::text::counted;

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
  verbatim search 'question:Q29 coded:no'          Answers that no code caught")]
pub(crate) struct SearchArgs {
    /// What to find
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// How many to show; 0 shows all
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,

    /// The best first, or in the order of the texts
    #[arg(long, value_enum, default_value_t = SearchOrder::Relevance)]
    order: SearchOrder,

    /// Show only how many there are
    #[arg(long)]
    count: bool,

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
    let options = SearchOptions {
        limit: match (arguments.count, arguments.limit) {
            (true, _) => 1,
            (false, 0) => usize::MAX,
            (false, limit) => limit,
        },
        offset: 0,
        order: match arguments.order {
            SearchOrder::Relevance => Order::Relevance,
            SearchOrder::Reading => Order::Reading,
        },
    };
    let found = project.search(&arguments.query.join(" "), &options, &ui.progress())?;
    if !arguments.count {
        match arguments.format {
            ListingFormat::Table => {
                for hit in &found.hits {
                    show(hit, ui)?;
                }
            }
            format => listing(&found.hits).show(format, ui)?,
        }
    }
    let counts = found.counts;
    let [segments, texts, cases] = [(counts.segments, "segment"), (counts.texts, "text"), (counts.cases, "case")]
        .map(|(count, noun)| counted(count as u64, noun));
    let shown = match found.hits.len() {
        shown if !arguments.count && shown < counts.segments => format!("; {shown} shown (--limit 0 shows all)"),
        _ => String::new(),
    };
    let totals = format!("{segments}, {texts}, {cases}{shown}");
    if arguments.count {
        ui.line(totals)?;
    } else {
        ui.note(totals)?;
    }
    Ok(Outcome::Done)
}

/// One hit for reading: where, who, and the words with every match marked.
fn show(hit: &Hit, ui: &mut Ui) -> anyhow::Result<()> {
    let question = hit.question.as_deref().map(|question| format!(" · {question}")).unwrap_or_default();
    let who = case(hit).or(hit.speaker.as_deref()).unwrap_or("–");
    ui.line(format_args!("{} · {who}{question}", Ui::strong(&hit.source)))?;
    ui.line(format_args!("  {}\n", marked(hit)))?;
    Ok(())
}

fn case(hit: &Hit) -> Option<&str> {
    hit.case.as_ref().map(|case| case.name.as_str())
}

fn marked(hit: &Hit) -> String {
    let mut line = String::new();
    let mut at = 0;
    for mark in &hit.marks {
        line.push_str(hit.content.get(at..mark.start()).unwrap_or_default());
        line.push_str(&Ui::good(mark.of_text(&hit.content)));
        at = mark.end();
    }
    line.push_str(hit.content.get(at..).unwrap_or_default());
    line.replace('\n', "\n  ")
}

fn listing(hits: &[Hit]) -> Listing {
    let mut listing = Listing::new(&["Source", "Case", "Speaker", "Question", "Segment", "Text"]);
    for hit in hits {
        listing.row(vec![
            json!(hit.source),
            json!(case(hit)),
            json!(hit.speaker),
            json!(hit.question),
            json!(hit.segment.0),
            json!(hit.content),
        ]);
    }
    listing
}
