//! One file for each noun: its page, and what can be changed there.
//!
//! Below an address that ends in a name of the study's own (`/sources/{name}`, `/cases/{name}`, `/tables/{name}`) nothing
//! else has a place: it would hide the source or case that is called so.

mod agreement;
mod cases;
mod codebook;
mod framework;
mod history;
mod live;
mod memos;
mod names;
mod overview;
mod quotes;
mod read;
mod search;
mod settings;
mod sources;
mod steps;
mod survey;
mod tables;

use axum::Router;

use super::bench::Bench;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .merge(agreement::routes())
        .merge(cases::routes())
        .merge(codebook::routes())
        .merge(framework::routes())
        .merge(history::routes())
        .merge(live::routes())
        .merge(memos::routes())
        .merge(names::routes())
        .merge(overview::routes())
        .merge(quotes::routes())
        .merge(read::routes())
        .merge(search::routes())
        .merge(settings::routes())
        .merge(sources::routes())
        .merge(steps::routes())
        .merge(survey::routes())
        .merge(tables::routes())
}
