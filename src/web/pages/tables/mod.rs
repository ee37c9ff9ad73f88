//! The study's outputs: the list of them with their files, and each as it would be printed.

mod build;
mod files;
mod list;
mod refused;
mod shown;
mod withheld;

use axum::Router;
use axum::routing::{get, post};

use crate::web::bench::Bench;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/tables", get(list::show))
        .route("/tables/{name}", get(shown::show))
        .route("/tables/{name}/printed", get(shown::printed))
        .route("/tables/{name}/files/{format}", get(files::make))
        .route("/outputs/build", post(build::build))
        .route("/outputs/files/{*path}", get(files::download))
        .route("/outputs/view/{*path}", get(files::view))
        .route("/outputs/withheld", get(withheld::show))
        .route("/outputs/withheld/part", get(withheld::part))
}
