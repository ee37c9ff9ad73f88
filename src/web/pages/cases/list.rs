//! Everyone who is in the study, to be found by name, source, status or attribute; and who may be one person.

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::{consent_name, status_name};
use crate::model::{Case, CaseKind, CaseStatus};
use crate::project::{AttributeTest, CaseQuery, PossiblyOne, Project, ProjectError};
use crate::store::Likeness;
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;
use crate::web::parts::{Part, answer, is_small};

/// So many people are shown at once.
const SHOWN: usize = 200;
/// So many suggestions of who may be one person.
const SUGGESTIONS: usize = 20;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/cases", get(show))
        .route("/people/alike", get(alike_part))
        .route("/people/status", post(set_status))
        .route("/people/merge", post(merge))
}

#[derive(Debug, Default, Clone, serde::Deserialize)]
#[serde(default)]
struct Asked {
    name: String,
    status: String,
    kind: String,
    source: String,
    /// As in queries: `sector=Policing`, `age>=30`.
    r#where: String,
    from: usize,
}

impl Asked {
    fn query(&self) -> Result<CaseQuery, Error> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let test = given(&self.r#where).map(|text| AttributeTest::parse(&text));
        Ok(CaseQuery {
            status: CaseStatus::from_word(&self.status),
            kind: CaseKind::from_word(&self.kind),
            attributes: test.transpose().map_err(Error::bad_request)?.into_iter().collect(),
            without: Vec::new(),
            source: given(&self.source),
            name: given(&self.name),
        })
    }

    fn is_nothing(&self) -> bool {
        [&self.name, &self.status, &self.kind, &self.source, &self.r#where].iter().all(|text| text.trim().is_empty())
    }

    /// The address of the same with others shown.
    fn at(&self, from: usize) -> String {
        let part = |name: &str, value: &str| {
            if value.is_empty() { String::new() } else { format!("{name}={}&", encoded(value)) }
        };
        let parts = [
            part("name", &self.name),
            part("status", &self.status),
            part("kind", &self.kind),
            part("source", &self.source),
            part("where", &self.r#where),
        ];
        format!("/cases?{}from={from}", parts.concat())
    }
}

/// Who may be one person: all names and long answers are held against each other.
const ALIKE: Part<'static> = Part {
    address: "/people/alike",
    meanwhile: "Looking for people who may be one …",
    make: alike,
    of: "",
    is_kept: true,
};

async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    let kept = bench.clone();
    bench
        .page(move |project| {
            let sources: Vec<String> = project.sources()?.into_iter().map(|source| source.path).collect();
            // What is wrong with the question is said where it is asked.
            let places = asked.from..asked.from.saturating_add(SHOWN);
            let (found, wrong) = match asked.query().and_then(|query| Ok(project.list_cases(&query, places)?)) {
                Ok(found) => (found, None),
                Err(error) => ((Vec::new(), 0), Some(error.sentence().to_owned())),
            };
            let withdrawn = project.withdrawn_count()?;
            let alike = if asked.is_nothing() {
                let status = project.status()?;
                ALIKE.shown(&kept, project, is_small(&status))?
            } else {
                html! {}
            };
            let body = html! {
                (filter(&asked, &sources))
                @if let Some(wrong) = &wrong { p .box .bad role="alert" { (capitalised(wrong)) } }
                @else if found.1 == 0 { (nobody(&asked)) }
                @else { (table(&asked, &found.0, found.1)) }
                @if withdrawn > 0 {
                    p .quiet { (people(withdrawn)) " withdrew: nothing that says who it was is kept." }
                }
                (alike)
            };
            let actions = html! { a .button href="/people/sheet" { "Attributes from a table" } };
            let page = Page::new(Here::Sources, "People", body).with_actions(actions);
            Ok(page.needing(&["css/cases.css", "js/parts.js"]))
        })
        .await
}

async fn alike_part(State(bench): State<Bench>) -> Result<Response, Error> {
    let kept = bench.clone();
    let made = bench.read(move |project| ALIKE.made(&kept, project)).await?;
    Ok(answer(&made))
}

fn nobody(asked: &Asked) -> Markup {
    if asked.is_nothing() {
        empty("nobody is in the study yet", html! { a href="/sources" { "Bring transcripts or a survey in" } })
    } else {
        empty("nobody is like that", html! { a href="/cases" { "Show everyone" } })
    }
}

fn filter(asked: &Asked, sources: &[String]) -> Markup {
    let chosen = |now: &str, value: &str| now == value;
    html! {
        form .row .filter method="get" action="/cases" role="search" aria-label="Find people" {
            div .field { label for="name" { "Name or label" } input #name name="name" value=(asked.name) autocomplete="off"; }
            div .field {
                label for="status" { "Status" }
                select #status name="status" {
                    @for (word, name) in [("", "All"), ("kept", "Kept"), ("excluded", "Left out")] {
                        option value=(word) selected[chosen(&asked.status, word)] { (name) }
                    }
                }
            }
            div .field {
                label for="kind" { "From" }
                select #kind name="kind" {
                    @for (word, name) in [("", "All"), ("participant", "Interviews and groups"), ("respondent", "Surveys")] {
                        option value=(word) selected[chosen(&asked.kind, word)] { (name) }
                    }
                }
            }
            div .field {
                label for="source" { "Source" }
                select #source name="source" {
                    option value="" { "All" }
                    @for source in sources { option value=(source) selected[*source == asked.source] { (source) } }
                }
            }
            div .field {
                label for="where" { "Attribute" }
                input #where name="where" value=(asked.r#where) placeholder="sector=Policing" autocomplete="off";
            }
            button type="submit" { "Find" }
        }
    }
}

fn table(asked: &Asked, shown: &[(String, Case)], count: usize) -> Markup {
    let end = (asked.from + SHOWN).min(count);
    html! {
        p .quiet {
            (people(count as u64))
            @if count > SHOWN { ", " (asked.from + 1) " to " (end) " shown" }
        }
        form method="post" action="/people/status" {
            div .scroll {
                table .cases {
                    thead {
                        tr {
                            th scope="col" { span .unseen { "Chosen" } }
                            th scope="col" { "Case" } th scope="col" { "Label in outputs" } th scope="col" { "Status" }
                            th scope="col" { "Agreed to" } th scope="col" { "Attributes" }
                        }
                    }
                    tbody { @for (name, case) in shown { (row(name, case)) } }
                }
            }
            nav .row aria-label="More people" {
                @if asked.from > 0 { a .button href=(asked.at(asked.from.saturating_sub(SHOWN))) { "Those before" } }
                @if end < count { a .button href=(asked.at(end)) { "Those after" } }
            }
            fieldset {
                legend { "All who are ticked" }
                div .row {
                    div .field {
                        label for="reason" { "Reason for leaving them out" }
                        input #reason name="reason" autocomplete="off" placeholder="too young";
                    }
                    button type="submit" name="do" value="exclude" { "Leave out" }
                    button type="submit" name="do" value="include" { "Take in again" }
                }
            }
        }
    }
}

fn row(name: &str, case: &Case) -> Markup {
    html! {
        tr {
            td { input type="checkbox" name="case" value=(name) aria-label={ "Choose " (name) }; }
            th scope="row" { a href={ "/cases/" (encoded(name)) } { bdi { (name) } } }
            td { (case.label) }
            td { (status_name(case.status)) @if !case.reason.is_empty() { ": " (case.reason) } }
            td { (consent_name(case.consent)) }
            td { (attributes(case)) }
        }
    }
}

fn attributes(case: &Case) -> Markup {
    html! {
        ul .tags { @for (name, value) in &case.attributes { li .tag { span .quiet { (name) } " " bdi { (value) } } } }
    }
}

/// Who may be one person under several names.
fn alike(project: &mut Project, _of: &str) -> Result<Markup, Error> {
    let (found, count) = project.duplicate_cases(SUGGESTIONS)?;
    Ok(html! {
        @if !found.is_empty() {
            section aria-labelledby="alike" {
                h2 #alike { "These may be one person" }
                @for possibly in &found { (possibly_one(possibly)) }
                @if count > found.len() {
                    p .quiet { "And " (counted((count - found.len()) as u64, "suggestion")) " more." }
                }
            }
        }
    })
}

fn possibly_one(possibly: &PossiblyOne) -> Markup {
    let why = match possibly.likeness {
        Likeness::Id => "the same id in several surveys",
        Likeness::Name => "the same name",
        Likeness::Answer => "the same long answer, word for word",
    };
    html! {
        form .box .row method="post" action="/people/merge" data-confirm="Make them one case? What each of them said and chose is then one person's." {
            p {
                @for (index, name) in possibly.names.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href={ "/cases/" (encoded(name)) } { bdi { (name) } }
                    input type="hidden" name="case" value=(name);
                }
                span .quiet { " · " (why) }
            }
            div .field {
                label { "Keep as " select name="keep" { @for name in &possibly.names { option value=(name) { (name) } } } }
            }
            div .field {
                label {
                    "Where they differ, values of "
                    select name="prefer" {
                        option value="" { "nobody: stop" }
                        @for name in &possibly.names { option value=(name) { (name) } }
                    }
                }
            }
            button type="submit" { "Make them one" }
        }
    }
}

fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// The values of this name in a form.
pub(super) fn all<'p>(pairs: &'p [(String, String)], name: &'p str) -> impl Iterator<Item = &'p str> {
    pairs.iter().filter(move |(of, _)| of == name).map(|(_, value)| value.trim())
}

async fn set_status(
    State(bench): State<Bench>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let answer = bench.change(move |project| {
        let names: Vec<String> = all(&pairs, "case").map(str::to_owned).collect();
        if names.is_empty() {
            return Err(Error::bad_request("tick the people who are meant first"));
        }
        let cases = project.cases_named(&names, &CaseQuery::default())?;
        let people = people(cases.len() as u64);
        if all(&pairs, "do").any(|what| what == "include") {
            project.include_cases(&cases)?;
            return Ok(Answer::said(format!("{people} taken in again")));
        }
        let reason = all(&pairs, "reason").last().unwrap_or_default();
        if reason.is_empty() {
            return Err(Error::bad_request(
                "say why they are left out: the reason stands in the account of the sample",
            ));
        }
        project.exclude_cases(&cases, reason)?;
        Ok(Answer::said(format!("{people} left out: {reason}")))
    });
    answered(&headers, answer.await)
}

async fn merge(State(bench): State<Bench>, headers: HeaderMap, Form(pairs): Form<Vec<(String, String)>>) -> Response {
    let answer = bench.change(move |project| {
        let keep = all(&pairs, "keep").last().unwrap_or_default().to_owned();
        let others: Vec<String> =
            all(&pairs, "case").filter(|name| !name.is_empty() && *name != keep).map(str::to_owned).collect();
        if others.is_empty() {
            return Err(Error::bad_request("name the other case that is the same person"));
        }
        let prefer = all(&pairs, "prefer").last().filter(|name| !name.is_empty());
        match project.merge_cases(&keep, &others, prefer) {
            Ok(report) => Ok(Answer::said(report.lines().join("; ")).at(format!("/cases/{}", encoded(&keep)))),
            Err(ProjectError::CasesDiffer { attributes, .. }) => Err(Error::bad_request(format!(
                "they differ in {}, so nothing was merged: say whose values count",
                attributes.join(", ")
            ))),
            Err(error) => Err(error.into()),
        }
    });
    answered(&headers, answer.await)
}
