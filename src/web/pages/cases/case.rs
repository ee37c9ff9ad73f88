//! One person: attributes, consent, status, what they said, and what was noted and decided about them.

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::list::all;
use super::{consent_name, status_name};
use crate::model::{CaseStatus, Consent, Memo, SegmentId, SourceKind};
use crate::project::{CaseQuery, Project, SegmentPage, ShownCase, in_words};
use crate::store::MemoFilter;
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page};
use crate::web::links::{encoded, place_link, search_link};

/// So much of what they said is shown at once.
const SHOWN: usize = 12;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/cases/{name}", get(show))
        .route("/cases/{name}/attributes", post(set_attributes))
        .route("/cases/{name}/consent", post(set_consent))
        .route("/cases/{name}/status", post(set_status))
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    from: usize,
}

async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let shown = project.case(&name)?;
            let address = format!("/cases/{}", encoded(&name));
            let memos = project.memos(&MemoFilter { case: Some(name.clone()), ..MemoFilter::default() })?;
            let body = html! {
                (facts(project, &shown)?)
                div .columns {
                    div {
                        (attributes(&address, &shown))
                        (said(project, &address, &shown, asked.from)?)
                        (noted(&memos))
                    }
                    aside aria-label="Taking part" {
                        (consent(&address, &shown))
                        (status(&address, &shown))
                        (same_person(&name))
                        section .box {
                            h2 { "Withdrawal" }
                            p { "If they do not want to be in the study any more, every trace of their words goes." }
                            a .button .danger href={ (address) "/withdraw" } { "What would go" }
                        }
                        (decided(&shown))
                    }
                }
            };
            let actions = html! {
                a .button href={ "/memos?on=" (encoded(&format!("case:{name}"))) } { "Memos" }
                a .button href="/cases" { "Everyone" }
            };
            let page = Page::new(Here::Sources, name, body).with_actions(actions);
            Ok(page.needing(&["css/cases.css"]))
        })
        .await
}

fn facts(project: &Project, shown: &ShownCase) -> Result<Markup, Error> {
    let (case, details) = (&shown.case, &shown.details);
    let surveys: Vec<String> = project
        .sources()?
        .into_iter()
        .filter(|source| source.kind == SourceKind::Survey)
        .map(|source| source.path)
        .collect();
    Ok(html! {
        dl .facts {
            dt { "Is" } dd { (capitalised(case.kind.word())) }
            dt { "In outputs" } dd { (case.label) }
            @if !shown.other_names.is_empty() {
                dt { "Also" }
                dd {
                    @for (index, (survey, name)) in shown.other_names.iter().enumerate() {
                        @if index > 0 { ", " }
                        @if let Some(survey) = survey { (survey) ":" }
                        bdi { (name) }
                    }
                }
            }
            dt { "Speaks in" }
            dd {
                @for (index, source) in details.sources.iter().enumerate() {
                    @let noun = if surveys.contains(&source.path) { "open answer" } else { "turn" };
                    @if index > 0 { br; }
                    a href={ "/sources/" (encoded(&source.path)) } { bdi { (source.path) } }
                    ": " (counted(source.text_count, noun)) ", " (counted(source.word_count, "word"))
                }
            }
            dt { "Coded" }
            dd {
                (counted(details.coding_count, "coding"))
                @if shown.traces.response_count > 0 { ", " (counted(shown.traces.response_count, "closed answer")) }
            }
        }
    })
}

fn attributes(address: &str, shown: &ShownCase) -> Markup {
    html! {
        section aria-labelledby="attributes" {
            h2 #attributes { "Attributes" }
            form .prints method="post" action={ (address) "/attributes" } {
                div .attributes {
                    @for (index, (name, value)) in shown.case.attributes.iter().enumerate() {
                        label for={ "value-" (index) } {
                            bdi { (name) }
                            @if shown.details.by_hand.contains(name) { span .quiet { " (set by hand)" } }
                        }
                        span {
                            input type="hidden" name="attribute" value=(name);
                            input id={ "value-" (index) } name="value" value=(value) autocomplete="off";
                        }
                    }
                    span { input name="attribute" aria-label="Name of another attribute" placeholder="another attribute" autocomplete="off"; }
                    span { input name="value" aria-label="Its value" placeholder="its value" autocomplete="off"; }
                }
                p .quiet { "An empty value takes the attribute away. What is set by hand stays at later imports." }
                button type="submit" { "Save attributes" }
            }
        }
    }
}

fn said(project: &Project, address: &str, shown: &ShownCase, from: usize) -> Result<Markup, Error> {
    let segments = &shown.traces.own_segments;
    let mut pages: Vec<SegmentPage> = Vec::new();
    for segment in segments.iter().skip(from).take(SHOWN) {
        pages.extend(project.segment_page(SegmentId(*segment))?);
    }
    let end = from + SHOWN;
    Ok(html! {
        section aria-labelledby="said" {
            h2 #said { "What they said" }
            @if segments.is_empty() { p .quiet { "Nothing of theirs is in the study." } }
            @for page in &pages {
                div .said {
                    p .quiet {
                        a href=(place_link(&page.place)) { bdi { (page.place) } }
                        @if !page.codings.is_empty() { " · " (counted(page.codings.len() as u64, "coding")) }
                    }
                    @if let Some((_, wording)) = &page.question { p .quiet dir="auto" { (wording) } }
                    blockquote dir="auto" { (page.content) }
                }
            }
            nav .row aria-label="More of what they said" {
                @if from > 0 { a .button href={ (address) "?from=" (from.saturating_sub(SHOWN)) "#said" } { "Before that" } }
                @if end < segments.len() {
                    a .button href={ (address) "?from=" (end) "#said" } { "After that (" (segments.len() - end) " more)" }
                }
                @if !segments.is_empty() && shown.case.status == CaseStatus::Kept {
                    a href=(search_link(&format!("case:\"{}\"", shown.case.name.replace('"', "\\\"")))) { "Search in it" }
                }
            }
        }
    })
}

fn noted(memos: &[Memo]) -> Markup {
    html! {
        @if !memos.is_empty() {
            section aria-labelledby="noted" {
                h2 #noted { "Memos" }
                @for memo in memos {
                    div .said {
                        p .quiet { "On " (in_words(&memo.on)) ", by " (memo.author) }
                        @if !memo.title.is_empty() { h3 { (memo.title) } }
                        p dir="auto" { (memo.content) }
                    }
                }
            }
        }
    }
}

fn consent(address: &str, shown: &ShownCase) -> Markup {
    let now = shown.case.consent;
    html! {
        form .box method="post" action={ (address) "/consent" } {
            fieldset .plain {
                legend { "Agreed to" }
                @for consent in Consent::ALL {
                    p {
                        input id={ "consent-" (consent.word()) } type="radio" name="consent" value=(consent.word()) checked[*consent == now];
                        label for={ "consent-" (consent.word()) } { (consent_name(*consent)) }
                    }
                }
            }
            @if shown.details.consent_by_hand { p .quiet { "Set by hand: later imports do not change it." } }
            button type="submit" { "Save consent" }
        }
    }
}

fn status(address: &str, shown: &ShownCase) -> Markup {
    let case = &shown.case;
    html! {
        section .box {
            h2 { "In the sample" }
            p { (status_name(case.status)) @if !case.reason.is_empty() { ": " (case.reason) } }
            form method="post" action={ (address) "/status" } {
                @if case.status == CaseStatus::Kept {
                    div .field {
                        label for="reason" { "Reason" }
                        input #reason name="reason" required autocomplete="off" placeholder="interview broken off";
                    }
                    button type="submit" name="do" value="exclude" { "Leave out" }
                } @else {
                    button type="submit" name="do" value="include" { "Take in again" }
                }
            }
        }
    }
}

fn same_person(name: &str) -> Markup {
    html! {
        section .box {
            h2 { "The same person" }
            form method="post" action="/people/merge" data-confirm="Make them one case? What each of them said and chose is then one person's." {
                input type="hidden" name="keep" value=(name);
                div .field {
                    label for="other" { "Also came in as" }
                    input #other name="case" required autocomplete="off" placeholder="survey.csv:R17";
                }
                div .field {
                    label for="prefer" { "Where they differ" }
                    select #prefer name="prefer" {
                        option value="" { "Stop and say so" }
                        option value=(name) { "Values of " (name) " count" }
                    }
                }
                button type="submit" { "Make them one" }
            }
        }
    }
}

fn decided(shown: &ShownCase) -> Markup {
    html! {
        @if !shown.details.history.is_empty() {
            section .box {
                h2 { "What was decided" }
                ul {
                    @for event in &shown.details.history {
                        @let about = |field: &str| event.detail.get(field).and_then(|value| value.as_str());
                        li {
                            (event.at.get(..10).unwrap_or_default()) ": " (event.action)
                            @if let Some(more) = about("reason").or(about("consent")) { ", " (more) }
                            " (" (event.who) ")"
                        }
                    }
                }
            }
        }
    }
}

async fn set_attributes(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let answer = bench.change(move |project| {
        let has = project.case(&name)?.case.attributes;
        let is_new = |(attribute, value): &(String, String)| {
            let now = has.iter().find(|(has, _)| has == attribute).map(|(_, value)| value.as_str());
            !attribute.is_empty() && now.unwrap_or_default() != value
        };
        let said = all(&pairs, "attribute").zip(all(&pairs, "value"));
        let changes: Vec<(String, String)> =
            said.map(|(attribute, value)| (attribute.to_owned(), value.to_owned())).filter(is_new).collect();
        if changes.is_empty() {
            return Ok(Answer::said("nothing was different"));
        }
        project.set_attributes(&name, &changes)?;
        Ok(Answer::said(format!("{} of {name} saved", counted(changes.len() as u64, "attribute"))))
    });
    answered(&headers, answer.await)
}

async fn set_consent(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let answer = bench.change(move |project| {
        let word = all(&pairs, "consent").last().unwrap_or_default();
        let consent = Consent::from_word(word).ok_or_else(|| Error::bad_request("say what they agreed to"))?;
        project.set_consent(std::slice::from_ref(&name), consent)?;
        Ok(Answer::said(format!("{name}: {}", consent_name(consent).to_lowercase())))
    });
    answered(&headers, answer.await)
}

async fn set_status(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let answer = bench.change(move |project| {
        let cases = project.cases_named(std::slice::from_ref(&name), &CaseQuery::default())?;
        if all(&pairs, "do").any(|what| what == "include") {
            project.include_cases(&cases)?;
            return Ok(Answer::said(format!("{name} is taken in again")));
        }
        let reason = all(&pairs, "reason").last().filter(|reason| !reason.is_empty());
        let reason = reason.ok_or_else(|| Error::bad_request("say why they are left out"))?;
        project.exclude_cases(&cases, reason)?;
        Ok(Answer::said(format!("{name} is left out: {reason}")))
    });
    answered(&headers, answer.await)
}
