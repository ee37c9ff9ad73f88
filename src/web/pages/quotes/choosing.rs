//! Quotes are pinned, and marked as speaking against a heading.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};

use super::Wish;
use crate::model::{QuoteHeading, QuoteMarkKind};
use crate::project::{Project, Quiet};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::links::place_link;

pub(super) async fn pin(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let (passage, heading) = (wish.passage(project)?, wish.heading(project)?);
        let pinned = project.pin_quote(&wish.place, passage, &heading, wish.position.parse().ok(), &Quiet)?;
        Ok(Answer::said(format!("{} is pinned, at position {}", wish.place, pinned.position)))
    });
    answered(&headers, done.await)
}

pub(super) async fn unpin(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        project.remove_chosen(QuoteMarkKind::Pin, wish.number()?)?;
        Ok(Answer::said("the pin is taken away"))
    });
    answered(&headers, done.await)
}

pub(super) async fn mark(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let (passage, heading) = (wish.passage(project)?, wish.heading(project)?);
        let because = Some(wish.because.trim()).filter(|because| !because.is_empty());
        let is_new = project.mark_against(&wish.place, passage, &heading, because)?;
        let already = if is_new { "" } else { " already" };
        Ok(Answer::said(format!("{} is marked{already} as speaking against it", wish.place)))
    });
    answered(&headers, done.await)
}

pub(super) async fn unmark(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        project.remove_chosen(QuoteMarkKind::Against, wish.number()?)?;
        Ok(Answer::said("the mark is taken away"))
    });
    answered(&headers, done.await)
}

/// What is marked as speaking against a heading, coded so or not.
pub(super) fn against(project: &Project, heading: &QuoteHeading) -> Result<Markup, Error> {
    let marks = project.chosen_quotes(QuoteMarkKind::Against)?;
    let here: Vec<_> = marks.iter().filter(|shown| shown.mark.heading == *heading).collect();
    Ok(html! {
        @if !here.is_empty() {
            section #against {
                h2 { "What speaks against it" }
                @for shown in here {
                    article .quote {
                        blockquote dir="auto" { (shown.words) }
                        div .line {
                            @if !shown.place.is_empty() { a .place href=(place_link(&shown.place)) { (shown.place) } }
                            @if let Some(case) = &shown.case { span { (case) } }
                            span .quiet { (shown.state) "; marked by " (shown.mark.author) }
                            form method="post" action="/quotes/not-against" {
                                input type="hidden" name="number" value=(shown.mark.number);
                                button .plain type="submit" aria-label={ "Take the mark away: " (shown.place) } { "Take the mark away" }
                            }
                        }
                    }
                }
            }
        }
    })
}
