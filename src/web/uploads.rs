//! Files that a browser sends: written to a place of their own, bit by bit, up to a limit.

use std::io::Write as _;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt as _;
use tempfile::NamedTempFile;

use super::bench::Bench;
use super::error::Error;
use crate::project::ProjectError;

/// Where files are sent to.
pub(super) const UPLOADS: &str = "/uploads/";
/// How long a client may be silent in the middle of a file.
const SILENCE: Duration = Duration::from_secs(30);

pub(super) fn is_upload(path: &str) -> bool {
    path.starts_with(UPLOADS)
}

/// The file that a request brings, in `.verbatim/incoming/`; gone again when the value is dropped.
pub(super) async fn receive(bench: &Bench, headers: &HeaderMap, body: Body) -> Result<NamedTempFile, Error> {
    let limit = bench.upload_limit();
    let too_large = || {
        let sentence = format!(
            "the file is larger than {} MB; put it into the study's folder by hand, or start with a larger --upload-limit",
            limit >> 20
        );
        Error::new(StatusCode::PAYLOAD_TOO_LARGE, sentence)
    };
    let said = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let folder = bench.folder().join(".verbatim/incoming");
    let cannot = |source| Error::from(ProjectError::Write { path: folder.clone(), source });
    std::fs::create_dir_all(&folder).map_err(cannot)?;
    let mut file = NamedTempFile::new_in(&folder).map_err(cannot)?;
    let (mut body, mut length) = (body, 0);
    loop {
        let broken =
            |_| Error::new(StatusCode::REQUEST_TIMEOUT, "the file did not arrive whole; nothing was brought in");
        let Some(frame) = tokio::time::timeout(SILENCE, body.frame()).await.map_err(broken)? else { break };
        let frame = frame.map_err(|_| Error::bad_request("the file did not arrive whole; nothing was brought in"))?;
        let Some(bytes) = frame.data_ref() else { continue };
        length += bytes.len() as u64;
        if length > limit {
            return Err(too_large());
        }
        // A megabyte a moment to a local disk: not worth a thread of its own.
        file.write_all(bytes).map_err(cannot)?;
    }
    if said.is_some_and(|said| said != length) {
        return Err(Error::bad_request("the file did not arrive whole; nothing was brought in"));
    }
    Ok(file)
}
