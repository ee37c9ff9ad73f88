//! Queries with a name: saved, run, renamed, removed.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::Asked;
use crate::project::{Project, ProjectError, SavedQueryError};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::links::search_link;

pub(super) fn list(project: &Project, asked: &Asked) -> Markup {
    let saved = project.saved_queries();
    let is_asking = !asked.q.trim().is_empty();
    html! {
        section .saved aria-labelledby="saved" {
            h2 #saved { "Saved queries" }
            @if saved.is_empty() {
                p .quiet { "None yet. A saved query can be used in others, and in outputs, as " code { "@its-name" } "." }
            } @else {
                ul .queries {
                    @for query in &saved {
                        li {
                            a href=(search_link(&format!("@{}", query.name))) { "@" (query.name) }
                            a .as-written href=(search_link(&query.query)) { code { (query.query) } }
                            @if !query.used_by.is_empty() { span .quiet { "used by " (query.used_by.join(", ")) } }
                            details id={ "rename-" (query.name) } {
                                summary { "Rename" span .unseen { " @" (query.name) } }
                                form .row method="post" action="/search/saved/rename" {
                                    input type="hidden" name="name" value=(query.name);
                                    label .unseen for={ "new-" (query.name) } { "New name" }
                                    input id={ "new-" (query.name) } type="text" name="new" value=(query.name) required;
                                    button type="submit" { "Rename" }
                                }
                            }
                            form method="post" action="/search/saved/remove" {
                                input type="hidden" name="name" value=(query.name);
                                button .plain type="submit" aria-label={ "Remove @" (query.name) } { "Remove" }
                            }
                        }
                    }
                }
            }
            @if is_asking {
                form .row method="post" action="/search/saved" {
                    input type="hidden" name="q" value=(asked.q);
                    div .field {
                        label for="save-name" { "Save this query as" }
                        input #save-name type="text" name="name" placeholder="a-name" required;
                    }
                    label { input type="checkbox" name="replace" value="yes"; " in place of the one with this name" }
                    button type="submit" { "Save" }
                }
            }
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    name: String,
    new: String,
    q: String,
    replace: String,
}

pub(super) async fn save(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    change(&bench, &headers, move |project| {
        match project.save_query(wish.name.trim(), &wish.q, !wish.replace.is_empty()) {
            Err(ProjectError::SavedQuery(SavedQueryError::Taken { name })) => Err(Error::bad_request(format!(
                "there is a saved query {name} already; tick “in place of the one with this name”"
            ))),
            done => Ok(done.map(|()| Answer::said(format!("saved as @{}", wish.name.trim().trim_start_matches('@'))))?),
        }
    })
    .await
}

pub(super) async fn rename(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    change(&bench, &headers, move |project| match project.rename_query(&wish.name, wish.new.trim()) {
        Err(ProjectError::SavedQuery(SavedQueryError::Taken { name })) => {
            Err(Error::bad_request(format!("there is a saved query {name} already")))
        }
        done => Ok(done.map(|()| {
            Answer::said(format!("@{} is called @{} now", wish.name, wish.new.trim().trim_start_matches('@')))
        })?),
    })
    .await
}

pub(super) async fn remove(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    change(&bench, &headers, move |project| {
        project.remove_query(&wish.name)?;
        Ok(Answer::said(format!("@{} is removed", wish.name)))
    })
    .await
}

async fn change(
    bench: &Bench,
    headers: &HeaderMap,
    work: impl FnOnce(&mut Project) -> Result<Answer, Error> + Send + 'static,
) -> Response {
    answered(headers, bench.change(work).await)
}
