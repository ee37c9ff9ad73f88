//! The register: listed, added to, changed.

use serde_json::json;

use super::{kind, word};
use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::{Identity, IdentityKind, Mode};
use crate::project::{IdentityChanged, IdentityEdit, Project};
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Only identities of this kind: person, place, organisation, contact, number, date, age, trait, other
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<IdentityKind>,

    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    format: ListingFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct AddArgs {
    /// person, place, organisation, contact, number, date, age, trait or other
    #[arg(value_parser = kind)]
    kind: IdentityKind,

    /// Every way in which it is written or said
    #[arg(required = true, value_name = "FORM")]
    forms: Vec<String>,

    #[command(flatten)]
    printed: PrintedArgs,

    /// Change nothing; say what would be added
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ChangeArgs {
    /// Its number, or one of its forms
    #[arg(value_name = "IDENTITY")]
    which: String,

    /// What it is: person, place, organisation, contact, number, date, age, trait, other
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<IdentityKind>,

    #[command(flatten)]
    printed: PrintedArgs,

    /// Seek further forms of a person's names again
    #[arg(long, conflicts_with = "no_derive")]
    derive: bool,

    /// Change nothing; say what would change
    #[arg(long)]
    dry_run: bool,
}

/// How an identity is printed, and why.
#[derive(Debug, clap::Args)]
struct PrintedArgs {
    /// pseudonym, role, generalise, keep; or usual: as the study says of its kind
    #[arg(long, value_parser = mode, value_name = "MODE")]
    mode: Option<ModeChoice>,

    /// What is printed instead
    #[arg(long, value_name = "WORDS")]
    replacement: Option<String>,

    /// What it is printed as when it is generalised: a region, a sector
    #[arg(long, value_name = "WORDS")]
    wider: Option<String>,

    /// The case that it is, by its name in the study; empty: nobody
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// Why it is listed, or kept
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,

    /// Seek just these forms, and none that follow from them: first name, surname, initials, nicknames
    #[arg(long)]
    no_derive: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct AliasArgs {
    /// Its number, or one of its forms
    #[arg(value_name = "IDENTITY")]
    which: String,

    /// Further ways in which it is written or said
    #[arg(required = true, value_name = "FORM")]
    forms: Vec<String>,

    /// Take these forms away instead
    #[arg(long)]
    remove: bool,

    /// Change nothing; say what would change
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct RemoveArgs {
    /// Their numbers, or one form of each
    #[arg(required = true, value_name = "IDENTITY")]
    which: Vec<String>,

    /// Change nothing; say which they would be
    #[arg(long)]
    dry_run: bool,
}

/// A mode, or the usual one.
#[derive(Debug, Clone, Copy)]
struct ModeChoice(Option<Mode>);

fn mode(text: &str) -> Result<ModeChoice, String> {
    let mut all: Vec<&str> = Mode::ALL.iter().map(|mode| mode.word()).collect();
    all.push("usual");
    let choice = |text: &str| if text == "usual" { Some(None) } else { Mode::from_word(text).map(Some) };
    word(text, choice, &all).map(ModeChoice)
}

impl PrintedArgs {
    fn edit(&self) -> IdentityEdit {
        IdentityEdit {
            replacement: self.replacement.clone(),
            mode: self.mode.map(|ModeChoice(mode)| mode),
            wider: self.wider.clone(),
            case: self.case.clone(),
            reason: self.reason.clone(),
            derive: self.no_derive.then_some(false),
            ..IdentityEdit::default()
        }
    }
}

pub(super) fn list(arguments: &ListArgs, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let listed = project.listed_identities()?;
    let columns = ["Number", "Kind", "Form", "Forms", "Mode", "Printed as", "Case", "Kept in", "Mentions"];
    let mut listing = Listing::new(&columns);
    for line in listed.iter().filter(|line| arguments.kind.is_none_or(|kind| line.identity.kind == kind)) {
        let identity = &line.identity;
        listing.row(vec![
            line.number.map_or_else(|| json!(""), |number| json!(number)),
            json!(identity.kind.word()),
            json!(identity.first_form()),
            json!(identity.forms.len() + identity.derived.len()),
            json!(identity.mode.map_or("", Mode::word)),
            json!(printed(identity)),
            json!(identity.case.as_deref().unwrap_or_default()),
            json!(line.origin),
            json!(line.mentions),
        ]);
    }
    listing.show(arguments.format, ui)?;
    for warning in project.register_warnings()? {
        ui.warn(warning)?;
    }
    if arguments.format == ListingFormat::Table {
        match listing.len() {
            0 => ui.note("nobody and nothing is listed; `verbatim identities add` does it")?,
            count => ui.note(many(count))?,
        }
    }
    Ok(())
}

pub(super) fn add(arguments: &AddArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let edit = IdentityEdit { add_forms: arguments.forms.clone(), ..arguments.printed.edit() };
    let added = project.add_identity(arguments.kind, &edit, arguments.dry_run)?;
    told(&added, arguments.dry_run, ui)
}

pub(super) fn change(arguments: &ChangeArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let mut edit = IdentityEdit { kind: arguments.kind, ..arguments.printed.edit() };
    if arguments.derive {
        edit.derive = Some(true);
    }
    let changed = project.change_identity(&arguments.which, &edit, arguments.dry_run)?;
    told(&changed, arguments.dry_run, ui)
}

pub(super) fn alias(arguments: &AliasArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let mut edit = IdentityEdit::default();
    let forms = if arguments.remove { &mut edit.remove_forms } else { &mut edit.add_forms };
    forms.clone_from(&arguments.forms);
    let changed = project.change_identity(&arguments.which, &edit, arguments.dry_run)?;
    told(&changed, arguments.dry_run, ui)
}

pub(super) fn remove(arguments: &RemoveArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let gone = project.remove_identities(&arguments.which, arguments.dry_run)?;
    for stored in &gone {
        ui.line(format_args!("{}  {}", stored.number, stored.identity.first_form()))?;
    }
    let would = if arguments.dry_run { "would be removed" } else { "removed" };
    ui.line(format_args!("{} {would}", many(gone.len())))?;
    Ok(())
}

/// What became of one identity, in one line.
pub(super) fn told(changed: &IdentityChanged, dry_run: bool, ui: &mut Ui) -> anyhow::Result<()> {
    let after = &changed.after;
    let what = match (&changed.before, dry_run) {
        (Some(before), _) if before == after => "is the same",
        (Some(_), false) => "changed",
        (Some(_), true) => "would change",
        (None, false) => "added",
        (None, true) => "would be added",
    };
    let number = changed.number.map(|number| format!("{number}  ")).unwrap_or_default();
    let forms = counted(after.forms.len() as u64, "form");
    ui.line(format_args!("{number}{} {}: {what} ({forms}, {})", after.kind, after.first_form(), printed_as(after)))?;
    Ok(())
}

fn printed_as(identity: &Identity) -> String {
    match identity.mode {
        Some(Mode::Keep) => "kept as it is".to_owned(),
        _ => format!("printed as {}", printed(identity)),
    }
}

fn printed(identity: &Identity) -> &str {
    match identity.mode {
        Some(Mode::Keep) => "as it is",
        Some(Mode::Generalise) if identity.replacement.is_empty() && !identity.wider.is_empty() => &identity.wider,
        Some(Mode::Pseudonym) if identity.replacement.is_empty() => "a pseudonym",
        _ => identity.printed(),
    }
}

fn many(count: usize) -> String {
    if count == 1 { "1 identity".to_owned() } else { format!("{count} identities") }
}
