//! Who may ask what: everything that comes in passes here first.
//!
//! The server is reachable by every page that the researcher's browser has open, and by every program of this machine.
//! So each request must name this host (a foreign page cannot be led here by its name's address), carry the launch's
//! secret, and, where it would change something, come from a page of ours. Answers say what they may load: from here
//! alone, and no script that stands in a page.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use http_body_util::{BodyExt as _, Limited};
use maud::{DOCTYPE, html};

use super::bench::Bench;
use super::error::Error;
use super::{assets, uploads};

/// The largest body of what is no file, in bytes: a memo of a hundred pages is a tenth of it.
const BODY_LIMIT: usize = 4 << 20;
/// How long such a body may take to come.
const BODY_TIME: Duration = Duration::from_secs(20);

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets in what may come in, and says with every answer what the browser may do with it.
pub(super) async fn guard(State(bench): State<Bench>, request: Request, next: Next) -> Response {
    let wants_json = super::answer::wants_json(request.headers());
    let mut response = match admitted(&bench, &request) {
        Ok(Entry::In) => match bounded(request).await {
            Ok(request) => next.run(request).await,
            Err(error) => error.response(wants_json),
        },
        Ok(Entry::WithCookie(to)) => with_cookie(&bench, &to),
        Err(error) => error.response(wants_json),
    };
    let headers = response.headers_mut();
    // A finished output is shown in a box of its own, under a policy that is stricter still.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    let mut set = |name, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(
        header::HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    );
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// How a request goes on.
#[derive(Debug)]
enum Entry {
    In,
    /// It brought the secret in its address: it gets the cookie, and the address without it.
    WithCookie(String),
}

fn admitted(bench: &Bench, request: &Request) -> Result<Entry, Error> {
    let headers = request.headers();
    if !one(headers, header::HOST).is_some_and(|host| bench.is_host(host)) {
        return Err(Error::new(StatusCode::MISDIRECTED_REQUEST, "this server answers to its own address only"));
    }
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_safe && !is_of_our_pages(bench, headers) {
        return Err(Error::new(StatusCode::FORBIDDEN, "changes are taken from the workbench's own pages only"));
    }
    // Styles and modules are the program's own: whoever stands at the door may see the sentence that says so in them.
    if is_safe && request.uri().path().starts_with("/assets/") {
        return Ok(Entry::In);
    }
    if is_safe && let Some((token, to)) = token_in(request.uri()) {
        return if bench.token().is(&token) { Ok(Entry::WithCookie(to)) } else { Err(no_entry()) };
    }
    let bearer = one(headers, header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let cookie = cookie(headers, &bench.cookie_name());
    match bearer.or(cookie) {
        Some(secret) if bench.token().is(secret) => Ok(Entry::In),
        _ => Err(no_entry()),
    }
}

fn no_entry() -> Error {
    Error::new(StatusCode::UNAUTHORIZED, "open the address that `verbatim serve` shows in the terminal: it lets you in")
}

/// Whether the browser says that a page of ours asks. A browser always says one or the other of something that changes.
fn is_of_our_pages(bench: &Bench, headers: &HeaderMap) -> bool {
    let site =
        headers.get("sec-fetch-site").map(|site| site.as_bytes() == b"same-origin" || site.as_bytes() == b"none");
    let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().is_ok_and(|origin| bench.is_origin(origin)));
    match (origin, site) {
        (Some(origin), site) => origin && site.unwrap_or(true),
        // A program with the secret in a header is no page at all.
        (None, site) => site.unwrap_or(false) || headers.contains_key(header::AUTHORIZATION),
    }
}

/// The one value of a header that must not be sent twice.
fn one(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(of, _)| *of == name).map(|(_, value)| value)
}

/// The secret in an address, and the address without it.
fn token_in(uri: &Uri) -> Option<(String, String)> {
    let query = uri.query()?;
    let token = query.split('&').find_map(|pair| pair.strip_prefix("token="))?;
    let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("token=")).collect();
    // Two slashes at the start would lead to another host.
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    let to = if rest.is_empty() { path } else { format!("{path}?{}", rest.join("&")) };
    Some((token.to_owned(), to))
}

/// The cookie, and a page that leads on. A redirection would still count as coming from wherever the address was opened, and
/// the browser would keep the cookie back.
fn with_cookie(bench: &Bench, to: &str) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { "verbatim" }
                link rel="icon" href=(assets::address("icon.svg"));
                meta http-equiv="refresh" content={ "0; url=" (to) };
            }
            body { p { a href=(to) { "Open the workbench" } } }
        }
    };
    let mut response = Html(page.into_string()).into_response();
    // Ports share cookies: so its name has the port in it.
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", bench.cookie_name(), bench.token().as_str());
    match HeaderValue::try_from(cookie) {
        Ok(cookie) => drop(response.headers_mut().insert(header::SET_COOKIE, cookie)),
        Err(_) => return no_entry().response(false),
    }
    response
}

/// A request whose body is here whole, unless it is a file, which whoever takes it reads bit by bit.
async fn bounded(request: Request) -> Result<Request, Error> {
    if matches!(*request.method(), Method::GET | Method::HEAD) || uploads::is_upload(request.uri().path()) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let too_large = || Error::new(StatusCode::PAYLOAD_TOO_LARGE, "that is too much at once: at most 4 MB are taken");
    let read = tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_LIMIT).collect()).await;
    let read = read.map_err(|_| Error::new(StatusCode::REQUEST_TIMEOUT, "what was sent did not arrive in time"))?;
    let bytes = read.map_err(|_| too_large())?.to_bytes();
    Ok(Request::from_parts(parts, Body::from(bytes)))
}
