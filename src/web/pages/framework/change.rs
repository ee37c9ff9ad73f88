//! What is written into cells.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::project::{FillOptions, Project};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

/// A cell, and what is done with it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    row: String,
    column: String,
    summary: String,
    number: i64,
    text: u32,
    start: usize,
    end: usize,
    illustrates: bool,
}

impl Wish {
    fn place(&self) -> (&str, &str) {
        (&self.row, &self.column)
    }
}

async fn changed(
    bench: &Bench,
    headers: &HeaderMap,
    change: impl FnOnce(&mut Project) -> Result<String, Error> + Send + 'static,
) -> Response {
    answered(headers, bench.change(move |project| Ok(Answer::said(change(project)?))).await)
}

pub(super) async fn set(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    changed(&bench, &headers, move |project| {
        let written = project.set_cell(&name, &wish.row, &wish.column, &wish.summary)?;
        let done = if written.had_summary { "changed" } else { "written" };
        Ok(format!("{} / {} {done}", written.row, written.column))
    })
    .await
}

pub(super) async fn clear(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    changed(&bench, &headers, move |project| {
        let cleared = project.clear_cell(&name, &wish.row, &wish.column)?;
        Ok(format!("{} / {} cleared", cleared.row, cleared.column))
    })
    .await
}

pub(super) async fn link(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    changed(&bench, &headers, move |project| {
        let words = (wish.text, wish.start, wish.end);
        let is_new = project.link_coded(&name, wish.place(), words, wish.illustrates)?;
        Ok(format!("{} / {} {}", wish.row, wish.column, if is_new { "linked" } else { "was linked already" }))
    })
    .await
}

pub(super) async fn unlink(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    changed(&bench, &headers, move |project| {
        project.unlink_cell(&name, wish.place(), &[wish.number])?;
        Ok("the link was taken away".to_owned())
    })
    .await
}

pub(super) async fn confirm(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    changed(&bench, &headers, move |project| {
        let cells = if wish.row.is_empty() { Vec::new() } else { vec![(wish.row.clone(), wish.column.clone())] };
        let confirmed = project.confirm_cells(&name, &cells)?;
        Ok(format!(
            "{} still {}",
            counted(confirmed.len() as u64, "cell"),
            if confirmed.len() == 1 { "holds" } else { "hold" }
        ))
    })
    .await
}

pub(super) async fn fill(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    changed(&bench, &headers, move |project| {
        let options = FillOptions {
            row: Some(wish.row.clone()).filter(|row| !row.is_empty()),
            column: Some(wish.column.clone()).filter(|column| !column.is_empty()),
            ..FillOptions::default()
        };
        let filled = project.fill_cells(&name, &options)?;
        Ok(match filled.len() {
            0 => "no empty cell has anything coded".to_owned(),
            count => format!("{} filled with what is coded there", counted(count as u64, "cell")),
        })
    })
    .await
}
