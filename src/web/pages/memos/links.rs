//! Links between any two things: listed, made, taken away.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::{HOW_WRITTEN, named};
use crate::model::Link;
use crate::project::{PlaceNames, Project, in_words};
use crate::store::LinkFilter;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

/// All links that were made, and the form that makes one.
pub(super) fn all(project: &Project, names: &PlaceNames) -> Result<Markup, Error> {
    let mut shown = Vec::new();
    for link in project.links(&LinkFilter::default())?.iter().filter(|link| link.number.is_some()) {
        shown.push(one(project, link, names)?);
    }
    Ok(html! {
        section .all-links aria-labelledby="links" {
            h2 #links { "Links" }
            @if shown.is_empty() { p .quiet { "Two things that explain, contradict or exemplify each other can be linked." } }
            @else { ul .links { @for link in &shown { li { (link) } } } }
            details #new-link {
                summary { "Link two things" }
                form method="post" action="/memos/links" {
                    div .row {
                        div .field { label for="link-from" { "This" } input #link-from type="text" name="from" required aria-describedby="link-how"; }
                        div .field { label for="link-kind" { "How" } input #link-kind type="text" name="kind" placeholder="explains, contradicts"; }
                        div .field { label for="link-to" { "That" } input #link-to type="text" name="to" required aria-describedby="link-how"; }
                        button type="submit" { "Link" }
                    }
                    p #link-how .quiet { (HOW_WRITTEN) }
                }
            }
        }
    })
}

/// The form that links one thing with another.
pub(super) fn form(from: &str, id: &str) -> Markup {
    html! {
        details #{ (id) "-link" } {
            summary { "Link" }
            form .row method="post" action="/memos/links" {
                input type="hidden" name="from" value=(from);
                div .field { label for={ (id) "-how" } { "How" } input id={ (id) "-how" } type="text" name="kind" placeholder="explains"; }
                div .field { label for={ (id) "-to" } { "With" } input id={ (id) "-to" } type="text" name="to" placeholder="code:ID" required; }
                button type="submit" { "Link" }
            }
        }
    }
}

pub(super) fn one(project: &Project, link: &Link, names: &PlaceNames) -> Result<Markup, Error> {
    let kind = if link.kind.is_empty() { "is linked with" } else { link.kind.as_str() };
    Ok(html! {
        (named(project, &link.from, names)?) " " em { (kind) } " " (named(project, &link.to, names)?)
        @if let Some(number) = link.number {
            form method="post" action="/memos/links/remove" {
                input type="hidden" name="number" value=(number);
                button .plain type="submit" aria-label={ "Take link " (number) " away" } title="Take this link away" { "×" }
            }
        }
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    from: String,
    to: String,
    kind: String,
    number: String,
}

pub(super) async fn add(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let (from, to) = (project.subject(&wish.from)?, project.subject(&wish.to)?);
        project.add_link(&from, &to, &wish.kind)?;
        let (from, to) = (project.named_subject(&from)?, project.named_subject(&to)?);
        let kind = if wish.kind.trim().is_empty() { "is linked with" } else { wish.kind.trim() };
        Ok(Answer::said(format!("{} {kind} {}", in_words(&from), in_words(&to))))
    });
    answered(&headers, done.await)
}

pub(super) async fn remove(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let number = wish.number.parse().map_err(|_| Error::bad_request("which link is meant cannot be read"))?;
        project.remove_links(&[number])?;
        Ok(Answer::said("the link is taken away"))
    });
    answered(&headers, done.await)
}
