//! Memos as a file that may leave the study: pseudonymised, and past the gate like every output.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Asked;
use crate::project::{ProjectError, Quiet};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::pages::tables::files::attachment;

pub(super) async fn export(State(bench): State<Bench>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let name = match asked.format.as_str() {
        format @ ("docx" | "html" | "md" | "xlsx" | "csv" | "json") => format!("memos.{format}"),
        _ => return Err(Error::not_found("memos are written as docx, html, md, xlsx, csv or json")),
    };
    let file_name = name.clone();
    let bytes = bench.change(move |project| {
        let inside = project.folder().join(".verbatim");
        let cannot = |source| ProjectError::Write { path: inside.clone(), source };
        let folder = tempfile::tempdir_in(&inside).map_err(cannot)?;
        let path = folder.path().join(&name);
        if let Some(refusal) = project.export_memos(&path, &asked.filter(), &Quiet)? {
            let findings = refusal.findings.join("; ");
            let sentence = format!("the memos were not written: they still hold what must not get out: {findings}");
            return Err(Error::new(StatusCode::UNPROCESSABLE_ENTITY, sentence));
        }
        Ok(std::fs::read(&path).map_err(|source| ProjectError::Read { path: path.clone(), source })?)
    });
    Ok(attachment(&file_name, bytes.await?))
}
