//! Building outputs, as work that goes on while pages are looked at.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::project::{BuildOptions, BuildReport, sentence};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::jobs::JobEnd;

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    /// The document or output; all of them where there is none.
    #[serde(default)]
    name: String,
}

pub(super) async fn build(State(bench): State<Bench>, headers: HeaderMap, Form(wanted): Form<Wanted>) -> Response {
    let names: Vec<String> = Some(wanted.name).filter(|name| !name.is_empty()).into_iter().collect();
    let what = names.first().map_or_else(|| "Building".to_owned(), |name| format!("Building {name}"));
    let to = names.first().map_or_else(|| "/tables".to_owned(), |name| format!("/tables/{name}"));
    let started = bench.start(&what, move |project, progress| {
        let report = project.build(&BuildOptions { names }, progress)?;
        Ok(JobEnd { said: said(&report), is_partly: !report.is_complete(), to: Some(to) })
    });
    answered(&headers, started.map(|_| Answer::default()))
}

/// What came of it, a sentence each.
fn said(report: &BuildReport) -> Vec<String> {
    let mut said: Vec<String> = report.failed_imports.iter().map(|failure| sentence(failure)).collect();
    said.extend(report.failed_outputs.iter().map(|failure| sentence(failure)));
    for refusal in &report.refused {
        let found: Vec<&str> = refusal.findings.iter().map(String::as_str).take(3).collect();
        said.push(format!(
            "{} was not written, since it still holds what must not get out: {}",
            refusal.output,
            found.join("; ")
        ));
    }
    if said.is_empty() {
        said.push(if report.did_nothing() {
            "everything was up to date already".to_owned()
        } else {
            format!("built: {} of {} files are new or changed", report.written, report.file_count)
        });
    }
    said
}
