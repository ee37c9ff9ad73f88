//! The log: what was hidden, kept or found to be no name, by whom and why; in full for its owner, or to be shared.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use axum::routing::get;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Part, download, parts};
use crate::model::Verdict;
use crate::project::{IdentityLogFormat, IdentityLogLine};
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

/// So many lines stand on the page; the files have all.
const LINES: usize = 500;

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/names/log", get(show)).route("/names/log/file", get(file))
}

async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let lines = project.identity_log()?;
            let body = html! {
                (parts(Part::Log))
                (downloads())
                (table(&lines))
            };
            Ok(Page::new(Here::Names, "Names", body).needing(&["css/names.css"]).wide())
        })
        .await
}

fn downloads() -> Markup {
    let links = |is_shareable: bool| {
        html! {
            @for (format, name) in [("csv", "CSV"), ("md", "Markdown"), ("json", "JSON")] {
                a .button href={ "/names/log/file?format=" (format) "&shareable=" (is_shareable) } download { (name) }
            }
        }
    };
    html! {
        div .two {
            div .box {
                h2 { "To be shared" }
                p { "Numbers in the place of names, what is printed, how often, and reasons that are pseudonymised. The gate reads it before it leaves." }
                div .row { (links(true)) }
            }
            div .box {
                h2 { "In full" }
                p { "With real names. Keep it where the key is kept, apart from what you publish. The JSON file can be replayed in a study with the same texts: " code { "verbatim identities replay" } "." }
                div .row { (links(false)) }
            }
        }
    }
}

fn table(lines: &[IdentityLogLine]) -> Markup {
    if lines.is_empty() {
        return empty("nobody has decided on anything yet", html! { a href="/names" { "To decide" } });
    }
    html! {
        p { (counted(lines.len() as u64, "line")) @if lines.len() > LINES { ": the first " (LINES) " stand here, all of them in the files" } "." }
        div .scroll tabindex="0" role="region" aria-label="The log" {
            table {
                thead {
                    tr {
                        th scope="col" .number { "Number" } th scope="col" { "Kind" } th scope="col" { "Said" } th scope="col" { "Forms" }
                        th scope="col" { "Printed" } th scope="col" { "Reason" } th scope="col" { "Who" } th scope="col" { "When" }
                        th scope="col" .number { "Mentions" } th scope="col" { "Stands" }
                    }
                }
                tbody { @for line in lines.iter().take(LINES) { (row(line)) } }
            }
        }
    }
}

fn row(line: &IdentityLogLine) -> Markup {
    let day = line.when.split('T').next().unwrap_or_default();
    let first = line.forms.first().filter(|_| line.verdict != Verdict::Hide);
    html! {
        tr {
            td .number { (line.number) }
            td { (line.kind) }
            td { (line.verdict) @if !line.mode.is_empty() { ", " (line.mode) } }
            td {
                (line.forms.join("; "))
                @if let Some(place) = &line.place { " " span .quiet { "at " (place) " alone" } }
                @if let Some(form) = first { " " a href={ "/names?form=" (encoded(form)) } { "Decide again" span .unseen { " on " (form) } } }
            }
            td { (line.printed) }
            td { (line.reason) }
            td { (line.who.join(", ")) }
            td { @if !day.is_empty() { time datetime=(line.when) { (day) } } }
            td .number { (line.mentions) }
            td { @if line.is_settled { "yes" } @else { "not yet" } }
        }
    }
}

/// Which file.
#[derive(Debug, Deserialize)]
struct Wanted {
    format: String,
    #[serde(default)]
    shareable: bool,
}

async fn file(State(bench): State<Bench>, Query(wanted): Query<Wanted>) -> Result<Response, Error> {
    let (format, kind) = match wanted.format.as_str() {
        "csv" => (IdentityLogFormat::Csv, "text/csv; charset=utf-8"),
        "md" => (IdentityLogFormat::Md, "text/markdown; charset=utf-8"),
        "json" => (IdentityLogFormat::Json, "application/json"),
        _ => return Err(Error::bad_request("the log is written as csv, md or json")),
    };
    let shareable = wanted.shareable;
    let bytes = bench.change(move |project| Ok(project.hand_out_identity_log(format, shareable)?)).await?;
    let name = if shareable { "identity-log-shareable" } else { "identity-log-with-names" };
    Ok(download(&format!("{name}.{}", wanted.format), kind, bytes))
}
