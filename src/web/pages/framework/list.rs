//! All frameworks, and the form that begins one.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::new;
use crate::project::FrameworkLine;
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

pub(super) async fn show(State(bench): State<Bench>) -> Result<Html<String>, Error> {
    bench
        .page(|project| {
            let lines = project.frameworks()?;
            let lost = project.frameworks_without_entry()?;
            let body = html! {
                @if lines.is_empty() {
                    (empty(
                        "There is no framework yet.",
                        html! { "A framework has a row for each case or group, a column for each theme, and in each cell what you write about them." },
                    ))
                } @else {
                    ul .cards { @for line in &lines { li { (card(line)) } } }
                }
                @for name in &lost {
                    p .box .warn { "There are summaries of " code { (name) } ", which study.toml does not name any more: put its [[framework]] back to see them." }
                }
                (new::form(project, lines.is_empty())?)
            };
            Ok(Page::new(Here::Framework, "Framework", body).needing(&["css/framework.css"]))
        })
        .await
}

fn card(line: &FrameworkLine) -> Markup {
    let cells = line.rows * line.columns;
    html! {
        div .card {
            h2 { a href={ "/framework/" (encoded(&line.name)) } { (line.title) } }
            p .quiet { (counted(line.rows as u64, "row")) " × " (counted(line.columns as u64, "column")) }
            p { (line.written) " of " (counted(cells as u64, "cell")) " written" }
            @if line.stale > 0 { p { span .tag .warn { (line.stale) (if line.stale == 1 { " summary" } else { " summaries" }) " to look at again" } } }
            @if let Some((file, differing)) = &line.file {
                p .quiet { "Its file: " (file) @if *differing > 0 { " (" (counted(*differing as u64, "cell")) " other than it says)" } }
            }
        }
    }
}
