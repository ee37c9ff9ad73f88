//! Where the study stands: what there is, how far coding is, and what waits for a decision.

use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use maud::html;

use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page};

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/", get(show))
}

async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let status = project.status()?;
            let body = html! {
                ul { @for line in status.lines() { li { (line) } } }
            };
            Ok(Page::new(Here::Overview, status.title, body))
        })
        .await
}
