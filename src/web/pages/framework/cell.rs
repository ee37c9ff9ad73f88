//! One cell: why it may not be true any more, and the words that are coded in it, each to be linked at once.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use crate::model::CellLink;
use crate::project::{CodedPassage, Project, column_named, row_named};
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::links::{encoded, place_link};
use crate::web::parts::answer;

/// So many passages are shown; linked ones are, wherever they stand.
const SHOWN: usize = 60;

#[derive(Debug, Deserialize)]
pub(super) struct Which {
    row: String,
    column: String,
}

pub(super) async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Error> {
    let panel = bench.read(move |project| panel(project, &name, &which.row, &which.column)).await?;
    Ok(answer(&panel.into_string()))
}

pub(super) fn panel(project: &Project, name: &str, row: &str, column: &str) -> Result<Markup, Error> {
    let framework = project.framework(name)?;
    let (at_row, at_column) = (row_named(&framework, row)?, column_named(&framework, column)?);
    let (of_row, of_column) = (&framework.rows[at_row], &framework.columns[at_column]);
    let cell = framework.cell(at_row, at_column);
    let coded = project.coded_in_cell(name, row, column)?;
    let base = format!("/framework/{}", encoded(name));
    let stale = cell.map(|cell| cell.stale.as_slice()).unwrap_or_default();
    let has_summary = cell.is_some_and(|cell| !cell.summary.is_empty());
    let links = cell.map(|cell| cell.links.as_slice()).unwrap_or_default();
    let others: Vec<&CellLink> = links
        .iter()
        .filter(|link| !coded.iter().any(|passage| passage.link.is_some_and(|(number, _)| number == link.number)))
        .collect();
    let place = html! { input type="hidden" name="row" value=(of_row.id); input type="hidden" name="column" value=(of_column.id); };
    Ok(html! {
        h2 { (of_row.title) " / " (of_column.title) }
        @if let Some(cell) = cell.filter(|_| has_summary) {
            p .quiet {
                @if cell.author.is_empty() { "From the study’s file" } @else { (cell.author) }
                ", " time datetime=(cell.written_at) { (cell.written_at.chars().take(10).collect::<String>()) }
            }
        }
        @if !stale.is_empty() {
            div .box .warn {
                p { strong { "It may not be true any more" } }
                ul { @for drift in stale { li { (drift.sentence()) } } }
                form method="post" action={ (base) "/confirm" } { (place) button type="submit" { "It still holds" } }
            }
        }
        div .row {
            @if !has_summary && !coded.is_empty() {
                form method="post" action={ (base) "/fill" } { (place) button type="submit" { "Fill with what is coded" } }
            }
            @if cell.is_some() {
                form method="post" action={ (base) "/clear" } data-confirm="Take this cell away, with its links? Undo brings it back." {
                    (place) button .danger type="submit" { "Clear" }
                }
            }
        }
        h3 { "Coded here" }
        @if coded.is_empty() {
            p .quiet { "Nothing of " (of_row.title) " is coded with " (of_column.title) "." }
        } @else {
            p .quiet { (counted(coded.len() as u64, "passage")) ". A summary rests on those that it is linked with." }
            ol .coded {
                @for passage in coded.iter().enumerate().filter(|(at, passage)| *at < SHOWN || passage.link.is_some()).map(|(_, passage)| passage) {
                    li { (one(passage, &base, &place)) }
                }
            }
            @if coded.len() > SHOWN { p .quiet { "The first " (SHOWN) " are shown, and those that are linked. A framework with more rows has fewer in each." } }
        }
        @if !others.is_empty() {
            h3 { "Linked besides" }
            ol .coded {
                @for link in others {
                    li {
                        p dir="auto" { "“" (link.words) "”" }
                        p {
                            @if link.place.is_some() { a href=(place_link(&link.written)) { (link.written) } }
                            @else { span .tag .warn { "waits in review" } }
                        }
                        (unlink(link.number, &base, &place))
                    }
                }
            }
        }
    })
}

fn one(passage: &CodedPassage, base: &str, place: &Markup) -> Markup {
    let position = html! {
        input type="hidden" name="text" value=(passage.text);
        input type="hidden" name="start" value=(passage.start);
        input type="hidden" name="end" value=(passage.end);
    };
    html! {
        p dir="auto" { "“" (passage.words) "”" }
        p .quiet { a href=(place_link(&passage.place)) { (passage.place) } " · " (passage.codes.join(", ")) }
        div .row {
            @match passage.link {
                None => {
                    form method="post" action={ (base) "/link" } { (place) (position) button type="submit" { "Link" } }
                    form method="post" action={ (base) "/link" } {
                        (place) (position) input type="hidden" name="illustrates" value="true";
                        button .plain type="submit" title="Link it, and let it be printed in the cell" { "Link, may be printed" }
                    }
                }
                Some((number, is_illustration)) => {
                    span .tag { "linked" @if is_illustration { ", may be printed" } }
                    (unlink(number, base, place))
                    form method="post" action={ (base) "/link" } {
                        (place) (position)
                        @if !is_illustration { input type="hidden" name="illustrates" value="true"; }
                        button .plain type="submit" { @if is_illustration { "Not to be printed" } @else { "May be printed" } }
                    }
                }
            }
        }
    }
}

fn unlink(number: i64, base: &str, place: &Markup) -> Markup {
    html! {
        form method="post" action={ (base) "/unlink" } {
            (place) input type="hidden" name="number" value=(number);
            button .plain type="submit" { "Unlink" }
        }
    }
}
