//! What a page says when something cannot be done: one sentence, and the status that belongs to it.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use maud::{DOCTYPE, html};
use serde_json::json;

use super::assets;
use super::ways::in_pages;
use crate::project::{
    CodebookError, CodingError, DraftError, FrameworkError, IdentityError, NoteError, ProjectError, QuoteError,
    ReviewError, SavedQueryError, sentence,
};

/// Why a page cannot be shown, or a change made.
#[derive(Debug, Clone)]
pub struct Error {
    status: StatusCode,
    sentence: String,
}

impl Error {
    pub(super) fn new(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self { status, sentence: in_pages(&sentence.into()).into_owned() }
    }

    /// What was asked for is not there.
    pub(super) fn not_found(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, sentence)
    }

    /// What was asked makes no sense.
    pub(super) fn bad_request(sentence: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, sentence)
    }

    /// The same with files called as they are called in the study: nobody needs to read where its folder lies.
    pub(super) fn inside(mut self, folder: &std::path::Path) -> Self {
        self.sentence = self.sentence.replace(&format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR), "");
        self
    }

    pub(super) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// What its page says in large letters.
    const fn heading(&self) -> &'static str {
        match self.status {
            StatusCode::NOT_FOUND => "There is nothing here",
            StatusCode::UNAUTHORIZED => "This browser is not let in yet",
            _ => "This cannot be shown",
        }
    }

    /// As JSON for a module of ours, or as a page.
    pub(super) fn response(&self, as_json: bool) -> Response {
        if as_json {
            return (self.status, Json(json!({ "error": self.sentence }))).into_response();
        }
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "verbatim" }
                    link rel="icon" href=(assets::address("icon.svg"));
                    link rel="stylesheet" href=(assets::address("css/base.css"));
                }
                body class="alone" {
                    main {
                        h1 { (self.heading()) }
                        p { (as_sentence(&self.sentence)) }
                        // Whoever is not let in is not led further either.
                        @if self.status != StatusCode::UNAUTHORIZED {
                            p { a .button href="/" { "To the overview" } }
                        }
                    }
                }
            }
        };
        (self.status, Html(page.into_string())).into_response()
    }
}

/// Errors of a project are about what was asked: a sentence, and that it could not be done.
macro_rules! from_errors {
    ($($error:ty),+) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, sentence(&error))
            }
        }
    )+};
}

from_errors!(
    ProjectError,
    CodebookError,
    CodingError,
    DraftError,
    FrameworkError,
    IdentityError,
    NoteError,
    QuoteError,
    ReviewError,
    SavedQueryError,
    crate::store::StoreError
);

/// With a capital and a full stop, unless it ends as a question does, and in the words of the pages.
pub(super) fn as_sentence(words: &str) -> String {
    let stop = if words.ends_with(['?', '.']) { "" } else { "." };
    capitalised(&in_pages(words)) + stop
}

/// A sentence begins with a capital on a page.
pub(super) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
