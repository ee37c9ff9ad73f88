//! What was done lately.

use maud::{Markup, html};

use crate::project::Project;
use crate::store::LogFilter;
use crate::web::error::Error;

const SHOWN: u32 = 8;

pub(super) fn latest(project: &Project) -> Result<Markup, Error> {
    let lines = project.log(&LogFilter { limit: Some(SHOWN), ..LogFilter::default() })?;
    Ok(html! {
        @if lines.is_empty() {
            p .quiet { "Nothing has been done in this study yet." }
        } @else {
            ol .activity {
                @for line in &lines {
                    li {
                        p { strong { (line.action) } @if !line.words.is_empty() { ": " (line.words) } }
                        p .quiet { (line.who) ", " time datetime=(line.at) { (day_and_time(&line.at)) } }
                    }
                }
            }
            p { a href="/history" { "All that was done" } }
        }
    })
}

/// `2026-11-27 00:18 UTC` of a time in RFC 3339.
fn day_and_time(at: &str) -> String {
    let shown: String = at.chars().take(16).collect();
    format!("{} UTC", shown.replace('T', " "))
}
