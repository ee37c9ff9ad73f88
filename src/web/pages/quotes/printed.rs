//! A quotation as a report would print it, beside the real words.

use axum::extract::{Query, State};
use axum::response::Html;
use maud::html;

use super::Wish;
use crate::project::{ProjectError, printed_quotation, sentence};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};

pub(super) async fn show(State(bench): State<Bench>, Query(wish): Query<Wish>) -> Result<Html<String>, Error> {
    bench
        .read(move |project| {
            let passage = wish.passage(project)?;
            let shown = match project.quotations_shown(&wish.place, passage) {
                // What the gate refuses is worth knowing here, and no reason to show an error.
                Err(error @ ProjectError::Refused { .. }) => {
                    let refused =
                        html! { p .box .warn { "It would not be printed. " (capitalised(&sentence(&error))) "." } };
                    return Ok(Html(refused.into_string()));
                }
                shown => shown?,
            };
            let shown = html! {
                @for quotation in &shown {
                    blockquote .printed dir="auto" { (printed_quotation(&quotation.printed)) }
                    @if !quotation.edits.is_empty() {
                        ul .edits {
                            @for (kind, on, put_in) in &quotation.edits {
                                li { b { (kind.to_string()) } ": " (on) @if !put_in.is_empty() { " [" (put_in) "]" } }
                            }
                        }
                    }
                }
                p .quiet { "Pseudonymised as outputs are; whether it is printed at all is the recipe's choice." }
            };
            Ok(Html(shown.into_string()))
        })
        .await
}
