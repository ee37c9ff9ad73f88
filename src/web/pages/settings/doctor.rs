//! Is everything well, and if not, what to do: the same checks as `verbatim doctor`, with a button where there is one.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde_json::json;

use crate::project::{Check, CheckKind};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::jobs::JobEnd;
use crate::web::layout::{Here, Page};
use crate::web::ways::in_pages;

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/settings/doctor", get(show)).route("/settings/index", post(make_index_again))
}

async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let checks = project.doctor()?;
            let is_well = checks.iter().all(|check| check.problems.is_empty());
            let body = html! {
                p { @if is_well { "Everything is well." } @else { "Some of it is worth a look." } }
                @for check in &checks { (shown(check)) }
            };
            let actions = html! {
                a .button href="/settings/doctor" { "Check again" }
                a .button href="/settings" { "Settings" }
            };
            let page = Page::new(Here::Settings, "Checks", body).with_actions(actions);
            Ok(page.needing(&["css/settings.css"]))
        })
        .await
}

fn shown(check: &Check) -> Markup {
    let is_well = check.problems.is_empty();
    html! {
        section .box .check {
            h2 { (capitalised(&check.what)) " " span .verdict .well[is_well] { @if is_well { "✓ well" } @else { "▲ look" } } }
            @if !is_well {
                ul {
                    @for problem in &check.problems {
                        li { (in_pages(&problem.found)) p .quiet { "→ " (in_pages(&problem.remedy)) } }
                    }
                }
                (remedy(check.kind))
            }
        }
    }
}

/// Where that is put right.
fn remedy(kind: CheckKind) -> Markup {
    let link = |path: &str, name: &str| html! { a .button href=(path) { (name) } };
    match kind {
        CheckKind::Store => link("/settings#backup", "About backups"),
        CheckKind::Withdrawals => link("/cases", "People"),
        CheckKind::Codebook => link("/codebook", "Codebook"),
        CheckKind::Identities | CheckKind::Names => link("/names", "Names"),
        CheckKind::Outputs => link("/tables", "Tables: build what is out of date"),
        CheckKind::Index => html! {
            form method="post" action="/settings/index" { button type="submit" { "Make the index again" } }
        },
    }
}

async fn make_index_again(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    let open = bench.clone();
    let started = bench.start("Indexing", move |project, progress| {
        open.close_idle();
        project.make_index_again(progress)?;
        let said = vec!["the index is made again".to_owned()];
        Ok(JobEnd { said, to: Some("/settings/doctor".to_owned()), is_partly: false })
    });
    let answer = started.map(|number| Answer::said("the index is being made again").with(json!({ "job": number })));
    answered(&headers, answer)
}
