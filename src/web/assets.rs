//! Styles and modules, embedded in the program.
//!
//! Their address holds a digest of them all, so that a browser keeps them for ever and never has old ones; modules name
//! each other relatively. In a debug build `VERBATIM_ASSETS` may name the folder to read them from instead.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

use super::error::Error;

macro_rules! assets {
    ($($path:literal),+ $(,)?) => { &[$(($path, include_bytes!(concat!("assets/", $path)))),+] };
}

const ASSETS: &[(&str, &[u8])] = assets![
    "css/agreement.css",
    "css/base.css",
    "css/codebook.css",
    "css/cases.css",
    "css/framework.css",
    "css/history.css",
    "css/memos.css",
    "css/names.css",
    "css/overview.css",
    "css/pages.css",
    "css/palette.css",
    "css/panel.css",
    "css/quotes.css",
    "css/read.css",
    "css/report.css",
    "css/search.css",
    "css/settings.css",
    "css/sources.css",
    "css/survey.css",
    "css/tables.css",
    "icon.svg",
    "js/agreement.js",
    "js/app.js",
    "js/codebook/page.js",
    "js/codebook/preview.js",
    "js/codes.js",
    "js/colours.js",
    "js/complete.js",
    "js/framework/copy.js",
    "js/framework/editor.js",
    "js/framework/page.js",
    "js/help.js",
    "js/live.js",
    "js/looks.js",
    "js/make.js",
    "js/match.js",
    "js/names/page.js",
    "js/names/question.js",
    "js/names/sheet.js",
    "js/names/show.js",
    "js/opened.js",
    "js/palette.js",
    "js/parts.js",
    "js/quotes/page.js",
    "js/quotes/print.js",
    "js/read/codings.js",
    "js/read/cursor.js",
    "js/read/drag.js",
    "js/read/edges.js",
    "js/read/far.js",
    "js/read/find.js",
    "js/read/heard.js",
    "js/read/jumps.js",
    "js/read/keys.js",
    "js/read/lanes.js",
    "js/read/note.js",
    "js/read/offsets.js",
    "js/read/page.js",
    "js/read/paint.js",
    "js/read/palette.js",
    "js/read/panel.js",
    "js/read/place.js",
    "js/read/print.js",
    "js/read/recents.js",
    "js/read/stripes.js",
    "js/read/view.js",
    "js/rebuilt.js",
    "js/search/facets.js",
    "js/search/page.js",
    "js/search/ticks.js",
    "js/send.js",
    "js/settings.js",
    "js/sources/drop.js",
    "js/sources/plan.js",
    "js/survey/answer.js",
    "js/survey/asked.js",
    "js/survey/columns.js",
    "js/survey/deeds.js",
    "js/survey/grid.js",
    "js/survey/grid_cells.js",
    "js/survey/keys.js",
    "js/survey/list.js",
    "js/survey/marks.js",
    "js/survey/menu.js",
    "js/survey/pages.js",
    "js/survey/recents.js",
    "js/survey/values.js",
    "js/tell.js",
    "js/tour.js",
];

static DIGEST: LazyLock<String> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    for (path, bytes) in ASSETS {
        digest.update(path.as_bytes());
        digest.update(bytes);
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
});

/// Where a browser finds an asset: `css/base.css`, `js/read/page.js`.
pub(super) fn address(path: &str) -> String {
    format!("/assets/{}/{path}", *DIGEST)
}

pub(super) async fn show(Path((_, path)): Path<(String, String)>) -> Response {
    let kind = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let Some((_, bytes)) = ASSETS.iter().find(|(of, _)| *of == path) else {
        return Error::new(StatusCode::NOT_FOUND, "there is no such part of the workbench").into_response();
    };
    if let Some(read) = from_disk(&path) {
        return ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], read).into_response();
    }
    let kept = "private, max-age=31536000, immutable";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], *bytes).into_response()
}

/// The asset as it is in a folder, for whoever works on it.
fn from_disk(path: &str) -> Option<Vec<u8>> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let folder = std::env::var_os("VERBATIM_ASSETS")?;
    std::fs::read(std::path::Path::new(&folder).join(path)).ok()
}
