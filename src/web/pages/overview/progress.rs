//! How far coding is, source by source: a bar for each, which leads to where to go on.

use maud::{Markup, html};

use crate::model::SourceKind;
use crate::project::{Project, SourceProgress};
use crate::text::counted;
use crate::web::error::Error;
use crate::web::links::{encoded, place_link};

pub(super) fn part(project: &mut Project, _of: &str) -> Result<Markup, Error> {
    let sources = project.source_progress()?;
    let sum = |count: fn(&SourceProgress) -> u64| sources.iter().map(count).sum::<u64>();
    let (coded, proposed, uncoded) =
        (sum(|source| source.coded), sum(|source| source.proposed), sum(|source| source.uncoded));
    Ok(html! {
        ul .legend {
            li { (swatch("part-coded")) "coded by a person (" (coded) ")" }
            li { (swatch("part-proposed")) "proposed by rules (" (proposed) ")" }
            li { (swatch("part-uncoded")) "no code (" (uncoded) ")" }
        }
        ul .progress-list { @for source in &sources { (line(source)) } }
    })
}

fn swatch(part: &str) -> Markup {
    html! {
        svg .swatch viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" { rect class=(part) width="14" height="14" {} }
    }
}

fn line(source: &SourceProgress) -> Markup {
    let to = if source.kind == SourceKind::Survey { "survey" } else { "read" };
    let counts = format!(
        "{}: {} coded, {} proposed, {} without a code",
        counted(source.segments(), "segment"),
        source.coded,
        source.proposed,
        source.uncoded
    );
    html! {
        li {
            a .name href={ "/" (to) "/" (encoded(&source.name)) } { (source.name) }
            (bar(source, &counts))
            span .next {
                @if let Some(place) = &source.next_uncoded {
                    a href=(place_link(place)) title={ "The first of " (counted(source.uncoded, "segment")) " without a code" } {
                        "Next uncoded" span .unseen { " in " (source.name) }
                    }
                } @else if let Some(place) = &source.next_proposed {
                    a href=(place_link(place)) title={ "The first of " (counted(source.proposed, "segment")) " with proposals" } {
                        "Next proposal" span .unseen { " in " (source.name) }
                    }
                } @else if source.segments() > 0 {
                    span .quiet { "All coded" }
                }
            }
        }
    }
}

/// Three parts of a line, as long as their shares.
fn bar(source: &SourceProgress, counts: &str) -> Markup {
    let all = source.segments().max(1);
    // In thousandths, so that no part is lost for want of a decimal.
    let share = |count: u64| count * 1000 / all;
    let (coded, proposed) = (share(source.coded), share(source.proposed));
    html! {
        svg .progress viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=(counts) {
            title { (counts) }
            rect .part-uncoded width="1000" height="10" {}
            rect .part-proposed x=(coded) width=(proposed) height="10" {}
            rect .part-coded width=(coded) height="10" {}
        }
    }
}
