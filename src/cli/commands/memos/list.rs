//! Showing memos: all in one listing, or one whole.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::Memo;
use crate::project::{Project, ShownMemo, in_words};
use crate::text::counted;

pub(super) fn show_all(memos: &[Memo], format: ListingFormat, ui: &mut Ui) -> anyhow::Result<()> {
    if memos.is_empty() {
        ui.note("no memo is like that")?;
    }
    listing(memos, format).show(format, ui)?;
    if format == ListingFormat::Table && !memos.is_empty() {
        ui.note(counted(memos.len() as u64, "memo"))?;
    }
    Ok(())
}

fn listing(memos: &[Memo], format: ListingFormat) -> Listing {
    let mut listing = Listing::new(&["Number", "What", "On", "Code", "Words", "Kind", "Title", "Who", "When", "Memo"]);
    for memo in memos {
        let one_line = |text: &str| match format {
            ListingFormat::Table => json!(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            ListingFormat::Csv | ListingFormat::Json => json!(text),
        };
        listing.row(vec![
            json!(memo.number),
            json!(memo.on.subject.kind().word()),
            json!(in_words(&memo.on)),
            json!(memo.on.code.as_deref().unwrap_or_default()),
            one_line(&memo.on.words),
            json!(memo.kind),
            one_line(&memo.title),
            json!(memo.author),
            json!(memo.written_at),
            one_line(&memo.content),
        ]);
    }
    listing
}

pub(super) fn show_one(number: i64, format: ListingFormat, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let ShownMemo { memo, replies, links } = project.memo(number)?;
    if format != ListingFormat::Table {
        let all: Vec<Memo> = std::iter::once(memo).chain(replies).collect();
        return listing(&all, format).show(format, ui);
    }
    show(&memo, ui)?;
    for reply in &replies {
        ui.line("")?;
        show(reply, ui)?;
    }
    if !links.is_empty() {
        ui.line("")?;
    }
    for link in &links {
        ui.line(super::links::sentence(link))?;
    }
    Ok(())
}

/// One memo for reading.
fn show(memo: &Memo, ui: &mut Ui) -> anyhow::Result<()> {
    let code = memo.on.code.as_ref().filter(|_| memo.on.subject.place().is_some());
    let parts = [
        Some(format!("on {}", in_words(&memo.on))),
        code.map(|code| format!("coded {code}")),
        Some(memo.kind.clone()).filter(|kind| !kind.is_empty()),
        Some(format!("{} {}", memo.author, memo.written_at).trim().to_owned()),
        Some(format!("changed {}", memo.edited_at)).filter(|_| !memo.edited_at.is_empty()),
        memo.on.waits.then(|| "its words have changed: `verbatim review` has it".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    ui.line(format_args!("{}  {}", Ui::strong(memo.number), parts.join(" · ")))?;
    if !memo.on.words.is_empty() {
        ui.line(format_args!("  {}", Ui::good(memo.on.words.replace('\n', "\n  "))))?;
    }
    if !memo.title.is_empty() {
        ui.line(format_args!("  {}", Ui::strong(&memo.title)))?;
    }
    ui.line(format_args!("  {}", memo.content.replace('\n', "\n  ")))?;
    Ok(())
}
