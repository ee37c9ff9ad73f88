//! `cases show`: one case, and what was decided about it.

use serde_json::json;

use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::SourceKind;
use crate::project::Project;
use crate::text::counted;

pub(super) fn run(name: &str, format: ListingFormat, project: &Project, ui: &mut Ui) -> anyhow::Result<()> {
    let shown = project.case(name)?;
    let (case, details) = (&shown.case, &shown.details);
    let mut listing = Listing::new(&["What", "Value", "Set by"]);
    let mut row = |what: &str, value: String, by_hand: bool| {
        listing.row(vec![json!(what), json!(value), json!(if by_hand { "hand" } else { "" })]);
    };
    row("case", case.name.clone(), false);
    for (survey, name) in &shown.other_names {
        row("also", survey.as_ref().map_or_else(|| name.clone(), |survey| format!("{survey}:{name}")), true);
    }
    row("kind", case.kind.word().to_owned(), false);
    row("label", case.label.clone(), false);
    let reason = if case.reason.is_empty() { String::new() } else { format!(": {}", case.reason) };
    row("status", format!("{}{reason}", case.status), false);
    row("consent", case.consent.word().to_owned(), details.consent_by_hand);
    for (name, value) in &case.attributes {
        row(name, value.clone(), details.by_hand.contains(name));
    }
    let is_survey = |path: &str| {
        project
            .sources()
            .is_ok_and(|sources| sources.iter().any(|source| source.path == path && source.kind == SourceKind::Survey))
    };
    for source in &details.sources {
        let noun = if is_survey(&source.path) { "open answer" } else { "turn" };
        let (texts, words) = (counted(source.text_count, noun), counted(source.word_count, "word"));
        row("source", format!("{}: {texts}, {words}", source.path), false);
    }
    if shown.traces.response_count > 0 {
        row("answers", counted(shown.traces.response_count, "closed answer"), false);
    }
    row("codings", details.coding_count.to_string(), false);
    for event in &details.history {
        let about = |field: &str| event.detail.get(field).and_then(|value| value.as_str());
        let more = about("reason").or(about("consent")).map(|more| format!(": {more}")).unwrap_or_default();
        row("history", format!("{} {}{more} ({})", event.at, event.action, event.who), false);
    }
    listing.show(format, ui)
}
