//! What describes participants without naming them: found by its shape, marked by people, and of how many it is true.

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeSet;

use super::{Part, kinds, parts};
use crate::detect::traits::Trait;
use crate::model::{IdentityKind, Span, TextId};
use crate::project::{Context, IndirectPerson, IndirectSpan, Passage, Project, WordsThere};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::{encoded, place_link};

/// So many letters stand around what somebody said.
const AROUND: usize = 70;
/// So many participants stand in the table at once.
const PEOPLE: usize = 300;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/names/indirect", get(show))
        .route("/names/indirect/mark", post(mark))
        .route("/names/indirect/unmark", post(unmark))
}

#[derive(Debug, Deserialize)]
struct Which {
    case: Option<String>,
}

async fn show(State(bench): State<Bench>, Query(which): Query<Which>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let people = project.indirect(None)?;
            let chosen = which.case.as_ref().and_then(|case| people.iter().find(|person| person.case == *case));
            let body = html! {
                (parts(Part::Indirect))
                p {
                    "Places, dates, ages, jobs, families, origins and illnesses in what participants say, found by shapes and lists of words and not by meaning. "
                    "Which of them tell who somebody is, and what is missing here, is for you to say."
                }
                @match (chosen, &which.case) {
                    (Some(person), _) => (one(person, &labels(&people), project)?),
                    (None, Some(_)) => (empty("nothing is found or marked of this participant", html! { a href="/names/indirect" { "All participants" } })),
                    (None, None) => (all(&people, project)),
                }
            };
            Ok(Page::new(Here::Names, "Names", body).needing(&["css/names.css"]))
        })
        .await
}

fn least(project: &Project) -> usize {
    usize::try_from(project.study().disclosure.thresholds.minimum_group).unwrap_or(usize::MAX)
}

fn all(people: &[IndirectPerson], project: &Project) -> Markup {
    if people.is_empty() {
        let then =
            html! { "Import transcripts, and look through them for names under " a href="/names" { "To decide" } "." };
        return empty("nothing that describes participants is found or marked yet", then);
    }
    let least = least(project);
    // Those whom the fewest are like come first: they are known again most easily.
    let mut order: Vec<&IndirectPerson> = people.iter().collect();
    order.sort_by_key(|person| (person.sharing_all, person.sharing_attributes));
    let few = people.iter().filter(|person| person.sharing_all < least).count();
    html! {
        p {
            (counted(people.len() as u64, "participant")) " with something found or marked; what is known of "
            b { (few) } " of them is true of fewer than " (least) " in the sample."
        }
        div .scroll tabindex="0" role="region" aria-label="Participants" {
            table {
                thead {
                    tr {
                        th scope="col" { "Participant" } th scope="col" { "In outputs" } th scope="col" { "Attributes" }
                        th scope="col" .number { "Share these" } th scope="col" .number { "And what is marked" }
                        th scope="col" .number { "Found" } th scope="col" .number { "Marked" }
                    }
                }
                tbody {
                    @for person in order.iter().take(PEOPLE) {
                        tr {
                            th scope="row" { a href={ "/names/indirect?case=" (encoded(&person.case)) } { (person.case) } }
                            td { (person.label) }
                            td { (attributes(person)) }
                            td .number { (person.sharing_attributes) }
                            td .number { (person.sharing_all) @if person.sharing_all < least { " " span .tag .warn { "few" } } }
                            td .number { (person.spans.len()) }
                            td .number { (person.spans.iter().filter(|span| span.label.is_some()).count()) }
                        }
                    }
                }
            }
        }
        @if people.len() > PEOPLE {
            p .quiet { "The " (PEOPLE) " whom the fewest are like, and " code { "verbatim identities indirect" } " in the terminal lists all." }
        }
    }
}

fn attributes(person: &IndirectPerson) -> String {
    let given = person.attributes.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
}

/// What is marked of anyone: the same words are used for the same thing.
fn labels(people: &[IndirectPerson]) -> BTreeSet<String> {
    people.iter().flat_map(|person| person.spans.iter().filter_map(|span| span.label.clone())).collect()
}

fn one(person: &IndirectPerson, labels: &BTreeSet<String>, project: &Project) -> Result<Markup, Error> {
    let mentions: Vec<(TextId, Span)> = person.spans.iter().map(|span| (span.text, span.span)).collect();
    let contexts = project.contexts(&mentions, AROUND)?;
    let least = least(project);
    Ok(html! {
        h2 { (person.case) " (" (person.label) ")" }
        p { a href="/names/indirect" { "All participants" } }
        dl .facts {
            dt { "Attributes" } dd { @if person.attributes.is_empty() { "none" } @else { (attributes(person)) } }
            dt { "True of" } dd { (person.sharing_attributes) " in the sample" }
            @if !person.in_words.is_empty() {
                dt { "Found in words" }
                dd {
                    (person.in_words.iter().map(|(sort, words)| format!("{sort} {words}")).collect::<Vec<_>>().join(", "))
                    span .quiet { " (with the attributes, all of it is found of " (person.sharing_words) ")" }
                }
            }
            dt { "With what is marked" }
            dd { (person.sharing_all) " in the sample" @if person.sharing_all < least { " " span .tag .warn { "fewer than " (least) } } }
        }
        datalist #labels { @for label in labels { option value=(label) {} } }
        ol .telling {
            @for (index, (span, context)) in person.spans.iter().zip(&contexts).enumerate() {
                li { (told(index, span, context)) }
            }
        }
        details #other-words {
            summary { "Mark words that are not found" }
            form .row method="post" action="/names/indirect/mark" {
                div .field { label for="other-place" { "Place" } input #other-place name="place" required placeholder="anna:12"; }
                div .field { label for="other-said" { "Words, as they stand there" } input #other-said name="words" required; }
                div .field { label for="other-kind" { "What it is" } (kinds("other-kind", Some(IdentityKind::Trait), "")) }
                div .field { label for="other-label" { "What it tells" } input #other-label name="label" required list="labels"; }
                button type="submit" { "Mark" }
            }
        }
    })
}

fn told(index: usize, span: &IndirectSpan, context: &Context) -> Markup {
    let hidden = html! {
        input type="hidden" name="text" value=(span.text.0);
        input type="hidden" name="start" value=(span.span.start());
        input type="hidden" name="end" value=(span.span.end());
    };
    html! {
        div .place {
            a href=(place_link(&context.place)) { (context.place) } span .tag { (span.sort.map_or(span.kind.word(), Trait::word)) }
            a href={ "/names?form=" (encoded(&span.words)) } { "Decide on the words" }
        }
        blockquote dir="auto" { "…" (context.before) mark { (context.words) } (context.after) "…" }
        @if let Some(label) = &span.label {
            form .row method="post" action="/names/indirect/unmark" {
                (hidden)
                p { "Marked: " b { (label) } }
                button type="submit" { "Take the mark away" span .unseen { " from " (span.words) } }
            }
        } @else {
            form .row method="post" action="/names/indirect/mark" {
                (hidden)
                input type="hidden" name="kind" value=(span.kind.word());
                div .field {
                    label for={ "tells-" (index) } { "It tells" span .unseen { ": " (span.words) } }
                    input id={ "tells-" (index) } name="label" required list="labels" placeholder="in words that are the same for all";
                }
                button type="submit" { "Mark" span .unseen { " " (span.words) } }
            }
        }
    }
}

/// Words by their bytes, or as somebody types them with their place.
#[derive(Debug, Deserialize)]
#[serde(default)]
struct Told {
    text: Option<u32>,
    start: usize,
    end: usize,
    place: String,
    words: String,
    kind: IdentityKind,
    label: String,
}

impl Default for Told {
    fn default() -> Self {
        let none = String::new;
        Self { text: None, start: 0, end: 0, place: none(), words: none(), kind: IdentityKind::Trait, label: none() }
    }
}

impl Told {
    fn passage(&self, project: &Project) -> Result<Passage, Error> {
        Ok(match self.text {
            Some(text) => project.mention(TextId(text), self.start..self.end)?,
            None => project.mention_at(&self.place, WordsThere { words: &self.words, occurrence: None })?,
        })
    }
}

async fn mark(State(bench): State<Bench>, headers: HeaderMap, Form(told): Form<Told>) -> Response {
    let done = bench.change(move |project| {
        let passage = told.passage(project)?;
        project.mark_telling(passage, told.kind, &told.label)?;
        Ok(Answer::said(format!("marked as {}", told.label)))
    });
    answered(&headers, done.await)
}

async fn unmark(State(bench): State<Bench>, headers: HeaderMap, Form(told): Form<Told>) -> Response {
    let done = bench.change(move |project| {
        let passage = told.passage(project)?;
        project.unmark_telling(passage)?;
        Ok(Answer::said("the mark is taken away"))
    });
    answered(&headers, done.await)
}
