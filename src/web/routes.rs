//! Which address is which page.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;

use super::bench::Bench;
use super::error::Error;
use super::{assets, pages, safety};

/// All pages, behind the guard.
pub(super) fn router(bench: &Bench) -> Router {
    Router::new()
        .route("/assets/{digest}/{*path}", get(assets::show))
        .merge(pages::routes())
        .fallback(|| async { Error::not_found("there is no such page") })
        .layer(from_fn_with_state(bench.clone(), safety::guard))
        .with_state(bench.clone())
}
