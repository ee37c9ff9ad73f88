//! Working copies: given out to be edited in a spreadsheet or in Word, and read back.

use std::path::Path as FilePath;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use crate::project::{CopyRead, Project, ProjectError, ReadOptions};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::pages::tables::files::attachment;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct With {
    links: bool,
    coding: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reading {
    /// The file's name: its ending says what it is.
    file: String,
    dry_run: bool,
    blanks: bool,
    overwrite: bool,
}

pub(super) async fn download(
    State(bench): State<Bench>,
    Path((name, format)): Path<(String, String)>,
    Query(with): Query<With>,
) -> Result<Response, Error> {
    let file_name = format!("{name}.{format}");
    let made = bench.change(move |project| Ok(project.copy_bytes(&name, &format, with.links, with.coding)?));
    let bytes = made.await?;
    Ok(attachment(&file_name, bytes))
}

pub(super) async fn upload(
    State(bench): State<Bench>,
    Path(name): Path<String>,
    Query(reading): Query<Reading>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let folder = bench.folder().join(".verbatim/incoming");
    let answer = bench.change(move |project| {
        let file_name = FilePath::new(&reading.file).file_name().unwrap_or_default().to_owned();
        in_folder(&folder, |folder| {
            let path = folder.join(&file_name);
            std::fs::write(&path, &bytes).map_err(|source| ProjectError::Write { path: path.clone(), source })?;
            read(project, &name, &path, &reading)
        })
    });
    answered(&headers, answer.await)
}

fn read(project: &mut Project, name: &str, path: &FilePath, reading: &Reading) -> Result<Answer, Error> {
    let options = ReadOptions { dry_run: reading.dry_run, take_blanks: reading.blanks, overwrite: reading.overwrite };
    let report = project.read_copy(name, path, options)?;
    let changed = counted(report.changed() as u64, "cell");
    let said = if reading.dry_run { String::new() } else { format!("{changed} read in") };
    Ok(Answer::said(said).with(as_json(&report)))
}

fn as_json(report: &CopyRead) -> serde_json::Value {
    let cells: Vec<serde_json::Value> = report
        .cells
        .iter()
        .map(|cell| {
            let (row, column) = (&cell.row, &cell.column);
            json!({ "row": row, "column": column, "what": cell.outcome.word(), "changes": cell.outcome.is_change() })
        })
        .collect();
    json!({ "cells": cells, "same": report.same, "changed": report.changed(), "notes": report.notes })
}

/// Does something with a folder of its own inside the study, which is gone afterwards: working copies hold real names.
fn in_folder<T>(parent: &FilePath, act: impl FnOnce(&FilePath) -> Result<T, Error>) -> Result<T, Error> {
    let cannot = |source| Error::from(ProjectError::Write { path: parent.to_owned(), source });
    std::fs::create_dir_all(parent).map_err(cannot)?;
    let folder = tempfile::tempdir_in(parent).map_err(cannot)?;
    act(folder.path())
}
