//! What the gate stopped: where, and what to do.

use maud::{Markup, html};

use crate::project::Refusal;
use crate::web::error::capitalised;
use crate::web::layout::{Here, Page};

pub(super) fn page(refusal: &Refusal) -> Page {
    Page::new(Here::Tables, format!("{} was not written", refusal.output), body(refusal)).needing(&["css/tables.css"])
}

pub(super) fn body(refusal: &Refusal) -> Markup {
    html! {
        div .box .bad role="alert" {
            p { strong { "It still holds what must not get out, so no file was made of it." } }
            ul { @for finding in &refusal.findings { li { (capitalised(finding)) } } }
        }
        h2 { "What to do" }
        ul {
            li { "Is it in a title, a note or a name of yours? Change it there: in study.toml, or in the " a href="/codebook" { "codebook" } "." }
            li { "Is it somebody’s name in what was said? " a href="/names" { "Decide on it" } ": replace it, or say that it may stay." }
            li { "May this very form be printed? Allow it in study.toml, under [disclosure], with a reason: it is kept with the study." }
        }
        p { a href="/tables" { "To the tables" } }
    }
}
