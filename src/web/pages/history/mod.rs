//! History: who did what, day by day, and what can be taken back; versions of the codebook; drafts, and what changed since.

mod codebook;
mod drafts;
mod steps;

use axum::Router;
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::text::{Piece, WordDiff};
use crate::web::bench::Bench;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/history", get(steps::show))
        .route("/history/undo", post(steps::undo))
        .route("/history/trail/{format}", get(steps::trail))
        .route("/history/codebook", get(codebook::show))
        .route("/history/drafts", get(drafts::show))
        .route("/history/drafts/keep", post(drafts::keep))
        .route("/history/drafts/remove", post(drafts::remove))
}

/// The three histories that a study has.
fn views(here: &str) -> Markup {
    let views = [("/history", "What was done"), ("/history/codebook", "The codebook"), ("/history/drafts", "Drafts")];
    html! {
        nav .views aria-label="Histories" {
            @for (path, words) in views { a href=(path) aria-current=[(path == here).then_some("page")] { (words) } }
        }
    }
}

/// `2026-01-31 14:02`
fn minute(time: &str) -> String {
    time.chars().take(16).collect::<String>().replace('T', " ")
}

/// A text with what went and what came in the midst of what stayed.
fn compared(old: &str, new: &str) -> Markup {
    let pieces = WordDiff::of(old, new).pieces();
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Same { new: span, .. } => { (span.of_text(new)) " " },
                Piece::Changed { old: was, new: is } => {
                    @if !was.of_text(old).trim().is_empty() { del { (was.of_text(old)) } " " }
                    @if !is.of_text(new).trim().is_empty() { ins { (is.of_text(new)) } " " }
                },
            }
        }
    }
}
