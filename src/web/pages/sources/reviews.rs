//! What waits for a decision since the words under it have changed: codings, memos, links, decisions.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::day_and_hour;
use crate::model::Coder;
use crate::project::Place;
use crate::store::{Review, ReviewedWork};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page, empty};

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/reviews", get(show))
        .route("/reviews/accept-sure", post(accept_sure))
        .route("/reviews/{number}/accept", post(accept))
        .route("/reviews/{number}/move", post(move_one))
        .route("/reviews/{number}/drop", post(drop_one))
}

async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let reviews = project.reviews()?;
            let sure = reviews.iter().filter(|review| review.doubt.keeps_words() && review.best.is_some()).count();
            let body = html! {
                p {
                    "When a corrected file comes in, codings and memos go along with their words. Where that is not sure they \
                     wait here, and count nowhere until you decide."
                }
                @if reviews.is_empty() { (empty("nothing waits", html! { a href="/sources" { "To the sources" } })) }
                @for review in &reviews { (shown(review)) }
            };
            let actions = html! {
                @if sure > 0 {
                    form method="post" action="/reviews/accept-sure" {
                        button type="submit" .main { "Accept " (counted(sure as u64, "one")) " whose words are the same" }
                    }
                }
            };
            let page = Page::new(Here::Sources, "Waiting since a file was corrected", body).with_actions(actions);
            Ok(page.needing(&["css/sources.css"]))
        })
        .await
}

fn shown(review: &Review) -> Markup {
    let number = review.number;
    let action = |verb: &str| format!("/reviews/{number}/{verb}");
    let place: Vec<&str> = [Some(review.source.as_str()), review.respondent.as_deref(), review.question.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    html! {
        article .box aria-labelledby={ "review-" (number) } {
            h2 id={ "review-" (number) } { (what(review)) }
            p .quiet { bdi { (place.join(" · ")) } ", since " (day_and_hour(&review.since)) " UTC" }
            p dir="auto" { "It stood on: " del { (review.old_words) } }
            @if let Some(words) = &review.new_words { p dir="auto" { "It may belong to: " ins { (words) } } }
            p { (capitalised(review.doubt.sentence())) }
            div .row {
                @if review.best.is_some() {
                    form method="post" action=(action("accept")) { button type="submit" .main { "Put it there" } }
                }
                form .row method="post" action=(action("move")) {
                    div .field {
                        label for={ "words-" (number) } { "Or on other words of the text" }
                        input id={ "words-" (number) } name="words" required autocomplete="off" dir="auto";
                    }
                    button type="submit" { "Put it on these" }
                }
                form method="post" action=(action("drop")) { button type="submit" .plain { "Let it go" } }
            }
        }
    }
}

/// `Training, by anna`, `Memo by anna`.
fn what(review: &Review) -> String {
    match &review.work {
        ReviewedWork::Coding { code, coder: Coder::Person(name), .. } => format!("{code}, by {name}"),
        ReviewedWork::Coding { code, coder: Coder::Rules, status } => format!("{code}, by rule, {status}"),
        ReviewedWork::Memo { author, .. } => format!("Memo by {author}"),
        ReviewedWork::Link { author, .. } => format!("Link by {author}"),
        ReviewedWork::Quote { author, kind, words } if words.is_empty() => format!("Quotation: {kind}, by {author}"),
        ReviewedWork::Quote { author, kind, words } => format!("Quotation: {kind} [{words}], by {author}"),
        ReviewedWork::Decision { by, verdict } => format!("Decision: {verdict}, by {by}"),
    }
}

async fn accept_sure(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    let answer = bench.change(|project| {
        let accepted = project.accept_unchanged_reviews()?.len() as u64;
        Ok(Answer::said(format!("{accepted} stand on their words again")))
    });
    answered(&headers, answer.await)
}

async fn accept(State(bench): State<Bench>, Path(number): Path<i64>, headers: HeaderMap) -> Response {
    let answer = bench.change(move |project| {
        let accepted = project.accept_reviews(&BTreeSet::from([number]))?;
        Ok(Answer::said(format!("{} stands on its new words", accepted.iter().map(what).collect::<String>())))
    });
    answered(&headers, answer.await)
}

#[derive(Debug, serde::Deserialize)]
struct Words {
    words: String,
}

async fn move_one(
    State(bench): State<Bench>,
    Path(number): Path<i64>,
    headers: HeaderMap,
    Form(said): Form<Words>,
) -> Response {
    let answer = bench.change(move |project| {
        let place = Place::Words { words: said.words.trim().to_owned(), occurrence: None };
        let review = project.move_review(number, &place)?;
        Ok(Answer::said(format!("{} stands on the words you named", what(&review))))
    });
    answered(&headers, answer.await)
}

async fn drop_one(State(bench): State<Bench>, Path(number): Path<i64>, headers: HeaderMap) -> Response {
    let answer = bench.change(move |project| {
        let review = project.drop_review(number)?;
        Ok(Answer::said(format!("{} stands nowhere any more", what(&review))))
    });
    answered(&headers, answer.await)
}
