//! Frameworks: matrices of written summaries, edited where they stand, beside the words that they rest on.

mod cell;
mod change;
mod copy;
mod list;
mod matrix;
mod new;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::web::bench::Bench;

/// A working copy is a table of summaries: hundreds of pages have room in it.
const LARGEST_COPY: usize = 4 << 20;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/framework", get(list::show))
        .route("/framework/{name}", get(matrix::show))
        .route("/framework/{name}/cell", get(cell::show))
        .route("/framework/{name}/set", post(change::set))
        .route("/framework/{name}/clear", post(change::clear))
        .route("/framework/{name}/link", post(change::link))
        .route("/framework/{name}/unlink", post(change::unlink))
        .route("/framework/{name}/confirm", post(change::confirm))
        .route("/framework/{name}/fill", post(change::fill))
        .route("/framework/{name}/copy/{format}", get(copy::download))
        .route("/framework/{name}/copy", post(copy::upload).layer(DefaultBodyLimit::max(LARGEST_COPY)))
        .route("/frameworks/new", post(new::make))
}
