//! What the study is made of: its files, how each stands, and where new ones are dropped.

mod bring_in;
mod incoming;
mod plan;
mod reviews;
mod source;

use axum::Router;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde_json::json;

use crate::model::SourceKind;
use crate::project::{FileState, ImportReport, ListedFile, SpeakerOptions, sentence};
use crate::text::{counted, grouped};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::jobs::{JobEnd, JobState};
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

/// What long work on sources is called, on the bar and in the list of what has ended.
const IMPORTING: &str = "Importing";
/// Of so many files at most it is told what came of each.
const TOLD: usize = 4;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/sources", get(show))
        .route("/import", post(read_again))
        .route("/import/one", post(read_one_again))
        .merge(incoming::routes())
        .merge(bring_in::routes())
        .merge(plan::routes())
        .merge(reviews::routes())
        .merge(source::routes())
}

async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    let jobs = bench.jobs().all();
    let last = jobs.into_iter().find(|job| job.name == IMPORTING && job.state != JobState::Running);
    let failed = last.filter(|job| matches!(job.state, JobState::Partly | JobState::Failed)).map(|job| job.said);
    bench
        .page(move |project| {
            let (listed, waiting) = (project.listed_files()?, project.incoming()?);
            let patterns = project.patterns_without_files()?;
            let reviews = project.reviews()?.len() as u64;
            let body = html! {
                (incoming::drop_zone())
                (incoming::waiting(&waiting))
                @if let Some(said) = &failed {
                    section .box .warn aria-labelledby="failed" {
                        h2 #failed { "What did not come in at the last import" }
                        ul { @for line in said { li { (capitalised(line)) } } }
                    }
                }
                @if reviews > 0 {
                    p .box .warn {
                        @if reviews == 1 { "1 coding or memo waits, since the words under it have changed. " }
                        @else { (reviews) " codings and memos wait, since the words under them have changed. " }
                        a href="/reviews" { "Decide where it belongs" }
                    }
                }
                (troubles(&listed, &patterns))
                @if listed.iter().any(|one| one.source.is_some()) { (table(&listed)) }
                @else if waiting.is_empty() { (nothing_yet()) }
            };
            let actions = html! {
                a .button href="/cases" { "People" }
                form method="post" action="/import" {
                    button type="submit" title="Reads files of the study's folder that are new or have changed" {
                        "Read the folder again"
                    }
                }
            };
            let page = Page::new(Here::Sources, "Sources", body).with_actions(actions);
            Ok(page.needing(&["css/sources.css", "js/sources/drop.js"]))
        })
        .await
}

fn nothing_yet() -> Markup {
    empty(
        "nothing has been imported yet",
        html! {
            "Drop interview transcripts (Word, text, PDF, subtitles …) or a survey (CSV, Excel, SPSS …) above. They are copied \
             into the study's folder " code { "transcripts" } " on this computer, and go nowhere else."
        },
    )
}

/// Files that are not as the study has them, and what to do.
fn troubles(listed: &[ListedFile], patterns: &[String]) -> Markup {
    let troubles: Vec<&ListedFile> = listed.iter().filter(|one| one.state != FileState::Read).collect();
    html! {
        @if !troubles.is_empty() || !patterns.is_empty() {
            section aria-labelledby="troubles" {
                h2 #troubles { "Look at these" }
                ul .troubles {
                    @for one in troubles {
                        li {
                            strong { bdi { (one.path) } } ": " (one.state.sentence().unwrap_or_default())
                            @if matches!(one.state, FileState::SetAside | FileState::New | FileState::Changed) {
                                form method="post" action="/import/one" {
                                    input type="hidden" name="path" value=(one.path);
                                    button type="submit" { "Read it" span .unseen { ": " (one.path) } }
                                }
                            }
                        }
                    }
                    @for pattern in patterns {
                        li { "study.toml names " code { (pattern) } ", and there is no such file" }
                    }
                }
                p .quiet { "“Read the folder again” brings in what is new or has changed." }
            }
        }
    }
}

fn table(listed: &[ListedFile]) -> Markup {
    html! {
        h2 { "In the study" }
        div .scroll {
            table .sources {
                thead {
                    tr {
                        th scope="col" { "Source" }
                        th scope="col" { "Kind" }
                        th scope="col" { "Format" }
                        th scope="col" .number { "Texts" }
                        th scope="col" .number { "Words" }
                        th scope="col" .number { "Codings" }
                        th scope="col" { "Imported (UTC)" }
                        th scope="col" { span .unseen { "Details" } }
                    }
                }
                tbody {
                    @for (one, (source, details)) in listed.iter().filter_map(|one| Some((one, one.source.as_ref()?))) {
                        tr {
                            th scope="row" { a href=(reading(one)) { bdi { (one.name) } } }
                            td { (kind_name(one.kind)) }
                            td { (source.format.word()) }
                            td .number { (grouped(u64::from(source.text_count))) }
                            td .number { (grouped(source.word_count)) }
                            td .number { (grouped(one.coding_count)) }
                            td {
                                (day_and_hour(&details.imported_at))
                                @if details.revision > 1 { " · revision " (details.revision) }
                            }
                            td { a href={ "/sources/" (encoded(&one.name)) } { "Details" span .unseen { " of " (one.name) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Where its words are to be seen.
fn reading(one: &ListedFile) -> String {
    let page = if one.kind == SourceKind::Survey { "survey" } else { "read" };
    format!("/{page}/{}", encoded(&one.name))
}

/// A kind of source as people say it.
fn kind_name(kind: SourceKind) -> String {
    capitalised(&kind.word().replace('-', " "))
}

/// `2026-01-31 14:02`, of a time as RFC 3339 writes it.
fn day_and_hour(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

async fn read_again(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    let started = bench.start(IMPORTING, |project, progress| ended(project.read_again(progress)?));
    answered(&headers, started.map(started_answer))
}

#[derive(Debug, serde::Deserialize)]
struct Named {
    path: String,
}

async fn read_one_again(State(bench): State<Bench>, headers: HeaderMap, Form(named): Form<Named>) -> Response {
    let started = bench.start(IMPORTING, move |project, progress| {
        ended(project.read_one_again(&named.path, &SpeakerOptions::default(), progress)?)
    });
    answered(&headers, started.map(started_answer))
}

fn started_answer(number: u64) -> Answer {
    Answer::said(String::new()).at("/sources").with(json!({ "job": number }))
}

/// How an import ended, in sentences; an error if nothing came of it but failures.
fn ended(report: ImportReport) -> Result<JobEnd, Error> {
    let failed: Vec<String> = report.failed.iter().map(|error| sentence(error)).collect();
    if report.imported.is_empty() && report.unchanged + report.removed == 0 && !failed.is_empty() {
        return Err(Error::bad_request(failed.join("; ")));
    }
    let mut said: Vec<String> = match report.imported.len() {
        0..=TOLD => report.imported.iter().map(|source| format!("imported {source}")).collect(),
        count => {
            let words = report.imported.iter().map(|source| source.words).sum();
            vec![format!("imported {} with {}", counted(count as u64, "file"), counted(words, "word"))]
        }
    };
    if said.is_empty() && failed.is_empty() {
        said.push("nothing has changed since it was last read".to_owned());
    }
    said.extend(report.notes);
    said.extend(report.warnings);
    let is_partly = !failed.is_empty();
    said.extend(failed);
    Ok(JobEnd { said, to: Some("/sources".to_owned()), is_partly })
}
