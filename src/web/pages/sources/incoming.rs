//! Files on their way in: where they are dropped, received and wait.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use maud::{Markup, html};
use serde_json::json;

use super::kind_name;
use crate::model::SourceKind;
use crate::project::IncomingFile;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::uploads::receive;

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/uploads/{name}", post(take)).route("/incoming/{id}/discard", post(discard))
}

/// Whether a file still waits. Who asks for one that has come in meanwhile is led to the sources.
pub(super) async fn still_waits(bench: &Bench, id: &str) -> Result<bool, Error> {
    let id = id.to_owned();
    bench.read(move |project| Ok(project.incoming_file(&id).is_ok())).await
}

/// Where files are dropped, or chosen.
pub(super) fn drop_zone() -> Markup {
    html! {
        section #drop .drop aria-labelledby="drop-title" {
            h2 #drop-title { "Bring files in" }
            p {
                "Drop transcripts or a survey anywhere on this page, or choose them. Before anything comes in, you see how it \
                 would be read."
            }
            label .button .main for="files" { "Choose files" }
            input #files .unseen type="file" multiple;
            ul #uploads .uploads aria-live="polite" {}
            noscript { p { "Dropping files needs scripts. Without: put them into the study's folder, and read it again." } }
        }
    }
}

/// The files that wait, with what is said of each.
pub(super) fn waiting(files: &[IncomingFile]) -> Markup {
    html! {
        @if !files.is_empty() {
            section #waiting .box aria-labelledby="waiting-title" {
                h2 #waiting-title { "Waiting to come in" }
                form method="post" action="/incoming" {
                    ul .waiting {
                        @for file in files { li { (waiting_line(file)) } }
                    }
                    button type="submit" .main {
                        @if files.len() == 1 { "Bring it in" } @else { "Bring all " (files.len()) " in" }
                    }
                }
            }
        }
    }
}

fn waiting_line(file: &IncomingFile) -> Markup {
    let page = format!("/incoming/{}", file.id);
    html! {
        input type="hidden" name="id" value=(file.id);
        p .name { a href=(page) { bdi { (file.name) } } " " span .quiet { (size(file.byte_count)) } }
        @if let Some(same) = &file.same_as {
            p .quiet { "The very same file is in the study already, as " bdi { (same) } "." }
        }
        div .row {
            @if !file.is_project { (kind_field(file, &format!("kind:{}", file.id))) }
            (place_field(file, &format!("place:{}", file.id)))
            a .button href=(page) { "Look at it first" span .unseen { ": " (file.name) } }
            button type="submit" .plain formaction={ (page) "/discard" } { "Leave it out" span .unseen { ": " (file.name) } }
        }
    }
}

/// What it is.
pub(super) fn kind_field(file: &IncomingFile, name: &str) -> Markup {
    html! {
        div .field {
            label for=(name) { "Kind" span .unseen { " of " (file.name) } }
            select id=(name) name=(name) {
                @for kind in SourceKind::ALL {
                    option value=(kind.word()) selected[*kind == file.kind] { (kind_name(*kind)) }
                }
            }
        }
    }
}

/// What becomes of it, where the study has a file of that name.
pub(super) fn place_field(file: &IncomingFile, name: &str) -> Markup {
    html! {
        @if let Some(corrects) = &file.corrects {
            div .field {
                label for=(name) { "The study has another file of this name" }
                select id=(name) name=(name) {
                    option value="corrects" { "It is a corrected version of " (corrects) }
                    option value=(file.free_name) { "It is something else, to be called " (file.free_name) }
                }
            }
        }
    }
}

/// `3.2 MB`.
pub(super) fn size(byte_count: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", byte_count / unit, byte_count % unit * 10 / unit);
    match byte_count {
        0..1_000 => format!("{byte_count} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

async fn take(State(bench): State<Bench>, Path(name): Path<String>, headers: HeaderMap, body: Body) -> Response {
    answered(&headers, taken(&bench, name, &headers, body).await)
}

async fn taken(bench: &Bench, name: String, headers: &HeaderMap, body: Body) -> Result<Answer, Error> {
    let received = receive(bench, headers, body).await?.into_temp_path();
    let file = bench.read(move |project| Ok(project.take_incoming(&received, &name)?)).await?;
    let more = json!({ "id": file.id, "name": file.name, "kind": file.kind.word() });
    Ok(Answer::said(format!("{} is here, and waits for you to look at it", file.name)).at("/sources").with(more))
}

async fn discard(State(bench): State<Bench>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let answer = bench.read(move |project| {
        let name = project.discard_incoming(&id)?;
        Ok(Answer::said(format!("{name} is left out")).at("/sources"))
    });
    answered(&headers, answer.await)
}
