//! The audit trail: by day, by person, by kind; one step taken back; the file for an appendix.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::views;
use crate::project::{LogLine, Project, TrailFormat};
use crate::store::{EventState, LogFilter};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;
use crate::web::pages::tables::files::attachment;

/// How many steps a page has.
const PAGE_LENGTH: usize = 60;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    who: String,
    /// `codings`, or `codings add`.
    action: String,
    since: String,
    until: String,
    /// `back`: only what was taken back.
    state: String,
    page: String,
}

impl Asked {
    fn page(&self) -> usize {
        self.page.parse().ok().filter(|page| (1..=1_000_000).contains(page)).unwrap_or(1)
    }

    fn parameters(&self) -> String {
        let parts = [
            ("who", &self.who),
            ("action", &self.action),
            ("since", &self.since),
            ("until", &self.until),
            ("state", &self.state),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        parts.join("&")
    }

    fn filter(&self) -> LogFilter {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        LogFilter {
            who: some(&self.who),
            since: some(&self.since),
            until: some(&self.until),
            action: some(&self.action),
            limit: None,
        }
    }

    /// The steps of this page, and how many there are.
    fn lines(&self, project: &Project) -> Result<(Vec<LogLine>, usize), Error> {
        let mut lines = project.log(&self.filter())?;
        if self.state == "back" {
            lines.retain(|line| is_taken_back(line.state));
        }
        let count = lines.len();
        let shown = lines.into_iter().skip((self.page() - 1) * PAGE_LENGTH).take(PAGE_LENGTH);
        Ok((shown.collect(), count))
    }
}

const fn is_taken_back(state: EventState) -> bool {
    matches!(state, EventState::Undone | EventState::Dropped)
}

pub(super) async fn show(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let (people, actions) = (project.people_in_log()?, project.actions_in_log()?);
            let (lines, count) = asked.lines(project)?;
            let body = html! {
                (views("/history"))
                (filter(&asked, &people, &actions))
                @if lines.is_empty() {
                    (empty("nothing is like that", html! { "Everything that changes the study is written down here. " a href="/history" { "Show all" } "." }))
                }
                @for day in lines.chunk_by(|one, other| one.at.get(..10) == other.at.get(..10)) { (of_day(day)) }
                @if count > PAGE_LENGTH { (pager(&asked, lines.len(), count)) }
            };
            let trail = html! {
                details .menu {
                    summary .button { "Audit trail" }
                    ul {
                        @for format in ["csv", "md", "json"] {
                            li { a href={ "/history/trail/" (format) "?" (asked.parameters()) } download { (format) } }
                        }
                    }
                }
            };
            Ok(page(body).with_actions(trail))
        })
        .await
}

pub(super) fn page(body: Markup) -> Page {
    Page::new(Here::History, "History", body).needing(&["css/history.css", "css/search.css", "css/tables.css"])
}

fn filter(asked: &Asked, people: &[String], actions: &[String]) -> Markup {
    html! {
        form .row .filter action="/history" method="get" role="search" aria-label="Filter what was done" {
            div .field {
                label for="who" { "Who" }
                select #who name="who" {
                    option value="" { "anybody" }
                    @for person in people { option value=(person) selected[*person == asked.who] { (person) } }
                }
            }
            div .field {
                label for="action" { "What" }
                select #action name="action" {
                    option value="" { "anything" }
                    @for action in actions { option value=(action) selected[*action == asked.action] { (action) } }
                }
            }
            div .field { label for="since" { "From" } input #since type="date" name="since" value=(asked.since); }
            div .field { label for="until" { "Until" } input #until type="date" name="until" value=(asked.until); }
            label { input type="checkbox" name="state" value="back" checked[asked.state == "back"]; " only what was taken back" }
            button type="submit" { "Show" }
            @if !asked.parameters().is_empty() { a href="/history" { "All" } }
        }
    }
}

fn of_day(lines: &[LogLine]) -> Markup {
    let day = lines.first().and_then(|line| line.at.get(..10)).unwrap_or_default();
    html! {
        section .day {
            h2 { time datetime=(day) { (day) } }
            ol reversed start=(lines.first().map_or(0, |line| line.number)) {
                @for line in lines { li #{ "event-" (line.number) } .taken-back[is_taken_back(line.state)] { (step(line)) } }
            }
        }
    }
}

fn step(line: &LogLine) -> Markup {
    let time = line.at.get(11..16).unwrap_or_default();
    html! {
        time .quiet datetime=(line.at) { (time) }
        span .what { b { (line.action) } @if !line.words.is_empty() { " " span { (line.words) } } }
        span .quiet { (line.who) }
        @match line.state {
            EventState::Done => {
                form method="post" action="/history/undo" {
                    input type="hidden" name="number" value=(line.number);
                    button type="submit" aria-label={ "Take back: " (line.action) ", " (time) } { "Take back" }
                }
            },
            EventState::Undone => { span .tag { "taken back" } },
            EventState::Dropped => { span .tag { "taken back for good" } },
            EventState::Final => { span .tag { "for good" } },
            EventState::Plain => { span {} },
        }
    }
}

fn pager(asked: &Asked, shown: usize, count: usize) -> Markup {
    let offset = (asked.page() - 1) * PAGE_LENGTH;
    let of_page = |page: usize| format!("/history?{}&page={page}", asked.parameters());
    html! {
        nav .pager aria-label="Further steps" {
            @if asked.page() > 1 { a .button rel="prev" href=(of_page(asked.page() - 1)) { "← Later" } }
            span { (offset + 1) "–" (offset + shown) " of " (count) }
            @if offset + shown < count { a .button rel="next" href=(of_page(asked.page() + 1)) { "Earlier →" } }
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    number: String,
}

pub(super) async fn undo(State(bench): State<Bench>, headers: HeaderMap, Form(wish): Form<Wish>) -> Response {
    let done = bench.change(move |project| {
        let number = wish.number.parse().map_err(|_| Error::bad_request("which step is meant cannot be read"))?;
        let taken = project.undo_event(number)?;
        let notes: String = taken.notes.iter().map(|note| format!("; {note}")).collect();
        Ok(Answer::said(format!("taken back: {}{notes}", taken.words)))
    });
    answered(&headers, done.await)
}

/// For an appendix: without anybody's words, names or files, and read by the gate.
pub(super) async fn trail(
    State(bench): State<Bench>,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let kind = match format.as_str() {
        "csv" => TrailFormat::Csv,
        "md" => TrailFormat::Md,
        "json" => TrailFormat::Json,
        _ => return Err(Error::not_found("the audit trail is written as csv, md or json")),
    };
    let bytes = bench.read(move |project| Ok(project.audit_trail(&asked.filter(), kind)?)).await?;
    Ok(attachment(&format!("audit-trail.{format}"), bytes))
}
