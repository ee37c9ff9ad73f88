//! A framework as a table: summaries, how much is coded behind each, and which may not be true any more.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use maud::{Markup, html};
use serde::Deserialize;

use super::cell;
use crate::model::{Framework, FrameworkCell};
use crate::project::{FrameworkMatrix, Project};
use crate::text::counted;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

/// So many rows stand on one page.
const ROWS: usize = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct At {
    /// The number of the first row, from nought.
    from: usize,
    /// The cell that is open.
    row: String,
    column: String,
}

pub(super) async fn show(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(at): Query<At>,
) -> Result<Html<String>, Error> {
    bench.page(move |project| page(project, &name, &at)).await
}

fn page(project: &Project, name: &str, at: &At) -> Result<Page, Error> {
    let matrix = project.framework_matrix(name)?;
    let framework = &matrix.framework;
    let title = framework.title.clone();
    let needs = &["js/framework/page.js", "js/framework/editor.js", "js/framework/copy.js", "css/framework.css"];
    let base = format!("/framework/{}", encoded(name));
    if framework.rows.is_empty() || framework.columns.is_empty() {
        let what = if framework.rows.is_empty() { "Nobody is in it yet." } else { "It has no columns yet." };
        let then = html! { "Rows are kept cases, columns are themes or codes: " a .button href="/sources" { "Sources" } " " a .button href="/codebook" { "Codebook" } };
        return Ok(Page::new(Here::Framework, title, empty(what, then)).needing(&["css/framework.css"]));
    }
    let first = at.from.min(framework.rows.len() - 1) / ROWS * ROWS;
    let last = (first + ROWS).min(framework.rows.len());
    let body = html! {
        p .quiet {
            a href="/framework" { "All frameworks" } " · "
            span #written { (framework.written_count()) " of " (counted((framework.rows.len() * framework.columns.len()) as u64, "cell")) " written" }
            @if matrix.hidden_count > 0 {
                " · " (counted(matrix.hidden_count as u64, "cell")) " of cases or columns that are not there now"
            }
        }
        (stale_notice(framework, &base))
        (steps(framework.rows.len(), first, &base))
        p #matrix-keys .quiet { "Arrows move between cells, Enter writes, Ctrl Enter saves and goes on; what is coded in a cell stands beside it." }
        div .bench {
            div .matrix role="region" tabindex="-1" aria-label="The framework" {
                table #matrix role="grid" data-base=(base) aria-describedby="matrix-keys" {
                    thead {
                        tr {
                            td .corner {}
                            @for column in &framework.columns { th scope="col" { (column.title) } }
                        }
                    }
                    tbody { @for row in first..last { (one_row(&matrix, row)) } }
                }
            }
            aside #cell .box aria-label="The cell" {
                @if at.row.is_empty() {
                    p .quiet { "What is coded in a cell is shown here." }
                } @else {
                    (cell::panel(project, name, &at.row, &at.column)?)
                }
            }
        }
        (copies(&base))
    };
    let actions = html! {
        form method="post" action={ (base) "/fill" } data-confirm="Fill every empty cell with what is coded there, word for word? Undo takes it back." {
            button type="submit" { "Fill empty cells" }
        }
        details .menu {
            summary .button { "Working copy" }
            ul {
                @for format in ["xlsx", "docx", "csv"] {
                    li { a href={ (base) "/copy/" (format) } download { "as " (format) } }
                    li { a href={ (base) "/copy/" (format) "?links=true&coding=true" } download { "as " (format) ", with links and what is coded" } }
                }
                li { button type="button" .plain data-upload { "Read one back …" } }
            }
        }
    };
    Ok(Page::new(Here::Framework, title, body).with_actions(actions).wide().self_kept().needing(needs))
}

fn stale_notice(framework: &Framework, base: &str) -> Markup {
    let count = framework.stale_count();
    html! {
        div #stale {
            @if count > 0 {
                div .box .warn {
                    p {
                        @if count == 1 { "One summary was written on coding that has changed since." }
                        @else { (count) " summaries were written on coding that has changed since." }
                        " They are marked; " kbd { "n" } " leads to the next."
                    }
                    form method="post" action={ (base) "/confirm" } data-confirm="Do all of them still hold, although the coding behind them has changed?" {
                        button type="submit" { "All of them still hold" }
                    }
                }
            }
        }
    }
}

fn steps(rows: usize, first: usize, base: &str) -> Markup {
    html! {
        @if rows > ROWS {
            nav .row aria-label="Rows" {
                @if first > 0 { a .button href={ (base) "?from=" (first - ROWS) } { "Rows before" } }
                span { "Rows " (first + 1) "–" ((first + ROWS).min(rows)) " of " (rows) }
                @if first + ROWS < rows { a .button href={ (base) "?from=" (first + ROWS) } { "Rows after" } }
            }
        }
    }
}

fn one_row(matrix: &FrameworkMatrix, row: usize) -> Markup {
    let of_row = &matrix.framework.rows[row];
    html! {
        tr {
            th scope="row" {
                (of_row.title)
                @if of_row.cases.len() > 1 { " " span .quiet { "(" (of_row.cases.len()) ")" } }
            }
            @for (column, of_column) in matrix.framework.columns.iter().enumerate() {
                @let coded = matrix.coded.get(&(row, column)).copied().unwrap_or_default();
                (one_cell(&of_row.id, &of_column.id, (row, column), matrix.framework.cell(row, column), coded))
            }
        }
    }
}

fn one_cell(row: &str, column: &str, at: (usize, usize), cell: Option<&FrameworkCell>, coded: usize) -> Markup {
    let summary = cell.map_or("", |cell| cell.summary.as_str());
    let links = cell.map_or(0, |cell| cell.links.len());
    let stale = cell.map(|cell| cell.stale.as_slice()).unwrap_or_default();
    let why: Vec<String> = stale.iter().map(crate::model::Drift::sentence).collect();
    html! {
        td id={ "cell-" (at.0) "-" (at.1) } tabindex="-1" data-row=(row) data-column=(column)
            data-empty[summary.is_empty()] data-stale[!stale.is_empty()] {
            div .summary dir="auto" tabindex=[(!summary.is_empty()).then_some("0")] { (summary) }
            @if !why.is_empty() { p .stale { "Look again: " (why.join("; ")) } }
            p .behind {
                @if coded > 0 { (coded) " coded" } @else { "nothing coded" }
                @if links > 0 { ", " (counted(links as u64, "link")) }
            }
        }
    }
}

fn copies(base: &str) -> Markup {
    html! {
        dialog #copy-dialog aria-labelledby="copy-title" data-base=(base) {
            h2 #copy-title { "Read a working copy back" }
            p { "Each cell is compared with what stands here and with what both were when the copy was made." }
            div .field {
                label for="copy-file" { "The file (xlsx, docx, csv, ods)" }
                input #copy-file type="file" accept=".xlsx,.docx,.csv,.ods";
            }
            p { label { input #copy-blanks type="checkbox"; "A blank cell in the file empties the summary here" } }
            p { label { input #copy-overwrite type="checkbox"; "Where both have changed, take the file’s" } }
            div #copy-report aria-live="polite" {}
            div .row {
                button #copy-read type="button" .main disabled { "Read it in" }
                button #copy-close type="button" { "Close" }
            }
        }
    }
}
