//! What comes back when something was changed.
//!
//! A module of ours asks for JSON and shows the sentence itself; a form sent without scripts is led to the page where the
//! change shows.

use axum::Json;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};

use super::error::Error;
use super::ways::in_pages;

/// A change was made.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// What was done, in a sentence that people read.
    pub(super) said: String,
    /// Where it shows; nothing: where it was asked.
    pub(super) to: Option<String>,
    /// What a module of ours wants to know besides.
    pub(super) more: Value,
}

impl Answer {
    pub(super) fn said(said: impl Into<String>) -> Self {
        Self { said: said.into(), ..Self::default() }
    }

    /// And that is to be seen there.
    pub(super) fn at(mut self, to: impl Into<String>) -> Self {
        self.to = Some(to.into());
        self
    }

    pub(super) fn with(mut self, more: Value) -> Self {
        self.more = more;
        self
    }
}

/// Whoever asks wants JSON.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("json"))
}

/// The answer to a change, for who asked.
pub(super) fn answered(headers: &HeaderMap, answer: Result<Answer, Error>) -> Response {
    let as_json = wants_json(headers);
    match answer {
        Err(error) => error.response(as_json),
        Ok(answer) if as_json => {
            Json(json!({ "said": in_pages(&answer.said), "to": answer.to, "more": answer.more })).into_response()
        }
        Ok(answer) => Redirect::to(&answer.to.unwrap_or_else(|| came_from(headers))).into_response(),
    }
}

/// The page of ours that a form was sent from.
fn came_from(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|referer| referer.to_str().ok()).unwrap_or_default();
    let path = referer.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    format!("/{}", path.unwrap_or_default().trim_start_matches('/'))
}

/// Errors of pages are pages.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.response(false)
    }
}
