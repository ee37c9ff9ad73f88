//! Parts of a page that may take long: shown at once where they are made already or the study is small, else fetched by
//! the page when it is there (`assets/js/parts.js`).

use std::sync::Arc;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, PreEscaped, html};

use super::bench::Bench;
use super::error::Error;
use crate::project::{Project, Status};

/// Up to so many segments and codings, everything is counted in a few milliseconds.
const SMALL: u64 = 20_000;

/// A part of a page: its address, what is said while it is made, and how.
pub(super) struct Part<'p> {
    pub(super) address: &'p str,
    pub(super) meanwhile: &'p str,
    pub(super) make: fn(&mut Project, &str) -> Result<Markup, Error>,
    /// What `make` gets besides: a name, or nothing.
    pub(super) of: &'p str,
    /// Whether it stays the same while the store and the study file do: files on the disk may change on their own.
    pub(super) is_kept: bool,
}

impl Part<'_> {
    /// The part in its page.
    pub(super) fn shown(&self, bench: &Bench, project: &mut Project, is_small: bool) -> Result<Markup, Error> {
        let kept = if self.is_kept { bench.kept().get(self.address, &project.state_of_outputs()?) } else { None };
        let found = match kept {
            Some(part) => Some(part),
            None if is_small => Some(self.made(bench, project)?),
            None => None,
        };
        if let Some(part) = found {
            return Ok(html! { div data-part=(self.address) { (PreEscaped(&*part)) } });
        }
        Ok(html! {
            div data-part=(self.address) data-part-waits aria-busy="true" {
                p .quiet role="status" { (self.meanwhile) }
                noscript { p { a href=(self.address) { "Show it" } } }
            }
        })
    }

    /// The part alone.
    pub(super) fn made(&self, bench: &Bench, project: &mut Project) -> Result<Arc<str>, Error> {
        if !self.is_kept {
            return Ok((self.make)(project, self.of)?.into_string().into());
        }
        bench.kept().get_or(self.address, project, |project| Ok((self.make)(project, self.of)?.into_string()))
    }
}

/// Whether all of a study is counted in no time.
pub(super) const fn is_small(status: &Status) -> bool {
    status.segments + status.codings < SMALL
}

/// A part as an answer of its own.
pub(super) fn answer(part: &str) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], part.to_owned()).into_response()
}
