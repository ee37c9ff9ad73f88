//! What may tell who someone is: looked at and decided on, marked, listed, and logged.

mod indirect;
mod log;
mod queue;
mod register;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use crate::model::{IdentityKind, Mode};
use crate::web::bench::Bench;

pub(super) fn routes() -> Router<Bench> {
    Router::new().merge(queue::routes()).merge(indirect::routes()).merge(register::routes()).merge(log::routes())
}

/// The parts of this page, each with an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Queue,
    Indirect,
    Register,
    Log,
}

const PARTS: [(Part, &str, &str); 4] = [
    (Part::Queue, "/names", "To decide"),
    (Part::Indirect, "/names/indirect", "Indirect"),
    (Part::Register, "/names/register", "Register"),
    (Part::Log, "/names/log", "Log"),
];

fn parts(now: Part) -> Markup {
    html! {
        nav .parts aria-label="Parts of this page" {
            ul {
                @for (part, address, name) in PARTS {
                    li { a href=(address) aria-current=[(part == now).then_some("page")] { (name) } }
                }
            }
        }
    }
}

/// A choice of what something is.
fn kinds(id: &str, chosen: Option<IdentityKind>, none: &str) -> Markup {
    html! {
        select id=(id) name="kind" {
            @if !none.is_empty() { option value="" selected[chosen.is_none()] { (none) } }
            @for kind in IdentityKind::ALL {
                option value=(kind.word()) selected[chosen == Some(*kind)] { (kind.word()) }
            }
        }
    }
}

/// A choice of how something is printed.
fn modes(id: &str, chosen: Option<Mode>) -> Markup {
    html! {
        select id=(id) name="mode" {
            option value="" selected[chosen.is_none()] { "as usual for its kind" }
            @for mode in Mode::ALL { option value=(mode.word()) selected[chosen == Some(*mode)] { (mode.word()) } }
        }
    }
}

/// A file to be kept: nothing of it is shown in the browser.
fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}
