//! Files: those that the last build wrote, and one made just now. All of them past the gate.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::refused;
use crate::project::{MadeFile, Quiet};
use crate::report::Format;
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::links::encoded;

/// A finished page runs nothing and loads nothing; it may style itself, and is nobody's: no cookie, no address of ours.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'; sandbox";

/// A file of `output/`, to be kept.
pub(super) async fn download(State(bench): State<Bench>, Path(path): Path<String>) -> Result<Response, Error> {
    let bytes = written(&bench, &path).await?;
    Ok(attachment(path.rsplit('/').next().unwrap_or(&path), bytes))
}

/// A page of `output/`, to be looked at.
pub(super) async fn view(State(bench): State<Bench>, Path(path): Path<String>) -> Result<Response, Error> {
    let kind = match ending(&path) {
        "html" => "text/html; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "text/plain; charset=utf-8",
    };
    let bytes = written(&bench, &path).await?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, POLICY)], bytes).into_response())
}

/// One output in one format, made now.
pub(super) async fn make(
    State(bench): State<Bench>,
    Path((name, format)): Path<(String, String)>,
) -> Result<Response, Error> {
    let format = Format::from_word(&format).ok_or_else(|| Error::not_found("there is no such format"))?;
    let made = {
        let name = name.clone();
        bench.change(move |project| Ok(project.output_file(&name, format, &Quiet)?)).await?
    };
    given(&bench, made, &name, format).await
}

/// A file that was made now, or what stopped it.
pub(super) async fn given(bench: &Bench, made: MadeFile, name: &str, format: Format) -> Result<Response, Error> {
    match made {
        MadeFile::Made { file_name, bytes } => Ok(attachment(&file_name, bytes)),
        MadeFile::Nothing => Err(Error::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("{name} has nothing that is written as {format}: no table, or no figure"),
        )),
        MadeFile::Refused(refusal) => {
            let page = bench.page(move |_| Ok(refused::page(&refusal))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn written(bench: &Bench, path: &str) -> Result<Vec<u8>, Error> {
    let name = path.to_owned();
    let found = bench.read(move |project| Ok(project.written_bytes(&name)?)).await?;
    found.ok_or_else(|| Error::not_found(format!("output/{path} is not there: build it first")))
}

pub(in crate::web::pages) fn attachment(file_name: &str, bytes: Vec<u8>) -> Response {
    let mut response = Body::from(bytes).into_response();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let simple: String = file_name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
    let disposition = format!("attachment; filename=\"{simple}\"; filename*=UTF-8''{}", encoded(file_name));
    let headers = response.headers_mut();
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind_of(file_name)));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

fn kind_of(file_name: &str) -> &'static str {
    match ending(file_name) {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

pub(super) fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}
