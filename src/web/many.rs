//! What is done to many places at once: in a moment where they are few, else as long work that can be stopped.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::answer::{Answer, answered};
use super::bench::Bench;
use super::error::Error;
use super::jobs::JobEnd;
use crate::project::{Progress, Project, Quiet};
use crate::text::counted;

/// Up to so many are done while one waits.
const FEW: usize = 3_000;

/// Changes so many places. It is one step either way, and stopped it has changed nothing.
pub(super) async fn change_many(
    bench: &Bench,
    headers: &HeaderMap,
    count: usize,
    act: impl FnOnce(&mut Project, &dyn Progress) -> Result<Answer, Error> + Send + 'static,
) -> Response {
    if count <= FEW {
        return answered(headers, bench.change(move |project| act(project, &Quiet)).await);
    }
    let begun = bench.start("Coding", move |project, progress| {
        let stopped = |error| {
            let sentence = "stopped, as you asked: nothing was changed";
            if progress.is_cancelled() { Error::new(StatusCode::CONFLICT, sentence) } else { error }
        };
        let answer = act(project, progress).map_err(stopped)?;
        Ok(JobEnd { said: vec![answer.said], ..JobEnd::default() })
    });
    let said =
        format!("{} at once: how far it is stands at the top, where it can be stopped", counted(count as u64, "place"));
    answered(headers, begun.map(|number| Answer::said(said).with(json!({ "job": number }))))
}
