//! The study's outputs: the list of them with their files, each as it would be printed, and tables made on the spot.

mod build;
mod counts;
pub(super) mod files;
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
        .route("/counts", get(counts::show))
        .route("/counts/printed", get(counts::printed))
        .route("/counts/files/{format}", get(counts::file))
        .route("/counts/save", post(counts::save))
        .route("/outputs/build", post(build::build))
        .route("/outputs/files/{*path}", get(files::download))
        .route("/outputs/view/{*path}", get(files::view))
        .route("/outputs/withheld", get(withheld::show))
        .route("/outputs/withheld/part", get(withheld::part))
}
