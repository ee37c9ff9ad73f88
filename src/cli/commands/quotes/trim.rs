//! `quotes trim`, `show`, `restore`: how a quotation is printed.

use serde_json::json;

use super::PlaceArgs;
use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::QuoteMarkKind;
use crate::project::{NewTrim, Project, ShownQuotation, WordsThere, printed_quotation};
use crate::text::counted;

#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("what").required(true).multiple(true),
    after_help = "\
Examples:
  verbatim quotes trim anna:12 --leave-out 'and so on'
  verbatim quotes trim anna:12 --add 'the councils' --after 'They'
  verbatim quotes trim anna:12 --replace 'them' --with 'the councils'
  verbatim quotes trim anna:12 --from 'the rota' --to 'keeps us awake' --upper 'the rota'"
)]
pub(super) struct TrimArgs {
    /// A place: anna:12, survey:R17:Q29, or a source in which the words stand just once
    #[arg(value_name = "PLACE")]
    place: String,

    /// Print […] for these words
    #[arg(long, value_name = "WORDS", group = "what")]
    leave_out: Vec<String>,

    /// Print these words, in brackets …
    #[arg(long, value_name = "WORDS", group = "what")]
    add: Option<String>,

    /// … after these
    #[arg(long, value_name = "WORDS", requires = "add", conflicts_with = "before")]
    after: Option<String>,

    /// … or before these
    #[arg(long, value_name = "WORDS", requires = "add")]
    before: Option<String>,

    /// Replace these words …
    #[arg(long, value_name = "WORDS", group = "what", requires = "with")]
    replace: Option<String>,

    /// … with these, in brackets
    #[arg(long, value_name = "WORDS", requires = "replace")]
    with: Option<String>,

    /// Begin these words with a small letter: [t]he
    #[arg(long, value_name = "WORDS", group = "what")]
    lower: Vec<String>,

    /// Begin these words with a capital letter: [T]he
    #[arg(long, value_name = "WORDS", group = "what")]
    upper: Vec<String>,

    /// Begin the quotation with these words
    #[arg(long, value_name = "WORDS", group = "what")]
    from: Option<String>,

    /// End it with these
    #[arg(long, value_name = "WORDS", group = "what")]
    to: Option<String>,

    /// Which of the words, where they stand there several times; counted from 1, for one edit at a time
    #[arg(long, value_name = "N")]
    occurrence: Option<usize>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    #[command(flatten)]
    pub(super) place: PlaceArgs,

    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ListingFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct RestoreArgs {
    #[command(flatten)]
    place: PlaceArgs,
}

impl TrimArgs {
    fn there<'w>(&self, words: &'w str) -> WordsThere<'w> {
        WordsThere { words, occurrence: self.occurrence }
    }

    fn trims(&self) -> anyhow::Result<Vec<NewTrim<'_>>> {
        let mut trims: Vec<NewTrim<'_>> = Vec::new();
        if self.from.is_some() || self.to.is_some() {
            let (from, to) = (self.from.as_deref(), self.to.as_deref());
            trims.push(NewTrim::Ends {
                from: from.map(|words| self.there(words)),
                to: to.map(|words| self.there(words)),
            });
        }
        trims.extend(self.leave_out.iter().map(|words| NewTrim::LeaveOut(self.there(words))));
        if let (Some(words), Some(with)) = (&self.replace, &self.with) {
            trims.push(NewTrim::Replace { words: self.there(words), with });
        }
        match (&self.add, &self.after, &self.before) {
            (Some(add), Some(words), _) => {
                trims.push(NewTrim::After { words: self.there(words), add });
            }
            (Some(add), None, Some(words)) => {
                trims.push(NewTrim::Before { words: self.there(words), add });
            }
            (Some(_), None, None) => {
                anyhow::bail!("say where the words are put in: --after 'words', or --before 'words'")
            }
            (None, ..) => {}
        }
        trims.extend(self.lower.iter().map(|words| NewTrim::Lower(self.there(words))));
        trims.extend(self.upper.iter().map(|words| NewTrim::Upper(self.there(words))));
        anyhow::ensure!(
            self.occurrence.is_none() || trims.len() == 1,
            "--occurrence counts the words of one edit: make the others with commands of their own"
        );
        Ok(trims)
    }
}

pub(super) fn trim(arguments: &TrimArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let trimmed = project.trim_quote(&arguments.place, &arguments.trims()?)?;
    let replaced = match trimmed.replaced {
        0 => String::new(),
        count => format!(", in the place of {}", counted(count as u64, "earlier one")),
    };
    match (trimmed.added, trimmed.same) {
        (0, same) => ui.note(format_args!("{} there already", counted(same as u64, "edit")))?,
        (added, _) => ui.done(format_args!("{}: {}{replaced}", arguments.place, counted(added as u64, "edit")))?,
    }
    Ok(())
}

pub(super) fn show(
    arguments: &PlaceArgs,
    format: ListingFormat,
    project: &mut Project,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let passage = project.passage_at(&arguments.place, arguments.words())?;
    let shown = project.quotations_shown(&arguments.place, passage)?;
    if format != ListingFormat::Table {
        let mut listing = Listing::new(&["Place", "Words", "Printed", "Edits"]);
        for quote in &shown {
            let edits: Vec<String> = quote.edits.iter().map(edit).collect();
            listing.row(vec![
                json!(quote.place),
                json!(quote.before),
                json!(printed_quotation(&quote.printed)),
                json!(edits.join("; ")),
            ]);
        }
        return listing.show(format, ui);
    }
    for ShownQuotation { place, before, printed, edits } in &shown {
        ui.line(Ui::strong(place))?;
        ui.line(format_args!("  stands   {before}"))?;
        ui.line(format_args!("  printed  {}", Ui::good(printed_quotation(printed))))?;
        for one in edits {
            ui.line(format_args!("  {}", edit(one)))?;
        }
    }
    Ok(())
}

pub(super) fn restore(arguments: &RestoreArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let place = &arguments.place;
    let passage = project.passage_at(&place.place, place.words())?;
    let count = project.restore_quote(&place.place, passage)?;
    Ok(ui.line(format_args!("{}: {} taken away", place.place, counted(count as u64, "edit")))?)
}

/// `add after "They": [the councils]`
fn edit((kind, on, put_in): &(QuoteMarkKind, String, String)) -> String {
    if put_in.is_empty() { format!("{kind}: {on}") } else { format!("{kind}: {on} [{put_in}]") }
}
