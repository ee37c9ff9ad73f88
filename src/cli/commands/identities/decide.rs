//! Deciding without a terminal: hide, keep, not a name.

use super::kind;
use crate::cli::Ui;
use crate::disclosure::review::Standing;
use crate::model::{IdentityKind, Mode, Verdict};
use crate::project::{HiddenAs, Passage, Project, Ruling, WordsThere};
use crate::text::counted;

/// What all decisions share.
#[derive(Debug, clap::Args)]
struct WhereArgs {
    /// Forms, as they stand in the texts
    #[arg(required = true, value_name = "FORM")]
    forms: Vec<String>,

    /// What they are, if it is not what the detector says: person, place, organisation, contact, number, date, age, trait, other
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<IdentityKind>,

    /// Only the mention at this place: anna:12, survey:R17:Q29
    #[arg(long, value_name = "PLACE")]
    at: Option<String>,

    /// Which mention there, where there are several; counted from 1
    #[arg(long, value_name = "N", requires = "at")]
    occurrence: Option<usize>,

    /// Change nothing; say what would be decided
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct HideArgs {
    #[command(flatten)]
    forms: WhereArgs,

    /// Print this in brackets instead: daughter, hospital
    #[arg(long, value_name = "WORDS", group = "printed")]
    role: Option<String>,

    /// Print a pseudonym: this one, or one that the program gives
    #[arg(long, value_name = "NAME", group = "printed", num_args = 0..=1, default_missing_value = "")]
    pseudonym: Option<String>,

    /// Print something wider: a region, a sector, a band
    #[arg(long, value_name = "WORDS", group = "printed")]
    wider: Option<String>,

    /// Another form of this identity: its number, or one of its forms
    #[arg(long, value_name = "IDENTITY", group = "printed")]
    alias_of: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct KeepArgs {
    #[command(flatten)]
    forms: WhereArgs,

    /// Why they stay as they are; people, contacts and numbers need one
    #[arg(long, value_name = "WHY", default_value = "")]
    reason: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct NotANameArgs {
    #[command(flatten)]
    forms: WhereArgs,
}

pub(super) fn hide(arguments: &HideArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let own = |mode, replacement: &str| HiddenAs::Own { mode, replacement: replacement.to_owned() };
    let hidden = match (&arguments.role, &arguments.pseudonym, &arguments.wider, &arguments.alias_of) {
        (Some(role), ..) => own(Some(Mode::Role), role),
        (_, Some(name), ..) => own(Some(Mode::Pseudonym), name),
        (_, _, Some(wider), _) => own(Some(Mode::Generalise), wider),
        (.., Some(identity)) => HiddenAs::AliasOf(identity.clone()),
        _ => own(None, ""),
    };
    decide(&arguments.forms, &Ruling::Hide(hidden), project, ui)
}

pub(super) fn keep(arguments: &KeepArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    decide(&arguments.forms, &Ruling::Keep { reason: arguments.reason.clone() }, project, ui)
}

pub(super) fn not_a_name(arguments: &NotANameArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    decide(&arguments.forms, &Ruling::NotAName, project, ui)
}

fn decide(place: &WhereArgs, ruling: &Ruling, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let WhereArgs { forms, kind, at, occurrence, dry_run } = place;
    if let Some(at) = at {
        for words in forms {
            let passage: Passage = project.mention_at(at, WordsThere { words, occurrence: *occurrence })?;
            let decided = project.decide_mention(passage, *kind, ruling, *dry_run)?;
            let would = if *dry_run { "would be decided alone" } else { "is decided alone" };
            ui.done(format_args!("{words} at {at} {would}: {}", decided.verdict))?;
        }
        return Ok(());
    }
    let mentions = project.mentions_of_forms(forms)?;
    let texts = mentions.chunk_by(|one, other| one.0 == other.0).count() as u64;
    let decided = project.decide(forms, *kind, ruling, *dry_run)?;
    let (mentions, texts) = (counted(mentions.len() as u64, "mention"), counted(texts, "text"));
    let becomes = match (decided.verdict, &decided.printed) {
        (Verdict::Hide, Some(printed)) => format!("printed as {printed}"),
        (Verdict::Hide, None) => "hidden".to_owned(),
        (Verdict::Keep, _) => "kept as written".to_owned(),
        (Verdict::NotAName, _) => "no name".to_owned(),
    };
    let would = if *dry_run { "would be " } else { "" };
    ui.done(format_args!("{} ({}): {would}{becomes}, {mentions} in {texts}", decided.forms.join(", "), decided.kind))?;
    if texts == "0 texts" {
        ui.note("it stands in no text yet")?;
    }
    match decided.standing {
        Standing::Waiting => ui.note("another reader has to say the same before it counts")?,
        Standing::Disputed => {
            ui.warn("another reader said otherwise: `verbatim identities queue --disputed` lists both")?;
        }
        Standing::Undecided | Standing::Settled(_) => {}
    }
    Ok(())
}
