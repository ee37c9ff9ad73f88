//! What pages hear without asking, and the long work that goes on.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};

use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/live", get(|State(bench): State<Bench>| async move { bench.live().stream().into_response() }))
        .route("/jobs", get(|State(bench): State<Bench>| async move { Json(bench.jobs().all()) }))
        .route("/jobs/{number}/stop", post(stop))
}

async fn stop(State(bench): State<Bench>, Path(number): Path<u64>, headers: HeaderMap) -> Response {
    let stopped = bench.jobs().stop(number);
    let answer =
        if stopped { Ok(Answer::said("it stops as soon as it can")) } else { Err(Error::not_found("it is over")) };
    answered(&headers, answer)
}
