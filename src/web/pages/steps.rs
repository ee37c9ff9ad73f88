//! Taking back what was done, and doing it again, from any page.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::project::{Project, ProjectError, TakenBack, Whose};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/undo", post(undo)).route("/redo", post(redo)).route("/steps", get(steps))
}

/// What could be taken back and done again now, for a page that keeps itself up to date.
async fn steps(State(bench): State<Bench>) -> Result<Json<Value>, Error> {
    let steps = bench.read(|project| {
        let words = |steps: Result<Vec<TakenBack>, ProjectError>| steps.ok().and_then(|mut steps| steps.pop());
        let undo = words(project.would_undo(1, Whose::Own)).map(|step| step.words);
        let redo = words(project.would_redo(1, Whose::Own)).map(|step| step.words);
        Ok(json!({ "undo": undo, "redo": redo, "change": project.change_number() }))
    });
    Ok(Json(steps.await?))
}

async fn undo(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    step(&bench, &headers, "Taken back", |project| project.undo(1, Whose::Own)).await
}

async fn redo(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    step(&bench, &headers, "Done again", |project| project.redo(1, Whose::Own)).await
}

async fn step(
    bench: &Bench,
    headers: &HeaderMap,
    done: &'static str,
    go: impl FnOnce(&mut Project) -> Result<Vec<TakenBack>, ProjectError> + Send + 'static,
) -> Response {
    let answer = bench.change(move |project| {
        let taken = go(project)?;
        let said = taken.iter().map(|step| {
            let notes: String = step.notes.iter().map(|note| format!("; {note}")).collect();
            format!("{done}: {}{notes}", step.words)
        });
        Ok(Answer::said(said.collect::<Vec<_>>().join("; ")))
    });
    answered(headers, answer.await)
}
