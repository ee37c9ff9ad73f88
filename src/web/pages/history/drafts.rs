//! Drafts: what builds printed, kept under a name, and what is different since.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{compared, minute, steps, views};
use crate::project::{Change, ChangeKind, Changes, ProjectError, sentence};
use crate::store::Draft;
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::empty;
use crate::web::ways::in_pages;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    from: String,
    to: String,
}

pub(super) async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let drafts = project.drafts()?;
            let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            let changes = match project.changes(some(&asked.from).as_deref(), some(&asked.to).as_deref()) {
                // Nothing to compare with is no mistake.
                Err(ProjectError::Draft(error)) => Err(in_pages(&sentence(&error)).into_owned()),
                changes => Ok(changes?),
            };
            let body = html! {
                (views("/history/drafts"))
                @if drafts.is_empty() {
                    (empty("nothing has been built yet", html! { "Build the outputs under " a href="/tables" { "Tables" } "; then what they print can be kept here as a draft." }))
                } @else {
                    (table(&drafts))
                    (keep_form())
                    (choice(&drafts, &asked))
                    @match &changes {
                        Ok(changes) => (differences(changes)),
                        Err(why) => p .quiet { (capitalised(why)) "." },
                    }
                }
            };
            Ok(steps::page(body))
        })
        .await
}

fn called(draft: &Draft) -> String {
    draft.name.clone().unwrap_or_else(|| format!("build {}", draft.number))
}

fn table(drafts: &[Draft]) -> Markup {
    html! {
        div .scroll tabindex="0" role="region" aria-label="Drafts" { table {
            caption { "What was printed, the latest first" }
            thead { tr { th scope="col" { "Draft" } th scope="col" { "Built" } th scope="col" { "Who" } th scope="col" { span .unseen { "What can be done" } } } }
            tbody {
                @for draft in drafts {
                    tr {
                        th scope="row" { (called(draft)) }
                        td { (minute(&draft.made_at)) }
                        td { (draft.who) }
                        td {
                            @if draft.name.is_some() {
                                form method="post" action="/history/drafts/remove" {
                                    input type="hidden" name="name" value=(draft.number);
                                    button .plain type="submit" aria-label={ "Remove the draft " (called(draft)) } { "Remove" }
                                }
                            }
                        }
                    }
                }
            }
        } }
    }
}

fn keep_form() -> Markup {
    html! {
        form .row .filter method="post" action="/history/drafts/keep" {
            div .field {
                label for="draft-name" { "Keep what was built last as" }
                input #draft-name type="text" name="name" placeholder="supervisor" autocomplete="off" required;
            }
            button type="submit" { "Keep" }
        }
    }
}

fn choice(drafts: &[Draft], asked: &Asked) -> Markup {
    let select = |name: &str, label: &str, now: &str, none: &str| {
        html! {
            div .field {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    option value="" { (none) }
                    @for draft in drafts {
                        @let number = draft.number.to_string();
                        option value=(number) selected[number == now] { (called(draft)) ", " (minute(&draft.made_at)) }
                    }
                }
            }
        }
    };
    html! {
        form .row .filter action="/history/drafts" method="get" {
            (select("from", "What changed since", &asked.from, "the latest draft, or the build before"))
            (select("to", "until", &asked.to, "the last build"))
            button type="submit" { "Compare" }
        }
    }
}

fn differences(found: &Changes) -> Markup {
    html! {
        section #differences {
            h2 { "From " (called(&found.before)) " to " (called(&found.after)) }
            @if found.changes.is_empty() { p { "Nothing that is printed is different." } }
            @else {
                p .quiet {
                    (counted(found.changes.len() as u64, "difference"))
                    ". For you alone: by what changed between two drafts, more can be told of one person than by either."
                }
            }
            @for chapter in found.changes.chunk_by(|one, other| one.chapter == other.chapter) {
                @if let Some(first) = chapter.first() {
                    div .difference {
                        h3 { (first.chapter) }
                        ul { @for change in chapter { li { (line(change)) } } }
                    }
                }
            }
        }
    }
}

fn line(change: &Change) -> Markup {
    let place = change.place.join(" › ");
    html! {
        span .quiet { (change.what) " " (place) @if !place.is_empty() { ": " } }
        @match change.kind {
            ChangeKind::Changed if change.what == "cell" => {
                del { (or_nothing(&change.before)) } " → " ins { (or_nothing(&change.after)) }
            },
            ChangeKind::Changed => { (compared(&change.before, &change.after)) },
            ChangeKind::Added => { "added " ins { (change.after) } },
            ChangeKind::Removed => { "gone " del { (change.before) } },
        }
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "(nothing)" } else { text }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    name: String,
}

pub(super) async fn keep(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        project.keep_draft(&wish.name)?;
        Ok(Answer::said(format!("kept as {}", wish.name.trim())))
    });
    answered(&headers, done.await)
}

pub(super) async fn remove(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let removed = project.remove_draft(&wish.name)?;
        Ok(Answer::said(format!("the draft {} is removed", called(&removed))))
    });
    answered(&headers, done.await)
}
