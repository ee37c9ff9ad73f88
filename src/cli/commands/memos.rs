//! `memos`: what people noted.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::model::Memo;
use crate::project::Project;
use crate::store::MemoFilter;
use crate::text::counted;

/// List what people noted: comments and memos that came with documents and projects
///
/// Shows participants' real words and what was written about them, for work inside the study: no output holds memos.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim memos                                   All of them
  verbatim memos grant                             Those that mention a word
  verbatim memos --source anna.docx                On one interview
  verbatim memos --code staff-training             On the use of one code")]
pub(crate) struct MemosArgs {
    /// Only memos with these words in them
    #[arg(value_name = "WORDS")]
    words: Vec<String>,

    /// Only memos on this source: its path, or the end of it
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,

    /// Only memos on the use of this code
    #[arg(long, value_name = "CODE")]
    code: Option<String>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

pub(crate) fn run(arguments: &MemosArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let filter = MemoFilter {
        source: arguments.source.clone(),
        code: arguments.code.clone(),
        words: arguments.words.clone(),
        ..MemoFilter::default()
    };
    let memos = project.memos(&filter)?;
    let mut listing = Listing::new(&["On", "Code", "Words", "Who", "When", "Memo"]);
    for memo in &memos {
        let one_line = |text: &str| match arguments.format {
            ListingFormat::Table => json!(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            ListingFormat::Csv | ListingFormat::Json => json!(text),
        };
        listing.row(vec![
            json!(on(memo)),
            json!(memo.on.code.as_deref().unwrap_or_default()),
            one_line(&memo.on.words),
            json!(memo.author),
            json!(memo.written_at),
            one_line(&memo.content),
        ]);
    }
    if listing.is_empty() {
        ui.note("no memo is like that")?;
    }
    listing.show(arguments.format, ui)?;
    if arguments.format == ListingFormat::Table && !memos.is_empty() {
        ui.note(counted(memos.len() as u64, "memo"))?;
    }
    Ok(Outcome::Done)
}

/// What a memo stands on.
fn on(memo: &Memo) -> String {
    match (&memo.on.source, &memo.on.case, memo.title.as_str()) {
        (Some(source), _, _) => source.clone(),
        (None, Some(case), _) => format!("case {case}"),
        (None, None, "") => "the study".to_owned(),
        (None, None, heading) => format!("the study: {heading}"),
    }
}
