//! Copies of the store: into the study's folder, or as a file that the browser keeps.

use std::fs::File;
use std::io::Read as _;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use futures_util::stream::unfold;
use maud::{Markup, html};

use crate::project::{Project, ProjectError};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;

/// So much of a copy is sent at a time.
const PIECE: usize = 1 << 18;

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/settings/backup", post(keep)).route("/settings/backup.db", get(download))
}

pub(super) fn section(project: &Project) -> Markup {
    let copies = project.backups();
    html! {
        section #backup .box aria-labelledby="backup-title" {
            h2 #backup-title { "Backup" }
            p {
                "The store holds texts, people, codings, memos and history. A copy is whole even while others work. It holds \
                 participants' words: keep it where they may be kept."
            }
            div .row {
                form method="post" action="/settings/backup" { button type="submit" { "Copy into the study's folder" } }
                a .button href="/settings/backup.db" download { "Download a copy" }
            }
            @if let Some(latest) = copies.last() {
                p .quiet { (crate::text::counted(copies.len() as u64, "copy")) " in .verbatim/backups, the latest " (latest) "." }
            }
            p .quiet { "To restore one, end the workbench and put the copy in the place of .verbatim/store.db." }
        }
    }
}

async fn keep(State(bench): State<Bench>, headers: HeaderMap) -> Response {
    let answer = bench.read(|project| {
        let path = project.back_up(None)?;
        let name = path.strip_prefix(project.folder()).unwrap_or(&path);
        Ok(Answer::said(format!("the store is copied to {}", name.display())))
    });
    answered(&headers, answer.await)
}

async fn download(State(bench): State<Bench>) -> Result<Response, Error> {
    let (folder, file, name) = bench
        .read(|project| {
            let inside = project.folder().join(".verbatim");
            let cannot = |source| ProjectError::Write { path: inside.clone(), source };
            let folder = tempfile::Builder::new().prefix("copy-").tempdir_in(&inside).map_err(cannot)?;
            let path = project.back_up(Some(&folder.path().join("store.db")))?;
            let file = File::open(&path).map_err(|source| ProjectError::Read { path, source })?;
            let name: String = project
                .study()
                .title
                .chars()
                .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
                .collect();
            Ok((folder, file, name.to_lowercase()))
        })
        .await?;
    // The folder goes once all of it is sent, or the browser has left.
    let pieces = unfold((file, folder), |(mut file, folder)| async move {
        let mut piece = vec![0; PIECE];
        // From a local disk: not worth a thread of its own.
        match file.read(&mut piece) {
            Ok(0) => None,
            Ok(count) => {
                piece.truncate(count);
                Some((Ok(Bytes::from(piece)), (file, folder)))
            }
            Err(error) => Some((Err(error), (file, folder))),
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.sqlite3".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.db\"")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
