//! `cases set`, `exclude`, `include`: what people decide about cases.

use std::path::PathBuf;

use serde_json::json;

use super::WhichArgs;
use crate::cli::{Listing, ListingFormat, Ui};
use crate::model::{Case, Consent};
use crate::project::Project;
use crate::text::counted;

#[derive(Debug, clap::Args)]
pub(super) struct SetArgs {
    #[arg(required_unless_present = "from")]
    case: Option<String>,

    #[arg(value_parser = super::pair, required_unless_present_any = ["from", "consent"], value_name = "NAME=VALUE")]
    attributes: Vec<(String, String)>,

    /// What the case agreed to: none, analyse (counted, never quoted), quote-alone (without attributes) or quote
    #[arg(long, value_parser = super::consent, value_name = "none|analyse|quote")]
    consent: Option<Consent>,

    /// A sheet (csv, xlsx, ods): a row a case, named in the column case, id or the first; a column an attribute
    ///
    /// A column named consent sets it. Cells that are blank change nothing. If a case is not in the study, nothing at all
    /// is changed.
    #[arg(long, conflicts_with_all = ["case", "attributes", "consent"], value_name = "SHEET")]
    from: Option<PathBuf>,

    /// Change nothing; show what the sheet would change
    #[arg(long, requires = "from")]
    dry_run: bool,

    /// How to show what the sheet changes
    #[arg(long, value_enum, default_value_t, requires = "from")]
    format: ListingFormat,
}

pub(super) fn set(arguments: &SetArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    if let Some(sheet) = &arguments.from {
        return from_sheet(arguments, sheet, project, ui);
    }
    let case = arguments.case.as_deref().unwrap_or_default();
    if !arguments.attributes.is_empty() {
        project.set_attributes(case, &arguments.attributes)?;
    }
    if let Some(consent) = arguments.consent {
        project.set_consent(&[case.to_owned()], consent)?;
        ui.line(format_args!("{case}: consent is {consent}"))?;
    }
    for (name, value) in &arguments.attributes {
        match value.as_str() {
            "" => ui.line(format_args!("{case} has no {name} any more"))?,
            _ => ui.line(format_args!("{case}: {name} is {value}"))?,
        }
    }
    Ok(())
}

fn from_sheet(arguments: &SetArgs, sheet: &std::path::Path, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let changes = if arguments.dry_run { project.sheet_changes(sheet)? } else { project.set_from_sheet(sheet)? };
    let mut listing = Listing::new(&["Case", "Attribute", "Was", "Becomes"]);
    for change in &changes {
        listing.row(vec![json!(change.case), json!(change.attribute), json!(change.was), json!(change.becomes)]);
    }
    listing.show(arguments.format, ui)?;
    let done = counted(changes.len() as u64, "change");
    ui.note(format_args!("{done}{}", if arguments.dry_run { " to make; nothing has been changed" } else { "" }))?;
    Ok(())
}

pub(super) fn exclude(which: &WhichArgs, reason: &str, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let cases = project.cases_named(&which.cases, &which.query())?;
    if which.dry_run || cases.is_empty() {
        return would(&cases, "left out", ui);
    }
    project.exclude_cases(&cases, reason)?;
    for case in &cases {
        ui.line(format_args!("{} is left out: {reason}", case.name))?;
    }
    Ok(())
}

pub(super) fn include(which: &WhichArgs, project: &mut Project, ui: &mut Ui) -> anyhow::Result<()> {
    let cases = project.cases_named(&which.cases, &which.query())?;
    if which.dry_run || cases.is_empty() {
        return would(&cases, "taken in", ui);
    }
    project.include_cases(&cases)?;
    for case in &cases {
        ui.line(format_args!("{} is in", case.name))?;
    }
    Ok(())
}

fn would(cases: &[Case], done: &str, ui: &mut Ui) -> anyhow::Result<()> {
    if cases.is_empty() {
        ui.note("no case is like that")?;
    }
    for case in cases {
        ui.line(format_args!("{} would be {done}", case.name))?;
    }
    Ok(())
}
