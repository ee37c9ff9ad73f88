//! Where the study stands: what there is, how far coding is, what is found, and what waits for a decision.

mod activity;
mod progress;
mod themes;
mod waiting;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use axum::routing::get;
use maud::{Markup, html};
use serde::Deserialize;

use crate::project::{Project, Status};
use crate::text::{counted, grouped};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;
use crate::web::parts::{Part, answer, is_small};

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/", get(show))
        .route("/overview/progress", get(|bench| part(bench, PROGRESS)))
        .route("/overview/waiting", get(|bench| part(bench, WAITING)))
        .route("/overview/outputs", get(|bench| part(bench, OUTPUTS)))
        .route("/overview/themes", get(themes_part))
}

const PROGRESS: Part<'static> = Part {
    address: "/overview/progress",
    meanwhile: "Counting what is coded …",
    make: progress::part,
    of: "",
    is_kept: true,
};
const WAITING: Part<'static> = Part {
    address: "/overview/waiting",
    meanwhile: "Looking what waits for a decision …",
    make: waiting::part,
    of: "",
    is_kept: true,
};
const OUTPUTS: Part<'static> = Part {
    address: "/overview/outputs",
    meanwhile: "Comparing outputs with what they are made from …",
    make: waiting::outputs,
    of: "",
    is_kept: false,
};

/// Themes by this attribute, if one is chosen.
#[derive(Debug, Clone, Default, Deserialize)]
struct By {
    #[serde(default)]
    by: String,
}

impl By {
    fn address(&self) -> String {
        if self.by.is_empty() {
            return "/overview/themes".to_owned();
        }
        format!("/overview/themes?by={}", encoded(&self.by))
    }

    fn part<'p>(&'p self, address: &'p str) -> Part<'p> {
        Part { address, meanwhile: "Counting themes …", make: themes::part, of: &self.by, is_kept: true }
    }
}

async fn show(State(bench): State<Bench>, Query(by): Query<By>) -> Result<Html<String>, Error> {
    let kept = bench.clone();
    bench
        .page(move |project| {
            let status = project.status()?;
            let body =
                if status.sources.is_empty() { nothing_imported(project) } else { body(&kept, project, &status, &by)? };
            let title = status.title.clone();
            Ok(Page::new(Here::Overview, title, body).needing(&["js/parts.js", "js/colours.js", "css/overview.css"]))
        })
        .await
}

async fn part(State(bench): State<Bench>, part: Part<'static>) -> Result<Response, Error> {
    let kept = bench.clone();
    let made = bench.read(move |project| part.made(&kept, project)).await?;
    Ok(answer(&made))
}

async fn themes_part(State(bench): State<Bench>, Query(by): Query<By>) -> Result<Response, Error> {
    let kept = bench.clone();
    let made = bench.read(move |project| by.part(&by.address()).made(&kept, project)).await?;
    Ok(answer(&made))
}

fn body(bench: &Bench, project: &mut Project, status: &Status, by: &By) -> Result<Markup, Error> {
    let is_small = is_small(status);
    let waiting = WAITING.shown(bench, project, is_small)?;
    let outputs = OUTPUTS.shown(bench, project, is_small)?;
    let (progress, themes) = if status.codebook.is_some() {
        let address = by.address();
        (PROGRESS.shown(bench, project, is_small)?, by.part(&address).shown(bench, project, is_small)?)
    } else {
        (no_codebook(), html! {})
    };
    let activity = activity::latest(project)?;
    Ok(html! {
        (cards(status))
        div .overview {
            div .main-part {
                section aria-labelledby="themes-title" { h2 #themes-title { "Themes" } (themes) }
                section aria-labelledby="progress-title" { h2 #progress-title { "Progress of coding" } (progress) }
            }
            div .side-part {
                section .box aria-labelledby="waiting-title" { h2 #waiting-title { "What waits" } (waiting) }
                section .box aria-labelledby="outputs-title" { h2 #outputs-title { "Outputs" } (outputs) }
                section .box aria-labelledby="activity-title" { h2 #activity-title { "Lately" } (activity) }
            }
        }
    })
}

/// What there is, in a row of large numbers.
fn cards(status: &Status) -> Markup {
    let sources: u64 = status.sources.iter().map(|(_, count)| *count as u64).sum();
    let kinds: Vec<String> =
        status.sources.iter().map(|(kind, count)| counted(*count as u64, &kind.word().replace('-', " "))).collect();
    let people = status.participants + status.kept_respondents;
    let mut left: Vec<String> = status.left_out.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    left.extend((status.withdrawn > 0).then(|| format!("{} withdrew", status.withdrawn)));
    let who: Vec<String> = [(status.participants, "participant"), (status.kept_respondents, "respondent")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    let codebook = status.codebook.as_ref();
    html! {
        ul .cards .overview-cards {
            (card("/sources", sources, "source", &[kinds.join(", ")]))
            (card("/cases", people, "person", &[
                who.join(", "),
                if left.is_empty() { String::new() } else { format!("left out: {}", left.join(", ")) },
            ]))
            (card("/read", status.words, "word", &[counted(status.texts, "text")]))
            (card("/search?q=coded%3Ayes", status.codings, "coding", &[
                codebook.map(|(_, themes, codes)| format!("{}, {}", counted(*themes as u64, "theme"), counted(*codes as u64, "code")))
                    .unwrap_or_default(),
                codebook.map(|(title, _, _)| title.clone()).unwrap_or_default(),
            ]))
            @if status.memos > 0 { (card("/memos", status.memos, "memo", &[])) }
        }
    }
}

fn card(to: &str, count: u64, noun: &str, more: &[String]) -> Markup {
    let said = if noun == "person" && count != 1 { format!("{} people", grouped(count)) } else { said(count, noun) };
    let (number, noun) = said.split_once(' ').unwrap_or((said.as_str(), ""));
    html! {
        li {
            a .card href=(to) {
                span .large { (number) } " " span .noun { (noun) }
                @for line in more.iter().filter(|line| !line.is_empty()) { span .quiet .line { (line) } }
            }
        }
    }
}

fn said(count: u64, noun: &str) -> String {
    let words = counted(count, noun);
    let noun = words.split_once(' ').map_or("", |(_, noun)| noun);
    format!("{} {noun}", grouped(count))
}

fn nothing_imported(project: &Project) -> Markup {
    let names_files = !project.study().sources.is_empty();
    empty(
        "Nothing has been imported yet.",
        html! {
            @if names_files {
                "The study file names sources that have not been read: "
                a .button .main href="/sources" { "Look at them" }
            } @else {
                "Bring in transcripts and survey exports: "
                a .button .main href="/sources" { "To the sources" }
            }
        },
    )
}

fn no_codebook() -> Markup {
    empty(
        "There is no codebook yet.",
        html! { "Codes and themes are kept in one: " a .button .main href="/codebook" { "Begin a codebook" } },
    )
}
