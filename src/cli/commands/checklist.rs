//! `checklist`: what a reporting checklist still wants.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Outcome, Ui};
use crate::project::{ChecklistState, Project};
use crate::report::{Checklist, ItemState};

/// Show how a reporting checklist stands, and write a file to fill in
///
/// Every item of COREQ (interviews and focus groups), SRQR (qualitative research of any kind) or CHERRIES (surveys on the
/// web), with what the study's records know of it, what you have said, and what is open. An output of the kind `checklist`
/// prints it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim checklist coreq                   All 32 items, and how each stands
  verbatim checklist coreq --open            Only what waits for you
  verbatim checklist srqr --write            Write checklists/srqr.toml, to be filled in
  verbatim checklist coreq --format json     With everything that is known")]
pub(crate) struct ChecklistArgs {
    /// coreq, srqr or cherries
    #[arg(value_parser = which, value_name = "CHECKLIST")]
    which: Checklist,

    /// Only items that wait for an answer
    #[arg(long)]
    open: bool,

    /// Write the file in which you answer; one that is there is left alone
    #[arg(long, conflicts_with_all = ["open", "format"])]
    write: bool,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

fn which(word: &str) -> Result<Checklist, String> {
    Checklist::from_word(&word.to_lowercase()).ok_or_else(|| {
        let known: Vec<&str> = Checklist::ALL.iter().map(|checklist| checklist.word()).collect();
        format!("it is one of {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &ChecklistArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if arguments.write {
        let state = project.write_checklist(arguments.which)?;
        ui.done(format_args!("{} is written: {}", state.file, waiting(&state)))?;
        return Ok(Outcome::Done);
    }
    let state = project.checklist(arguments.which)?;
    let mut listing = Listing::new(&["Item", "Topic", "State", "Records", "Researchers", "Page"]);
    for filled in &state.items {
        if arguments.open && !matches!(filled.state, ItemState::Open | ItemState::Part) {
            continue;
        }
        listing.row(vec![
            json!(filled.name),
            json!(filled.item.topic),
            json!(filled.state.in_words()),
            json!(filled.from_records),
            json!(filled.from_researchers),
            json!(filled.page),
        ]);
    }
    listing.show(arguments.format, ui)?;
    if arguments.format == ListingFormat::Table {
        ui.line(waiting(&state))?;
        if !state.is_there {
            let word = state.which.word();
            ui.detail(format_args!("`verbatim checklist {word} --write` writes {}, to be filled in", state.file))?;
        }
    }
    Ok(Outcome::Done)
}

/// "3 of 32 items answered by the records, 2 by you, 12 in part, 15 open"
fn waiting(state: &ChecklistState) -> String {
    let count = |which| state.count(which);
    format!(
        "of {} items {} are answered by the records, {} by the researchers, {} in part; {} are open",
        state.items.len(),
        count(ItemState::Records),
        count(ItemState::Researchers),
        count(ItemState::Part),
        count(ItemState::Open)
    )
}
