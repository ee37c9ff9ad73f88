//! What describes participants without naming them.

use serde_json::json;

use super::kind;
use crate::cli::{Listing, ListingFormat, Ui};
use crate::detect::traits::Trait;
use crate::model::IdentityKind;
use crate::project::{IndirectPerson, Project, WordsThere};

#[derive(Debug, clap::Args)]
pub(super) struct IndirectArgs {
    /// Only this participant
    #[arg(value_name = "CASE")]
    case: Option<String>,

    /// Only what somebody has marked
    #[arg(long)]
    marked: bool,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct MarkArgs {
    /// Where they stand: anna:12, survey:R17:Q29
    #[arg(value_name = "PLACE")]
    place: String,

    /// The words, as they stand there
    #[arg(long, value_name = "WORDS")]
    words: String,

    /// Which of them, where they stand there several times; counted from 1
    #[arg(long, value_name = "N")]
    occurrence: Option<usize>,

    /// What they tell, in words that are the same for everyone of whom it is true: ambulance crew
    #[arg(long, value_name = "LABEL")]
    tells: String,

    /// What it is: person, place, organisation, contact, number, date, age, trait, other
    #[arg(long, value_parser = kind, value_name = "KIND", default_value = "trait")]
    kind: IdentityKind,
}

#[derive(Debug, clap::Args)]
pub(super) struct UnmarkArgs {
    /// Where they stand: anna:12
    #[arg(value_name = "PLACE")]
    place: String,

    /// The words, as they stand there
    #[arg(long, value_name = "WORDS")]
    words: String,

    /// Which of them, where they stand there several times; counted from 1
    #[arg(long, value_name = "N")]
    occurrence: Option<usize>,
}

pub(super) fn indirect(arguments: &IndirectArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    project.detect(&ui.progress())?;
    let mut people = project.indirect(arguments.case.as_deref())?;
    for person in people.iter_mut().filter(|_| arguments.marked) {
        person.spans.retain(|span| span.label.is_some());
    }
    if arguments.format == ListingFormat::Table {
        let least = usize::try_from(project.study().disclosure.thresholds.minimum_group).unwrap_or(usize::MAX);
        for person in &people {
            show(person, least, ui)?;
        }
        ui.note("listed by kind and shape, not by meaning: which of them tell who somebody is, and what is missing, is for you to say")?;
        return Ok(());
    }
    let mut listing = Listing::new(&[
        "Case",
        "Label",
        "Sharing attributes",
        "Sharing all",
        "Place",
        "Kind",
        "Words",
        "Marked as",
        "Sort",
        "Sharing words",
    ]);
    for person in &people {
        for span in &person.spans {
            listing.row(vec![
                json!(person.case),
                json!(person.label),
                json!(person.sharing_attributes),
                json!(person.sharing_all),
                json!(span.place),
                json!(span.kind.word()),
                json!(span.words),
                json!(span.label),
                json!(span.sort.map(Trait::word)),
                json!(person.sharing_words),
            ]);
        }
    }
    listing.show(arguments.format, ui)
}

fn show(person: &IndirectPerson, least: usize, ui: &mut Ui) -> anyhow::Result<()> {
    let attributes: Vec<String> = person.attributes.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let attributes = if attributes.is_empty() { "no attributes".to_owned() } else { attributes.join(", ") };
    let shared = |count: usize| if count == 1 { "nobody else".to_owned() } else { format!("{count} in all") };
    let few = if person.sharing_all < least { Ui::bad(" (few)") } else { String::new() };
    ui.line(format_args!(
        "{} ({}): {attributes}: {}; with what is marked: {}{few}",
        Ui::strong(&person.case),
        person.label,
        shared(person.sharing_attributes),
        shared(person.sharing_all)
    ))?;
    if !person.in_words.is_empty() {
        let found: Vec<String> = person.in_words.iter().map(|(sort, words)| format!("{sort} {words}")).collect();
        ui.line(format_args!("    found in words: {}: {}", found.join(", "), shared(person.sharing_words)))?;
    }
    for span in &person.spans {
        let marked = span.label.as_ref().map(|label| format!("  marked: {label}")).unwrap_or_default();
        let kind = span.sort.map_or(span.kind.word(), Trait::word);
        ui.line(format_args!("    {}  {kind}: {}{marked}", span.place, span.words))?;
    }
    Ok(())
}

pub(super) fn mark(arguments: &MarkArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let words = WordsThere { words: &arguments.words, occurrence: arguments.occurrence };
    let passage = project.mention_at(&arguments.place, words)?;
    project.mark_telling(passage, arguments.kind, &arguments.tells)?;
    ui.done(format_args!("marked at {}: {}", arguments.place, arguments.tells))?;
    Ok(())
}

pub(super) fn unmark(arguments: &UnmarkArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let words = WordsThere { words: &arguments.words, occurrence: arguments.occurrence };
    let passage = project.mention_at(&arguments.place, words)?;
    let count = project.unmark_telling(passage)?;
    ui.done(format_args!("{count} unmarked at {}", arguments.place))?;
    Ok(())
}
