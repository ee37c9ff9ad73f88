//! `quotes pin`, `unpin`, `pins`, `mark`, `unmark`: which quotations are printed.

use serde_json::json;

use super::PlaceArgs;
use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::QuoteMarkKind;
use crate::project::{HeadingName, Project};
use crate::text::counted;

/// Under which heading.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub(super) struct HeadingArgs {
    /// Under this theme
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,

    /// Under this code, and the themes that gather it
    #[arg(long, value_name = "CODE")]
    code: Option<String>,

    /// In this output alone
    #[arg(long, value_name = "NAME")]
    output: Option<String>,
}

impl HeadingArgs {
    fn name(&self) -> HeadingName<'_> {
        match (&self.theme, &self.code, &self.output) {
            (Some(theme), ..) => HeadingName::Theme(theme),
            (_, Some(code), _) => HeadingName::Code(code),
            (.., Some(output)) => HeadingName::Output(output),
            (None, None, None) => HeadingName::Any,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim quotes pin anna:12 --theme resourcing
  verbatim quotes pin anna --words 'We were handed the manual' --code staff-training --position 1
  verbatim quotes pin survey:R17:Q29 --output appendix-d")]
pub(super) struct PinArgs {
    #[command(flatten)]
    place: PlaceArgs,

    #[command(flatten)]
    heading: HeadingArgs,

    /// Which comes first, second …; the last if left out
    #[arg(long, value_name = "N")]
    position: Option<u32>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim quotes unpin anna:12
  verbatim quotes unpin anna:12 --theme resourcing   Only there
  verbatim quotes unpin 3                            By its number in `quotes pins`")]
pub(super) struct UnpinArgs {
    #[command(flatten)]
    place: PlaceArgs,

    #[command(flatten)]
    heading: HeadingArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct PinsArgs {
    /// List what is marked as a negative case instead
    #[arg(long)]
    against: bool,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  verbatim quotes mark survey:R17:Q29 --against resourcing
  verbatim quotes mark anna:12 --words 'Nothing is missing' --against resourcing --because 'The only fully funded service'")]
pub(super) struct MarkArgs {
    #[command(flatten)]
    place: PlaceArgs,

    /// The theme, or code, that they speak against
    #[arg(long, value_name = "THEME")]
    against: String,

    /// Why; kept as a memo of kind \"negative case\" on the words
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct UnmarkArgs {
    #[command(flatten)]
    place: PlaceArgs,

    /// Only as against this theme or code
    #[arg(long, value_name = "THEME")]
    against: Option<String>,
}

pub(super) fn pin(arguments: &PinArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let heading = project.quote_heading(arguments.heading.name())?;
    let place = &arguments.place;
    let passage = project.passage_at(&place.place, place.words())?;
    let pinned = project.pin_quote(&place.place, passage, &heading, arguments.position, &ui.progress())?;
    let (place, position) = (&place.place, pinned.position);
    Ok(ui.line(if pinned.was_there {
        format!("{place} is pinned already, at position {position}")
    } else {
        format!("{place} is pinned, at position {position}")
    })?)
}

pub(super) fn unpin(arguments: &UnpinArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let place = &arguments.place;
    if let (Ok(number), None) = (place.place.parse(), &place.words) {
        project.remove_chosen(QuoteMarkKind::Pin, number)?;
        return Ok(ui.line(format_args!("pin {number} is taken away"))?);
    }
    let heading = match arguments.heading.name() {
        HeadingName::Any => None,
        name => Some(project.quote_heading(name)?),
    };
    let passage = project.passage_at(&place.place, place.words())?;
    let count = project.unpin_quotes(&place.place, passage, heading.as_ref())?;
    Ok(ui.line(format_args!("{}: {} taken away", place.place, counted(count as u64, "pin")))?)
}

pub(super) fn pins(arguments: &PinsArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let (kind, nothing) = if arguments.against {
        (QuoteMarkKind::Against, "no negative case is marked")
    } else {
        (QuoteMarkKind::Pin, "nothing is pinned")
    };
    let chosen = project.chosen_quotes(kind)?;
    let is_table = arguments.format == ListingFormat::Table;
    if chosen.is_empty() && is_table {
        return Ok(ui.note(nothing)?);
    }
    let mut listing = if is_table {
        Listing::new(&["Number", "Heading", "Position", "Place", "State", "Words"])
    } else {
        Listing::new(&[
            "Number", "Heading", "Position", "Place", "Case", "State", "By", "When", "Start", "End", "Words",
        ])
    };
    for shown in &chosen {
        let mark = &shown.mark;
        let position = Some(mark.position).filter(|&position| position > 0);
        let mut row = vec![json!(mark.number), json!(shown.heading), json!(position), json!(shown.place)];
        if is_table {
            row.extend([json!(shown.state), json!(shown.words)]);
        } else {
            row.extend([json!(shown.case), json!(shown.state), json!(mark.author), json!(mark.made_at)]);
            row.extend([json!(mark.span.start()), json!(mark.span.end()), json!(shown.words)]);
        }
        listing.row(row);
    }
    listing.show(arguments.format, ui)
}

pub(super) fn mark(arguments: &MarkArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let heading = project.quote_heading(HeadingName::Either(&arguments.against))?;
    let place = &arguments.place;
    let passage = project.passage_at(&place.place, place.words())?;
    let is_new = project.mark_against(&place.place, passage, &heading, arguments.because.as_deref())?;
    let already = if is_new { "" } else { " already" };
    Ok(ui.line(format_args!("{} is marked{already} as speaking against {}", place.place, arguments.against))?)
}

pub(super) fn unmark(arguments: &UnmarkArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    if let (Ok(number), None) = (arguments.place.place.parse(), &arguments.place.words) {
        project.remove_chosen(QuoteMarkKind::Against, number)?;
        return Ok(ui.line(format_args!("mark {number} is taken away"))?);
    }
    let heading =
        arguments.against.as_deref().map(|name| project.quote_heading(HeadingName::Either(name))).transpose()?;
    let place = &arguments.place;
    let passage = project.passage_at(&place.place, place.words())?;
    let count = project.unmark_against(&place.place, passage, heading.as_ref())?;
    Ok(ui.line(format_args!("{}: {} taken away", place.place, counted(count as u64, "mark")))?)
}
