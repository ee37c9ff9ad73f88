//! Surveys: the answers to one question as a list to code, and all respondents in a grid.

mod asked;
mod change;
mod data;
mod page;

use axum::Router;
use axum::routing::{get, post};

use crate::web::bench::Bench;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/survey", get(page::index))
        .route("/survey/{name}", get(page::show))
        .route("/survey/{name}/order", get(data::order))
        .route("/survey/{name}/values", get(data::values))
        .route("/survey/{name}/answers", post(data::answers))
        .route("/survey/{name}/respondents", post(data::respondents))
        .route("/codes", get(data::codes))
        .route("/answers/code", post(change::code))
        .route("/answers/decide", post(change::decide))
        .route("/answers/uncode", post(change::uncode))
}
