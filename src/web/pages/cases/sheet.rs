//! Attributes and consent from a table: what it would change, and changing it.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::get;
use maud::html;

use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

/// So many changes are shown.
const SHOWN: usize = 500;

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/people/sheet", get(choose)).route("/people/sheet/{id}", get(show).post(set))
}

async fn choose(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|_| {
            let body = html! {
                p {
                    "A table (CSV, Excel, OpenDocument, SPSS) with a row for each person: their case in a column " code { "case" }
                    ", and attributes in the others. A column " code { "consent" } " takes none, analyse, quote-alone or quote. \
                     Cells that are blank change nothing."
                }
                section #drop .drop data-then="/people/sheet/" aria-labelledby="drop-title" {
                    h2 #drop-title { "The table" }
                    p { "Drop it anywhere on this page, or choose it. You see what it would change before anything is changed." }
                    label .button .main for="files" { "Choose a table" }
                    input #files .unseen type="file";
                    ul #uploads .uploads aria-live="polite" {}
                }
            };
            let page = Page::new(Here::Sources, "Attributes from a table", body);
            Ok(page.needing(&["css/sources.css", "js/sources/drop.js"]))
        })
        .await
}

async fn show(State(bench): State<Bench>, Path(id): Path<String>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let file = project.incoming_file(&id)?;
            let changes = project.incoming_sheet(&id);
            let body = html! {
                @match &changes {
                    Err(error) => p .box .bad { (crate::web::error::capitalised(&error.to_string())) },
                    Ok(changes) if changes.is_empty() => (empty("the study has all of it already", html! { a href="/cases" { "To the people" } })),
                    Ok(changes) => {
                        p { "It would change " (counted(changes.len() as u64, "value")) ":" }
                        div .scroll {
                            table {
                                thead { tr { th scope="col" { "Case" } th scope="col" { "Attribute" } th scope="col" { "Was" } th scope="col" { "Becomes" } } }
                                tbody {
                                    @for change in changes.iter().take(SHOWN) {
                                        tr {
                                            th scope="row" { a href={ "/cases/" (encoded(&change.case)) } { bdi { (change.case) } } }
                                            td { (change.attribute) } td { del { (change.was) } } td { ins { (change.becomes) } }
                                        }
                                    }
                                }
                            }
                        }
                        @if changes.len() > SHOWN { p .quiet { "And " (changes.len() - SHOWN) " more." } }
                    }
                }
                form .row method="post" action={ "/people/sheet/" (id) } {
                    button type="submit" .main disabled[changes.as_ref().map_or(true, Vec::is_empty)] { "Change them" }
                    button type="submit" .plain formaction={ "/incoming/" (id) "/discard" } { "Leave it out" }
                }
            };
            let page = Page::new(Here::Sources, format!("What {} would change", file.name), body);
            Ok(page.needing(&["css/sources.css"]))
        })
        .await
}

async fn set(State(bench): State<Bench>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let answer = bench.change(move |project| {
        let changes = project.set_from_incoming_sheet(&id)?;
        Ok(Answer::said(format!("{} changed", counted(changes.len() as u64, "value"))).at("/cases"))
    });
    answered(&headers, answer.await)
}
