//! The versions that the codebook has had, and what differs between two of them.

use axum::extract::{Query, State};
use axum::response::Html;
use maud::{Markup, html};
use serde::Deserialize;

use super::{compared, minute, steps, views};
use crate::codebook::{Change, Difference, Subject};
use crate::project::{CodebookDiff, ProjectError, VersionLine};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::empty;
use crate::web::links::encoded;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    old: String,
    new: String,
}

impl Asked {
    /// A version by its number; an address names no files.
    fn version(text: &str) -> Option<&str> {
        Some(text).filter(|text| text.parse::<u32>().is_ok())
    }
}

pub(super) async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let versions = match project.codebook_versions() {
                Err(ProjectError::NoCodebook) => Vec::new(),
                versions => versions?,
            };
            let diff = if versions.is_empty() {
                None
            } else {
                Some(project.codebook_diff(Asked::version(&asked.old), Asked::version(&asked.new))?)
            };
            let body = html! {
                (views("/history/codebook"))
                @if versions.is_empty() {
                    (empty("there is no codebook yet", html! { a href="/codebook" { "Begin one" } ": its versions are kept here." }))
                } @else { (table(&versions)) (choice(&versions, &asked)) }
                @if let Some(diff) = &diff { (differences(diff)) }
            };
            Ok(steps::page(body))
        })
        .await
}

fn table(versions: &[VersionLine]) -> Markup {
    html! {
        div .scroll tabindex="0" role="region" aria-label="Versions" { table {
            caption { "Versions, the latest first" }
            thead { tr {
                th scope="col" { "Version" } th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "By" }
                th .number scope="col" { "Themes" } th .number scope="col" { "Codes" } th scope="col" { "What changed" }
            } }
            tbody {
                @for (index, version) in versions.iter().enumerate().rev() {
                    tr {
                        th scope="row" { (called(version)) }
                        td { (version.at.as_deref().map(minute).unwrap_or_default()) }
                        td { (version.who) }
                        td { (version.how) }
                        td .number { (version.themes) }
                        td .number { (version.codes) }
                        td {
                            (version.changed)
                            @if let Some(before) = index.checked_sub(1).and_then(|before| versions[before].number) {
                                " " a href={ "/history/codebook?old=" (before) "&new=" (version.number.map(|number| number.to_string()).unwrap_or_default()) "#differences" } {
                                    "Show" span .unseen { " what changed in " (called(version)) }
                                }
                            }
                        }
                    }
                }
            }
        } }
    }
}

fn called(version: &VersionLine) -> String {
    let name = if version.version.is_empty() { String::new() } else { format!(" ({})", version.version) };
    version.number.map_or_else(|| format!("now{name}"), |number| format!("{number}{name}"))
}

fn choice(versions: &[VersionLine], asked: &Asked) -> Markup {
    let select = |name: &str, label: &str, now: &str, none: &str| {
        html! {
            div .field {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    option value="" { (none) }
                    @for version in versions.iter().filter(|version| version.number.is_some()) {
                        @let number = version.number.map(|number| number.to_string()).unwrap_or_default();
                        option value=(number) selected[number == now] { (called(version)) }
                    }
                }
            }
        }
    };
    html! {
        form .row .filter action="/history/codebook" method="get" {
            (select("old", "Compare", &asked.old, "the last other one"))
            (select("new", "with", &asked.new, "the codebook as it is"))
            button type="submit" { "Compare" }
        }
    }
}

fn differences(diff: &CodebookDiff) -> Markup {
    html! {
        section #differences {
            h2 { "From " (diff.old) " to " (diff.new) }
            @if diff.differences.is_empty() { p { "Nothing differs but comments or layout." } }
            @for group in diff.differences.chunk_by(|one, other| (one.subject, &one.id) == (other.subject, &other.id)) {
                @if let Some(first) = group.first() {
                    div .difference {
                        h3 { (heading(first)) }
                        ul { @for difference in group { li { (line(difference)) } } }
                    }
                }
            }
        }
    }
}

fn heading(difference: &Difference) -> Markup {
    let id = difference.id.as_str();
    let kind = capitalised(difference.subject.word());
    match difference.subject {
        Subject::Codebook => html! { "The codebook" },
        _ if id.is_empty() => html! { (kind) "s" },
        Subject::Code => html! { (kind) " " a href={ "/codebook?code=" (encoded(id)) } { (id) } },
        Subject::Theme => html! { (kind) " " (id) },
    }
}

fn line(difference: &Difference) -> Markup {
    let Difference { change, field, old, new, .. } = difference;
    match change {
        Change::Added => html! { "added: " ins { (new) } },
        Change::Removed => html! { "removed: " del { (old) } },
        Change::Readdressed => html! { "its id was " (old) },
        Change::Moved if new.is_empty() => html! { "moved to the top, from below " (old) },
        Change::Moved if old.is_empty() => html! { "moved below " (new) },
        Change::Moved => html! { "moved from below " (old) " to below " (new) },
        Change::Merged => html! { (new) },
        Change::Retired | Change::Restored | Change::Reordered => html! { (change.word()) },
        Change::Gathers => html! { "gathers " ins { (new) } },
        Change::LetsGo => html! { "lets " del { (old) } " go" },
        Change::RuleAdded => html! { "rule added: " ins { (new) } },
        Change::RuleRemoved => html! { "rule removed: " del { (old) } },
        Change::RuleChanged => html! { "rule: " (compared(old, new)) },
        Change::Renamed | Change::Changed => html! { (field) ": " (compared(old, new)) },
    }
}
