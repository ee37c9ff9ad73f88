//! The codebook: its tree, what each code and theme says, its rules, and files of it.

mod change;
mod code;
mod fields;
mod files;
mod form;
mod page;
mod rules;
mod theme;

use axum::Router;
use axum::routing::{get, post};

use crate::web::bench::Bench;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/codebook", get(page::show))
        .route("/codebook/print", get(page::print))
        .route("/codebook/check", get(rules::check))
        .route("/codebook/test", get(rules::test))
        .route("/codebook/suggest", get(rules::suggest))
        .route("/codebook/explain", get(rules::explain))
        .route("/codebook/export/{file}", get(files::export))
        .route("/codebook/import/{file}", post(files::import))
        .route("/codebook/new-code", post(change::new_code))
        .route("/codebook/write", post(change::write))
        .route("/codebook/id", post(change::give_id))
        .route("/codebook/move", post(change::place))
        .route("/codebook/merge", post(change::merge))
        .route("/codebook/split", post(change::split))
        .route("/codebook/preview/{what}", post(change::preview))
        .route("/codebook/status", post(change::status))
        .route("/codebook/words", post(change::words))
        .route("/codebook/colours", post(change::colours))
        .route("/codebook/new-theme", post(theme::create))
        .route("/codebook/theme", post(theme::write))
        .route("/codebook/gather", post(theme::gather))
        .route("/codebook/ungather", post(theme::ungather))
        .route("/codebook/move-theme", post(theme::place))
        .route("/codebook/remove-theme", post(theme::remove))
}
