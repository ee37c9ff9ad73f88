//! Keyword in context: every match on a line of its own, in the order that is asked for.

use maud::{Markup, html};

use super::{Asked, PAGE_LENGTH, pager};
use crate::project::{PlaceNames, Project, ProjectError, Quiet};
use crate::query::{ConcordanceOptions, Context, Line, LineOrder};
use crate::text::counted;
use crate::web::layout::empty;
use crate::web::links::place_link;

/// How many words stand left and right.
const WORDS_BESIDE: usize = 14;

/// The columns that lines can be put in order by, as an address names them.
const COLUMNS: [(&str, &str); 4] = [("", "Place"), ("left", "Before"), ("keyword", "Found"), ("right", "After")];

pub(super) fn show(project: &mut Project, asked: &Asked) -> Result<Markup, ProjectError> {
    let order = match asked.sort.as_str() {
        "left" => vec![LineOrder::Left(1), LineOrder::Left(2), LineOrder::Left(3)],
        "right" => vec![LineOrder::Right(1), LineOrder::Right(2), LineOrder::Right(3)],
        "keyword" => vec![LineOrder::Keyword, LineOrder::Right(1)],
        _ => Vec::new(),
    };
    let options = ConcordanceOptions {
        context: Context::Words(WORDS_BESIDE),
        order,
        limit: PAGE_LENGTH,
        offset: asked.offset(),
        not_coded: Vec::new(),
    };
    let found = project.concordance(&asked.q, &options, &Quiet)?;
    let names = project.names_of_places()?;
    let matches = counted(found.matches as u64, "match").replace("matchs", "matches");
    let without = found.found.segments.saturating_sub(found.counts.segments);
    Ok(html! {
        p .summary {
            strong #counts data-found=(found.found.segments) { (matches) " in " (found.counts.in_words()) }
            @if without > 0 { span .quiet { "; " (counted(without as u64, "more segment")) " without these words" } }
        }
        @if found.lines.is_empty() {
            (empty("nothing is found", html! { "Take a word away, or end it with " code { "*" } "." }))
        } @else {
            div .concordance {
                table .lines {
                    caption .unseen { "Every match with what stands before and after it" }
                    thead {
                        tr {
                            th scope="col" { span .unseen { "Ticked" } }
                            @for (name, words) in COLUMNS {
                                @let is_it = COLUMNS.iter().find(|(name, _)| *name == asked.sort).map_or("", |(name, _)| name) == name;
                                th scope="col" aria-sort=[is_it.then_some("ascending")] {
                                    a href=(asked.sorted(name)) { (words) @if is_it { " ↓" } }
                                }
                            }
                        }
                    }
                    tbody { @for line in &found.lines { (row(line, &names)) } }
                }
            }
        }
        (pager(asked, found.lines.len(), found.matches))
    })
}

fn row(line: &Line, names: &PlaceNames) -> Markup {
    let place = names.of_line(line);
    let passage = format!("{}:{}:{}", line.text.0, line.span.start(), line.span.end());
    html! {
        tr .hit {
            td { input type="checkbox" data-passage=(passage) aria-label={ "Tick " (place) }; }
            td { a .place href=(place_link(&place)) { (place) } }
            td .left { bdi { (line.left) } }
            td .keyword { mark { (line.keyword) } }
            td .right { bdi { (line.right) } }
        }
    }
}
