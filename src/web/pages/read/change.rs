//! What is done with codings and memos of a transcript.

use std::ops::Range;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use crate::model::{Coder, CodingStatus, NamedCoding, Span, Subject};
use crate::project::{ByHand, NewCode, NewMemo, Project, ReadText};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

/// One thing that is done with a coding, in the text of this number. Places are counted in UTF-16.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    text: u32,
    #[serde(flatten)]
    act: Act,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Act {
    Code { code: String, start: usize, end: usize },
    Move { coding: Meant, start: usize, end: usize },
    Recode { coding: Meant, code: String },
    Decide { coding: Meant, status: String },
    Remove { coding: Meant },
}

/// A coding, as the page knows it.
#[derive(Debug, Deserialize)]
struct Meant {
    code: String,
    start: usize,
    end: usize,
    coder: String,
}

pub(super) async fn code(
    State(bench): State<Bench>,
    Path(source): Path<String>,
    headers: HeaderMap,
    change: Result<Json<Change>, JsonRejection>,
) -> Response {
    let Ok(Json(change)) = change else { return answered(&headers, Err(unread())) };
    let answer = bench.change(move |project| {
        let read = current(project, &source, change.text)?;
        let act = by_hand(&read, change.act)?;
        let done = project.by_hand(&act)?;
        let said = if done.changed { said(&act, &done.code) } else { "it is so already".to_owned() };
        Ok(Answer::said(said).with(json!({ "change": project.change_number() })))
    });
    answered(&headers, answer.await)
}

fn said(act: &ByHand, code: &str) -> String {
    match act {
        ByHand::Code { .. } => format!("coded with {code}"),
        ByHand::Move { .. } => format!("{code} stands on other words now"),
        ByHand::Recode { coding, .. } => format!("{} is {code} now", coding.code),
        ByHand::Decide { status, .. } => format!("{code} is {status}"),
        ByHand::Remove { .. } => format!("{code} is taken away"),
    }
}

fn by_hand(read: &ReadText, act: Act) -> Result<ByHand, Error> {
    Ok(match act {
        Act::Code { code, start, end } => {
            ByHand::Code { code, text: read.text, range: span(read, start, end)?.range() }
        }
        Act::Move { coding, start, end } => {
            ByHand::Move { coding: meant(read, coding)?, range: span(read, start, end)?.range() }
        }
        Act::Recode { coding, code } => ByHand::Recode { coding: meant(read, coding)?, code },
        Act::Decide { coding, status } => {
            let status = CodingStatus::from_word(&status).ok_or_else(unread)?;
            ByHand::Decide { coding: meant(read, coding)?, status }
        }
        Act::Remove { coding } => ByHand::Remove { coding: meant(read, coding)? },
    })
}

fn meant(read: &ReadText, coding: Meant) -> Result<NamedCoding, Error> {
    let Meant { code, start, end, coder } = coding;
    let coder = if coder == "rules" { Coder::Rules } else { Coder::Person(coder) };
    Ok(NamedCoding { code, text: read.text, span: span(read, start, end)?, coder: Some(coder) })
}

/// Words that are made a code.
#[derive(Debug, Deserialize)]
pub(super) struct InVivo {
    text: u32,
    start: usize,
    end: usize,
    #[serde(default)]
    name: String,
    #[serde(default)]
    definition: String,
    #[serde(default)]
    theme: String,
}

pub(super) async fn in_vivo(
    State(bench): State<Bench>,
    Path(source): Path<String>,
    headers: HeaderMap,
    asked: Result<Json<InVivo>, JsonRejection>,
) -> Response {
    let Ok(Json(asked)) = asked else { return answered(&headers, Err(unread())) };
    let answer = bench.change(move |project| {
        let read = current(project, &source, asked.text)?;
        let range: Range<usize> = span(&read, asked.start, asked.end)?.range();
        let themes = Some(asked.theme).filter(|theme| !theme.is_empty()).into_iter().collect();
        let new = NewCode { name: asked.name, definition: asked.definition, themes, ..NewCode::default() };
        let code = project.code_in_vivo(read.text, range, &new)?;
        let more = json!({ "code": code, "change": project.change_number() });
        Ok(Answer::said(format!("coded with {code}")).with(more))
    });
    answered(&headers, answer.await)
}

/// A memo on words, or on a coding.
#[derive(Debug, Deserialize)]
pub(super) struct Noted {
    text: u32,
    start: usize,
    end: usize,
    #[serde(default)]
    coding: Option<Meant>,
    content: String,
}

pub(super) async fn memo(
    State(bench): State<Bench>,
    Path(source): Path<String>,
    headers: HeaderMap,
    noted: Result<Json<Noted>, JsonRejection>,
) -> Response {
    let Ok(Json(noted)) = noted else { return answered(&headers, Err(unread())) };
    let answer = bench.change(move |project| {
        let read = current(project, &source, noted.text)?;
        let on = match noted.coding {
            Some(coding) => Subject::Coding(meant(&read, coding)?),
            None => Subject::Passage { text: read.text, span: span(&read, noted.start, noted.end)? },
        };
        let memo = project.add_memo(&on, &NewMemo { content: noted.content, ..NewMemo::default() })?;
        let mut said = format!("memo {} is written", memo.number);
        for unknown in memo.unknown_mentions {
            said.extend(["; [[", &unknown, "]] names nothing in the study"]);
        }
        Ok(Answer::said(said).with(json!({ "change": project.change_number() })))
    });
    answered(&headers, answer.await)
}

/// The transcript, if it still is the text that the page shows.
fn current(project: &Project, source: &str, text: u32) -> Result<ReadText, Error> {
    let read = super::read(project, source)?;
    if read.text.0 == text {
        return Ok(read);
    }
    Err(Error::bad_request("the transcript was imported anew since this page was shown: load the page anew"))
}

fn span(read: &ReadText, start: usize, end: usize) -> Result<Span, Error> {
    super::codings::span_of(&read.content, start, end)
}

fn unread() -> Error {
    Error::bad_request("what was sent cannot be read: load the page anew")
}
