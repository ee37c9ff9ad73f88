//! The queue: one identity at a time with all its mentions, and one decision for them all.
//!
//! The page's module asks for the queue once and keeps its place in it; words around mentions come when they are looked
//! at. What is decided, and for whom it counts, is the project's.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, kinds, parts};
use crate::disclosure::review::{SECONDS_PER_GROUP, Surface};
use crate::model::{IdentityKind, Mode, Span, TextId, Verdict};
use crate::project::{HiddenAs, Project, QueueEntry, QueueOptions, Quiet, Ruling};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::jobs::JobEnd;
use crate::web::layout::{Here, Page};
use crate::web::links::place_link;

/// So many groups are sent at once; when these are decided on, the next come.
const GROUPS: usize = 200;
/// So many mentions of a form can be looked at.
const MENTIONS: usize = 200;
/// So many mentions are asked for at once, with so many letters around them.
const CONTEXTS: usize = 60;
const WIDEST: usize = 1000;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/names", get(show))
        .route("/names/queue", get(queue))
        .route("/names/form", get(form))
        .route("/names/known", get(known))
        .route("/names/contexts", get(contexts))
        .route("/names/decide", post(decide))
        .route("/names/detect", post(detect))
}

async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let body = frame(project)?;
            let page = Page::new(Here::Names, "Names", body).needing(&["js/names/page.js", "css/names.css"]);
            Ok(page.wide().self_kept())
        })
        .await
}

fn frame(project: &Project) -> Result<Markup, Error> {
    let unread = project.unread_count()?;
    let readers = project.study().disclosure.readers;
    Ok(html! {
        (parts(Part::Queue))
        div #review .review data-unread=(unread) data-is-empty[project.sources()?.is_empty()] {
            div .above {
                p #budget .budget role="status" aria-live="polite" { "Asking for what waits …" }
                details .filters id="names-filters" {
                    summary { "Show only …" }
                    div .row {
                        div .field { label for="only-kind" { "Kind" } (kinds("only-kind", None, "all")) }
                        div .field {
                            label for="only-likely" { "At least so likely" }
                            select #only-likely {
                                @for (value, name) in [("0", "all"), ("0.1", "0.1"), ("0.3", "0.3"), ("0.5", "0.5"), ("0.8", "0.8")] {
                                    option value=(value) { (name) }
                                }
                            }
                        }
                        p { input #only-printed type="checkbox"; label for="only-printed" { "printed in outputs as they are now" } }
                        p { input #only-disputed type="checkbox"; label for="only-disputed" { "readers disagree" } }
                    }
                }
            }
            @if unread > 0 {
                div #unread .box {
                    p { (counted(unread, "text")) " of this study have not been looked through for names yet." }
                    form method="post" action="/names/detect" { button .main type="submit" { "Look through them" } }
                }
            }
            div #entry .entry hidden {}
            div #waiting {}
        }
        p .quiet {
            "Outputs say of this study: “" (project.reviewed_in_words()?) "”. "
            @if readers > 1 {
                "A decision counts when " (readers) " readers have made it, each without knowing what the others said. "
            }
            "No program finds everything: what nobody has looked at may still tell who someone is."
        }
    })
}

/// What to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Only {
    kind: String,
    likely: f32,
    printed: bool,
    disputed: bool,
}

async fn queue(State(bench): State<Bench>, Query(only): Query<Only>) -> Response {
    let options = QueueOptions {
        kinds: IdentityKind::from_word(&only.kind).into_iter().collect(),
        least_probability: only.likely,
        printed: only.printed,
        disputed: only.disputed,
    };
    let read = bench.read(move |project| {
        let queue = project.review_queue(&options, &Quiet)?;
        let elsewhere = queue.unsettled_forms.saturating_sub(queue.form_count());
        Ok(json!({
            "groups": queue.entries.len(),
            "budget": queue.budget(),
            "elsewhere": elsewhere,
            "disputed": queue.disputed_forms,
            "seconds": SECONDS_PER_GROUP,
            "unread": project.unread_count()?,
            "entries": queue.entries.iter().take(GROUPS).map(entry).collect::<Vec<_>>(),
        }))
    });
    sent(read.await)
}

/// A form that somebody types or marks.
#[derive(Debug, Deserialize)]
struct Sought {
    form: String,
}

async fn form(State(bench): State<Bench>, Query(sought): Query<Sought>) -> Response {
    let read = bench.read(move |project| {
        let found = project.entry_of_form(&sought.form)?;
        let found = found.ok_or_else(|| Error::not_found("these words stand nowhere in the texts"))?;
        Ok(entry(&found))
    });
    sent(read.await)
}

/// Who and what the register knows, to choose from.
async fn known(State(bench): State<Bench>) -> Response {
    let read = bench.read(|project| {
        let known = project.known_identities()?;
        let known = known.iter().map(|alias| json!({ "form": alias.form, "number": alias.number }));
        Ok(Value::Array(known.collect()))
    });
    sent(read.await)
}

fn entry(entry: &QueueEntry) -> Value {
    json!({
        "key": entry.group.surfaces.first().map(|surface| &surface.key),
        "kind": entry.group.kind.word(),
        "forms": entry.group.surfaces.iter().map(surface).collect::<Vec<_>>(),
        "alias": entry.alias_of.as_ref().map(|alias| json!({
            "form": alias.form,
            "which": alias.number.map_or_else(|| alias.form.clone(), |number| number.to_string()),
        })),
        "disputed": entry.is_disputed,
        "said": entry.said.iter().map(|word| json!({
            "form": word.form, "who": word.who, "says": word.verdict.word(), "identity": word.identity, "reason": word.reason,
        })).collect::<Vec<_>>(),
    })
}

fn surface(surface: &Surface) -> Value {
    let place = |(text, span): &(TextId, Span)| json!([text.0, span.start(), span.end()]);
    json!({
        "form": surface.form,
        "kind": surface.kind.word(),
        "why": surface.why(),
        "count": surface.mentions.len(),
        "texts": surface.text_count(),
        "mentions": surface.mentions.iter().take(MENTIONS).map(place).collect::<Vec<_>>(),
    })
}

/// Places as the page's module names them: `12.40.48,15.3.9`, each a text, where it begins and where it ends.
#[derive(Debug, Deserialize)]
struct Around {
    at: String,
    width: usize,
}

async fn contexts(State(bench): State<Bench>, Query(around): Query<Around>) -> Response {
    let read = bench.read(move |project| {
        let mut mentions = Vec::new();
        for place in around.at.split(',').take(CONTEXTS) {
            let mut numbers = place.split('.').map(|number| number.parse::<u32>().ok());
            if let (Some(text), Some(start), Some(end)) = (next(&mut numbers), next(&mut numbers), next(&mut numbers)) {
                let passage = project.mention(TextId(text), start as usize..end as usize)?;
                mentions.push((passage.text, passage.span));
            }
        }
        let contexts = project.contexts(&mentions, around.width.min(WIDEST))?;
        let shown = contexts.iter().map(|context| {
            json!({
                "place": context.place,
                "link": place_link(&context.place),
                "before": context.before,
                "words": context.words,
                "after": context.after,
            })
        });
        Ok(Value::Array(shown.collect()))
    });
    sent(read.await)
}

fn next(numbers: &mut impl Iterator<Item = Option<u32>>) -> Option<u32> {
    numbers.next().flatten()
}

/// What somebody decides, of forms or of one mention.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decide {
    forms: Vec<String>,
    kind: Option<IdentityKind>,
    verdict: String,
    #[serde(default)]
    mode: Option<Mode>,
    /// What is printed, or why it stays.
    #[serde(default)]
    words: String,
    /// Another form of this identity.
    #[serde(default)]
    alias: String,
    /// One mention alone: its text, where it begins and where it ends.
    #[serde(default)]
    mention: Option<(u32, u32, u32)>,
}

impl Decide {
    fn ruling(&self) -> Result<Ruling, Error> {
        let words = self.words.trim().to_owned();
        match Verdict::from_word(&self.verdict) {
            Some(Verdict::Hide) if !self.alias.trim().is_empty() => {
                Ok(Ruling::Hide(HiddenAs::AliasOf(self.alias.clone())))
            }
            Some(Verdict::Hide) => Ok(Ruling::Hide(HiddenAs::Own { mode: self.mode, replacement: words })),
            Some(Verdict::Keep) => Ok(Ruling::Keep { reason: words }),
            Some(Verdict::NotAName) => Ok(Ruling::NotAName),
            None => Err(Error::bad_request("a decision is hide, keep or not-a-name")),
        }
    }
}

async fn decide(State(bench): State<Bench>, headers: HeaderMap, Json(wish): Json<Decide>) -> Response {
    let done = bench.change(move |project| {
        let ruling = wish.ruling()?;
        let kind = wish.kind.map(|kind| ruling.kind(kind));
        let Some((text, start, end)) = wish.mention else {
            let decided = project.decide(&wish.forms, kind, &ruling, false)?;
            return Ok(Answer::said(decided.in_words()));
        };
        let passage = project.mention(TextId(text), start as usize..end as usize)?;
        let place = project.contexts(&[(passage.text, passage.span)], 0)?.pop().map(|context| context.place);
        let decided = project.decide_mention(passage, kind, &ruling, false)?;
        Ok(Answer::said(format!("at {} alone, {}", place.unwrap_or_default(), decided.in_words())))
    });
    answered(&headers, done.await)
}

/// Lets the detector read what it has not read yet.
async fn detect(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    let started = bench.start("Looking for names", |project, progress| {
        let detected = project.detect(progress)?;
        let said = format!("{} read, {} found", counted(detected.texts, "text"), counted(detected.places, "place"));
        Ok(JobEnd { said: vec![said], to: Some("/names".to_owned()), is_partly: false })
    });
    answered(&headers, started.map(|number| Answer::said("").with(json!({ "job": number }))))
}

/// What a module of ours asked for.
fn sent(read: Result<Value, Error>) -> Response {
    match read {
        Ok(value) => Json(value).into_response(),
        Err(error) => error.response(true),
    }
}
