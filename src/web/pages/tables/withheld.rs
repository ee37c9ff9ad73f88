//! What disclosure withholds from which output, and by which rule.

use axum::extract::State;
use axum::response::{Html, Response};
use maud::{Markup, html};

use super::list::address;
use crate::project::{Project, Quiet};
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page, empty};
use crate::web::parts::{Part, answer, is_small};

const PART: Part<'static> =
    Part { address: "/outputs/withheld/part", meanwhile: "Going through all outputs …", make, of: "", is_kept: true };

pub(super) async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    let kept = bench.clone();
    bench
        .page(move |project| {
            let shown = if project.sources()?.is_empty() {
                empty(
                    "nothing has been imported yet",
                    html! { "What outputs withhold is told of what is in the study: " a .button .main href="/sources" { "To the sources" } },
                )
            } else {
                let small = is_small(&project.status()?);
                PART.shown(&kept, project, small)?
            };
            let body = html! { p .quiet { a href="/tables" { "All tables" } } (shown) };
            Ok(Page::new(Here::Tables, "What is withheld", body).needing(&["js/parts.js", "css/tables.css"]))
        })
        .await
}

pub(super) async fn part(State(bench): State<Bench>) -> Result<Response, Error> {
    let kept = bench.clone();
    let made = bench.read(move |project| PART.made(&kept, project)).await?;
    Ok(answer(&made))
}

fn make(project: &mut Project, _of: &str) -> Result<Markup, Error> {
    let account = project.withheld(&Quiet)?;
    Ok(html! {
        p { "It is decided over all outputs together, so that none gives away what another withholds. The rule: " (account.rule) "." }
        @if account.open > 0 {
            p .box .warn {
                (capitalised(&counted(account.open as u64, "withheld number")))
                " can be worked out all the same, from what is printed whatever its size: merge small groups before import, or leave an output out."
            }
        }
        @if account.outputs.is_empty() { p { "No output prints numbers about people." } }
        @else {
            div .scroll role="region" tabindex="0" aria-label="What is withheld" {
                table {
                    thead { tr {
                        th scope="col" { "Output" }
                        th scope="col" .number { "Numbers" }
                        th scope="col" .number { "Too few (*)" }
                        th scope="col" .number { "For their sake (†)" }
                    } }
                    tbody {
                        @for output in &account.outputs {
                            tr {
                                th scope="row" { a href=(address(&output.name)) { (output.name) } }
                                td .number { (output.numbers) }
                                td .number { (output.withheld.small) }
                                td .number { (output.withheld.secondary) }
                            }
                        }
                    }
                }
            }
        }
    })
}
