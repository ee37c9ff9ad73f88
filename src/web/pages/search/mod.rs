//! Search: a query, and what it finds as segments, as keywords in context, or as words counted; found things are coded here.

mod coding;
mod facets;
mod form;
mod lines;
mod saved;
mod segments;
mod words;

use axum::extract::{Query, State};
use axum::response::Html;
use axum::routing::{get, post};
use axum::{Json, Router};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::{Codebook, SegmentId};
use crate::project::{Completion, Neighbour, Project, ProjectError, sentence};
use crate::web::bench::Bench;
use crate::web::error::{Error, as_sentence};
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

/// How many hits a page has.
const PAGE_LENGTH: usize = 20;
/// How many neighbours are shown before and after a hit.
const AROUND: usize = 2;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/search", get(show))
        .route("/search/check", get(check))
        .route("/search/complete", get(complete))
        .route("/search/facets", get(facets::show))
        .route("/search/beside", get(beside))
        .route("/search/code", post(coding::code))
        .route("/search/saved", post(saved::save))
        .route("/search/saved/rename", post(saved::rename))
        .route("/search/saved/remove", post(saved::remove))
}

/// What an address asks for. Whatever is written there in no way that makes sense is as if it were not there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    /// `segments`, `lines` or `words`
    view: String,
    /// Of segments: `reading` or the best first. Of lines: `left`, `right`, `keyword`, `case` or as they were said.
    sort: String,
    page: String,
    /// Of words: `words`, `phrases`, `more` or `near`.
    what: String,
    /// Of words: whether all forms of a word are one.
    stem: String,
    /// Of words: whether function words are counted too.
    all: String,
}

impl Asked {
    fn page(&self) -> usize {
        self.page.parse().ok().filter(|page| (1..=1_000_000).contains(page)).unwrap_or(1)
    }

    fn offset(&self) -> usize {
        (self.page() - 1) * PAGE_LENGTH
    }

    /// Where this is to be seen.
    fn address(&self) -> String {
        let page = if self.page() == 1 { "" } else { self.page.as_str() };
        let parts = [("view", self.view.as_str()), ("sort", &self.sort), ("page", page), ("what", &self.what)];
        let switches = [("stem", self.stem.as_str()), ("all", &self.all)];
        let mut address = format!("/search?q={}", encoded(&self.q));
        for (name, value) in parts.into_iter().chain(switches).filter(|(_, value)| !value.is_empty()) {
            address.extend(["&", name, "=", &encoded(value)]);
        }
        address
    }

    fn of_page(&self, page: usize) -> String {
        Self { page: page.to_string(), ..self.clone() }.address()
    }

    fn sorted(&self, sort: &str) -> String {
        Self { sort: sort.to_owned(), page: String::new(), ..self.clone() }.address()
    }

    fn seen_as(&self, view: &str) -> String {
        Self { q: self.q.clone(), view: view.to_owned(), ..Self::default() }.address()
    }

    /// The same view of another query.
    fn of_query(&self, q: &str) -> String {
        Self { q: q.to_owned(), page: String::new(), ..self.clone() }.address()
    }

    fn is_asking(&self) -> bool {
        !self.q.trim().is_empty() || self.view == "words"
    }
}

async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let codebook = project.codes().unwrap_or_default();
            let found = if asked.is_asking() { Some(found(project, &asked, &codebook)) } else { None };
            let found = found.transpose().or_else(|error| Ok::<_, Error>(Some(mistake(&error))))?;
            let body = html! {
                (form::form(&asked))
                @match &found {
                    Some(found) => (found),
                    None => (form::examples(project, &codebook)?),
                }
                (saved::list(project, &asked))
            };
            Ok(Page::new(Here::Search, "Search", body).wide().needing(&[
                "css/palette.css",
                "css/search.css",
                "js/search/page.js",
                "js/colours.js",
            ]))
        })
        .await
}

/// What a query finds, in the view that is asked for.
fn found(project: &mut Project, asked: &Asked, codebook: &Codebook) -> Result<Markup, ProjectError> {
    let main = match asked.view.as_str() {
        "lines" => lines::show(project, asked),
        "words" => words::show(project, asked),
        _ => segments::show(project, asked, codebook),
    };
    let is_words = asked.view == "words";
    let main = match main {
        // The other views may well have an answer.
        Err(ProjectError::Search(error)) => mistake(&ProjectError::Search(error)),
        Err(ProjectError::NoTexts) => {
            let to = html! { "Bring interviews or a survey in under " a href="/sources" { "Sources" } "." };
            return Ok(empty("there is nothing to search yet", to));
        }
        main => main?,
    };
    Ok(html! {
        (form::views(asked))
        div .columns {
            div .found {
                (main)
                @if !is_words { (coding::bar(asked)) }
            }
            aside #facets aria-label="Narrow what is found" data-from={ "/search/facets?" (asked.address().trim_start_matches("/search?")) } {
                p .quiet { "Counting …" }
            }
        }
    })
}

/// What is wrong with a query, pointed at under the box.
fn mistake(error: &ProjectError) -> Markup {
    html! {
        div .mistake .box .bad role="alert" {
            @match error {
                ProjectError::Query { query, error } => {
                    pre { (error.pointed(query)) }
                    p { (as_sentence(&error.to_string())) }
                }
                other => p { (as_sentence(&sentence(other))) },
            }
        }
    }
}

/// Whether a query can be read, while it is typed.
async fn check(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Json<Value>, Error> {
    bench
        .read(move |project| {
            Ok(Json(match project.check_query(&asked.q) {
                Err(ProjectError::Query { query, error }) => {
                    json!({ "pointed": error.pointed(&query), "message": as_sentence(&error.to_string()) })
                }
                _ => json!({}),
            }))
        })
        .await
}

/// What is being typed: a field's name, or what the field is to be.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    field: String,
    begun: String,
}

/// What may stand there.
async fn complete(State(bench): State<Bench>, Query(typed): Query<Typed>) -> Result<Json<Value>, Error> {
    bench
        .read(move |project| {
            let offered = match typed.field.as_str() {
                "" => project.fields_beginning(&typed.begun)?,
                field => project.values_beginning(field, &typed.begun)?,
            };
            let offer = |offer: Completion| json!({ "written": offer.written, "about": offer.about });
            Ok(Json(offered.into_iter().map(offer).collect()))
        })
        .await
}

#[derive(Debug, Deserialize)]
struct Beside {
    segment: u32,
}

/// What stands before and after a hit.
async fn beside(State(bench): State<Bench>, Query(asked): Query<Beside>) -> Result<Html<String>, Error> {
    bench
        .read(move |project| {
            let beside = project.beside(SegmentId(asked.segment), AROUND)?;
            let (before, after) = beside.ok_or_else(|| Error::not_found("these words are not there any more"))?;
            let said = |neighbours: &[Neighbour]| {
                html! {
                    @for neighbour in neighbours {
                        p dir="auto" {
                            @if let Some(speaker) = &neighbour.speaker { b { (speaker) ": " } }
                            (neighbour.content)
                        }
                    }
                }
            };
            let nothing = before.is_empty() && after.is_empty();
            let shown = html! {
                @if nothing { p .quiet { "Nothing stands before or after it: it is the whole text." } }
                (said(&before))
                @if !nothing { p .quiet { "… what was found …" } }
                (said(&after))
            };
            Ok(Html(shown.into_string()))
        })
        .await
}

/// "Earlier" and "later", and which of how many there are.
fn pager(asked: &Asked, shown: usize, all: usize) -> Markup {
    let first = asked.offset() + 1;
    html! {
        @if all > PAGE_LENGTH {
            nav .pager aria-label="Further results" {
                @if asked.page() > 1 { a .button rel="prev" href=(asked.of_page(asked.page() - 1)) { "← Earlier" } }
                span { (first) "–" (asked.offset() + shown) " of " (all) }
                @if asked.offset() + shown < all { a .button rel="next" href=(asked.of_page(asked.page() + 1)) { "Further →" } }
            }
        }
    }
}
