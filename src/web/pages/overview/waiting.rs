//! What waits for a decision, each with the page where it is made; and whether outputs are as they should be.

use maud::{Markup, html};

use crate::project::Project;
use crate::text::counted;
use crate::web::error::{Error, capitalised};
use crate::web::links::encoded;

/// So many reasons are shown; the page of tables has them all.
const REASONS: usize = 3;

pub(super) fn part(project: &mut Project, _of: &str) -> Result<Markup, Error> {
    let waiting = project.waiting()?;
    Ok(html! {
        @if waiting.is_empty() {
            p { "Nothing waits for a decision." }
        } @else {
            ul .waits {
                @if waiting.proposals > 0 { (line("/search?q=status%3Aproposed", waiting.proposals, "coding that rules propose", "codings that rules propose")) }
                @if waiting.reviews > 0 { (line("/reviews", waiting.reviews, "coding whose text was corrected", "codings whose text was corrected")) }
                @if waiting.names > 0 { (line("/names", waiting.names, "likely name to decide on", "likely names to decide on")) }
                @for (name, title, cells) in &waiting.frameworks {
                    li {
                        a href={ "/framework/" (encoded(name)) } {
                            strong { (cells) } " "
                            @if *cells == 1 { "summary" } @else { "summaries" }
                            " to look at again in " (title)
                        }
                    }
                }
            }
        }
    })
}

/// Whether outputs are as they should be.
pub(super) fn outputs(project: &mut Project, _of: &str) -> Result<Markup, Error> {
    let stale = project.out_of_date()?;
    Ok(html! {
        @if stale.is_empty() {
            p { "Everything in output/ is up to date. " a href="/tables" { "To the tables" } }
        } @else {
            ul .reasons {
                @for reason in stale.iter().take(REASONS) { li { (capitalised(reason)) } }
                @if stale.len() > REASONS { li { a href="/tables" { "and " (counted((stale.len() - REASONS) as u64, "more reason")) } } }
            }
            form method="post" action="/outputs/build" { button .main type="submit" { "Build" } }
        }
    })
}

fn line(to: &str, count: u64, one: &str, several: &str) -> Markup {
    html! { li { a href=(to) { strong { (count) } " " (if count == 1 { one } else { several }) } } }
}
