//! What is undecided: listed, or gone through key by key.

use serde_json::json;

use super::kind;
use crate::cli::walk::{self, NameSession};
use crate::cli::{Listing, ListingFormat, Ui, rounded};
use crate::model::IdentityKind;
use crate::project::{Project, QueueEntry, QueueOptions};
use crate::text::counted;

/// Which forms.
#[derive(Debug, clap::Args)]
pub(super) struct WhichArgs {
    /// Only of this kind: person, place, organisation, contact, number, date, age, trait, other
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Vec<IdentityKind>,

    /// Only what is at least so likely, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    min_p: f32,

    /// Only what outputs print as the study is now: what is hidden there, or holds them up
    #[arg(long)]
    printed: bool,

    /// Only what two readers disagree on, with what each said
    #[arg(long)]
    disputed: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct QueueArgs {
    #[command(flatten)]
    which: WhichArgs,

    /// How many mentions of each to show in their lines
    #[arg(long, value_name = "N", default_value_t = 2)]
    contexts: usize,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct ReviewArgs {
    #[command(flatten)]
    which: WhichArgs,
}

impl WhichArgs {
    fn options(&self) -> QueueOptions {
        QueueOptions {
            kinds: self.kind.clone(),
            least_probability: self.min_p,
            printed: self.printed,
            disputed: self.disputed,
        }
    }
}

/// So many letters stand before and after a mention.
const AROUND: usize = 40;

pub(super) fn queue(arguments: &QueueArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    if let Some(notice) = project.detector_notice() {
        ui.warn(notice)?;
    }
    project.detect(&ui.progress())?;
    let queue = project.review_queue(&arguments.which.options(), &ui.progress())?;
    if arguments.format == ListingFormat::Table {
        for (number, entry) in (1..).zip(&queue.entries) {
            show(number, entry, arguments.contexts, project, ui)?;
        }
        ui.note(queue.budget())?;
        let elsewhere = queue.unsettled_forms.saturating_sub(queue.form_count());
        if elsewhere > 0 {
            let forms = counted(elsewhere as u64, "form");
            ui.note(format_args!("{forms} more wait for another reader or were not asked for"))?;
        }
        return Ok(());
    }
    let columns = [
        "Group",
        "Form",
        "Kind",
        "Probability",
        "Why",
        "Mentions",
        "Texts",
        "Alias of",
        "Disputed",
        "Place",
        "Context",
    ];
    let mut listing = Listing::new(&columns);
    for (number, entry) in (1..).zip(&queue.entries) {
        for surface in &entry.group.surfaces {
            let context = project.contexts(surface.mentions.get(..1).unwrap_or_default(), AROUND)?.pop();
            let place = context.as_ref().map(|context| context.place.clone());
            let line = context.map(|context| format!("{}{}{}", context.before, context.words, context.after));
            listing.row(vec![
                json!(number),
                json!(surface.form),
                json!(surface.kind.word()),
                rounded(f64::from(surface.probability), 3),
                json!(surface.why()),
                json!(surface.mentions.len()),
                json!(surface.text_count()),
                json!(entry.alias_of.as_ref().map(|alias| &alias.form)),
                json!(entry.is_disputed),
                json!(place),
                json!(line),
            ]);
        }
    }
    listing.show(arguments.format, ui)
}

/// One group, for reading: its forms and why each is asked about, then some mentions in their lines.
fn show(number: usize, entry: &QueueEntry, contexts: usize, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let group = &entry.group;
    for (index, surface) in group.surfaces.iter().enumerate() {
        let mentions = counted(surface.mentions.len() as u64, "mention");
        let start = if index == 0 { format!("{number:>3}  ") } else { "     ".to_owned() };
        let kind = if index == 0 { format!(" ({})", group.kind) } else { String::new() };
        ui.line(format_args!("{start}{}{kind}, {mentions}: {}", Ui::strong(&surface.form), surface.why()))?;
    }
    if let Some(alias) = &entry.alias_of {
        ui.line(format_args!("     maybe another form of {}", alias.form))?;
    }
    for word in &entry.said {
        let reason = if word.reason.is_empty() { String::new() } else { format!(" ({})", word.reason) };
        ui.line(format_args!("     {}: {} says {}{reason}", word.form, word.who, word.verdict))?;
    }
    let mut mentions = entry.mentions();
    mentions.truncate(contexts);
    for context in project.contexts(&mentions, AROUND)? {
        let words = Ui::strong(&context.words);
        ui.line(format_args!("       {}  …{}{words}{}…", context.place, context.before, context.after))?;
    }
    Ok(())
}

pub(super) fn review(arguments: &ReviewArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    anyhow::ensure!(
        walk::is_there(),
        "going through names key by key needs a terminal; `verbatim identities queue` lists them, and `hide`, `keep` and \
         `not-a-name` decide without one"
    );
    if let Some(notice) = project.detector_notice() {
        ui.warn(notice)?;
    }
    project.detect(&ui.progress())?;
    match NameSession::begin(project, arguments.which.options(), &ui.progress())? {
        Some(mut session) => walk::run(&mut session)?,
        None => ui.note("nothing is left to decide on")?,
    }
    Ok(())
}
