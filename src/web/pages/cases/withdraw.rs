//! Somebody withdraws: first what would go, then, said twice, that it goes.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::get;
use maud::html;
use serde_json::json;

use crate::project::WITHDRAWAL_REASONS;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::jobs::JobEnd;
use crate::web::layout::{Here, Page};
use crate::web::links::encoded;
use crate::web::ways::in_pages;

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/cases/{name}/withdraw", get(show).post(withdraw))
}

async fn show(State(bench): State<Bench>, Path(name): Path<String>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let report = project.withdrawal(&name)?;
            let question = format!("{name} withdraws now. This cannot be undone. Are you sure?");
            let body = html! {
                p { "Nothing has been changed yet." }
                section .box aria-labelledby="goes" {
                    h2 #goes { "This goes, for good" }
                    ul { @for line in &report.goes { li { (in_pages(line)) } } }
                }
                section .box aria-labelledby="by-hand" {
                    h2 #by-hand { "Only you can delete this" }
                    ul { @for line in &report.by_hand { li { (in_pages(line)) } } }
                }
                form .box .warn method="post" action={ "/cases/" (encoded(&name)) "/withdraw" } data-confirm=(question) {
                    h2 { "It cannot be undone" }
                    p { "Backups made before still hold their words: delete those too." }
                    div .field {
                        label for="reason" { "Why, in a word that tells nothing of who it is" }
                        select #reason name="reason" {
                            option value="" { "Not said" }
                            @for reason in WITHDRAWAL_REASONS { option value=(reason) { (capitalised(reason)) } }
                        }
                    }
                    div .field {
                        label for="typed" { "Write the case's name, " bdi { (name) } ", to show that you mean it" }
                        input #typed name="typed" required autocomplete="off";
                    }
                    div .row {
                        button type="submit" .danger { "Take all of it out" }
                        a href={ "/cases/" (encoded(&name)) } { "Go back; nothing is changed" }
                    }
                }
            };
            let page = Page::new(Here::Sources, format!("If {name} withdraws"), body);
            Ok(page.needing(&["css/cases.css"]))
        })
        .await
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Said {
    reason: String,
    typed: String,
}

async fn withdraw(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(said): Form<Said>,
) -> Response {
    answered(&headers, start(&bench, name, &said))
}

fn start(bench: &Bench, name: String, said: &Said) -> Result<Answer, Error> {
    if said.typed.trim() != name {
        return Err(Error::bad_request("nothing was changed: write the case's name exactly as it stands here"));
    }
    let reason = WITHDRAWAL_REASONS.iter().find(|reason| **reason == said.reason).copied().unwrap_or_default();
    let open = bench.clone();
    let number = bench.start("Withdrawal", move |project, progress| {
        open.close_idle();
        let report = project.withdraw(&name, reason, progress)?;
        open.close_idle();
        let mut told = vec!["what they said is out of the study".to_owned()];
        told.extend(report.by_hand.iter().map(|line| format!("only you can delete this: {line}")));
        if !report.is_complete {
            told.push("another program has the study open, so the store's files may still hold their words: close it, and open the study again".to_owned());
        }
        Ok(JobEnd { said: told, to: Some("/cases".to_owned()), is_partly: !report.is_complete })
    })?;
    Ok(Answer::said(String::new()).at("/cases").with(json!({ "job": number })))
}
