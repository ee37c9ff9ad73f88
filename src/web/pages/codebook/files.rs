//! The codebook as files, in and out.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};

use crate::project::{CodebookExport, CodebookImport, CodesShape, ProjectError};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

/// The codebook in the format that the file's name says: `codebook.xlsx`, `taguette.csv`.
pub(super) async fn export(State(bench): State<Bench>, Path(file): Path<String>) -> Result<Response, Error> {
    let is_known = [
        "codebook.csv",
        "codebook.xlsx",
        "codebook.json",
        "codebook.qdc",
        "codebook.toml",
        "taguette.csv",
        "maxqda.xlsx",
        "maxqda.csv",
    ];
    if !is_known.contains(&file.as_str()) {
        return Err(Error::not_found("the codebook is not written in that format"));
    }
    let name = file.clone();
    let bytes = bench.change(move |project| {
        let folder = tempfile::tempdir().map_err(|source| ProjectError::Write { path: name.clone().into(), source })?;
        let shape = match name.split('.').next() {
            Some("taguette") => CodesShape::Taguette,
            Some("maxqda") => CodesShape::Maxqda,
            _ => CodesShape::Whole,
        };
        let path = folder.path().join(&name);
        project.export_codebook(&CodebookExport { path: path.clone(), shape, ..CodebookExport::default() })?;
        Ok(std::fs::read(&path).map_err(|source| ProjectError::Read { path, source })?)
    });
    let bytes = bytes.await?;
    let kept = format!("attachment; filename=\"{file}\"");
    let headers = [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, kept)];
    Ok((headers, bytes).into_response())
}

/// Codes from a file: what the codebook lacks is added.
pub(super) async fn import(
    State(bench): State<Bench>,
    Path(file): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let answer = bench.change(move |project| {
        // Only the end of its name tells the format.
        let ending = std::path::Path::new(&file).extension().unwrap_or_default().to_string_lossy().into_owned();
        let stem = std::path::Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let stem: String = stem.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').take(60).collect();
        let folder = tempfile::tempdir().map_err(|source| ProjectError::Write { path: "codes".into(), source })?;
        let path = folder.path().join(format!("{}.{ending}", if stem.is_empty() { "codes" } else { &stem }));
        std::fs::write(&path, &bytes).map_err(|source| ProjectError::Write { path: path.clone(), source })?;
        let options = CodebookImport { add_codes: true, ..CodebookImport::default() };
        let done = project.import_codebook(&path, &options)?;
        Ok(Answer::said(done.lines.join("; ")).at("/codebook"))
    });
    answered(&headers, answer.await)
}
