//! Quotations as a report would print them, beside the real words: one, or all of a page at once.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use maud::{Markup, html};
use serde_json::json;

use super::{PAGE_LENGTH, Wish};
use crate::project::{PrintedQuotation, ProjectError};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};

pub(super) async fn show(State(bench): State<Bench>, Query(wish): Query<Wish>) -> Result<Html<String>, Error> {
    bench
        .read(move |project| {
            let passage = wish.passage(project)?;
            let printed = project.quotations_printed(&[(wish.place, passage)])?;
            let shown: Result<Vec<Markup>, Error> = printed.into_iter().map(shown).collect();
            Ok(Html(html! { @for quotations in shown? { (quotations) } }.into_string()))
        })
        .await
}

/// The passages of a page, in its order.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Wishes {
    passages: Vec<Wish>,
}

pub(super) async fn show_all(State(bench): State<Bench>, headers: HeaderMap, Json(wishes): Json<Wishes>) -> Response {
    let answer = bench.read(move |project| {
        if wishes.passages.len() > PAGE_LENGTH {
            return Err(Error::bad_request(format!(
                "at most {PAGE_LENGTH} quotes are shown as they are printed at once"
            )));
        }
        let mut passages = Vec::new();
        for wish in wishes.passages {
            let passage = wish.passage(project)?;
            passages.push((wish.place, passage));
        }
        let printed = project.quotations_printed(&passages)?;
        // What cannot be printed says so in its place, and the others are shown.
        let shown = printed.into_iter().map(|of| match shown(of) {
            Ok(shown) => shown.into_string(),
            Err(error) => html! { p .box .warn { (capitalised(error.sentence())) "." } }.into_string(),
        });
        Ok(Answer::default().with(json!({ "printed": shown.collect::<Vec<_>>() })))
    });
    answered(&headers, answer.await)
}

fn shown(printed: Result<Vec<PrintedQuotation>, ProjectError>) -> Result<Markup, Error> {
    let printed = match printed {
        // What the gate refuses is worth knowing here, and no reason to show an error.
        Err(error @ ProjectError::Refused { .. }) => {
            let why = Error::from(error);
            return Ok(html! { p .box .warn { "It would not be printed. " (capitalised(why.sentence())) "." } });
        }
        printed => printed?,
    };
    Ok(html! {
        @for quotation in &printed {
            blockquote .printed dir="auto" { (quotation.words) }
            @if !quotation.edits.is_empty() {
                ul .edits {
                    @for (kind, on, put_in) in &quotation.edits {
                        li { b { (kind.to_string()) } ": " (on) @if !put_in.is_empty() { " [" (put_in) "]" } }
                    }
                }
            }
        }
        p .quiet { "Pseudonymised as outputs are; whether it is printed at all is the recipe's choice." }
    })
}
