//! Read & code: which transcripts there are, and one of them, to read and to code.

mod change;
mod codings;
mod list;
mod text;

use axum::Router;
use axum::routing::{get, post};

use crate::project::{Project, ReadText};
use crate::web::bench::Bench;
use crate::web::error::Error;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/read", get(list::show))
        .route("/read/{source}", get(text::show))
        .route("/read/{source}/codings", get(codings::show).post(change::code))
        .route("/read/{source}/why", get(codings::why))
        .route("/read/{source}/in-vivo", post(change::in_vivo))
        .route("/read/{source}/memos", post(change::memo))
}

/// The transcript of this name.
fn read(project: &Project, name: &str) -> Result<ReadText, Error> {
    project.read_text(name)?.ok_or_else(|| Error::not_found("that is a survey, which the survey grid shows"))
}
