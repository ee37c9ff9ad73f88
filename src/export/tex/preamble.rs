//! What stands before the document: class, packages, and the looks that its commands name.

use super::super::headings::{language, title};
use super::escape::flat;
use super::scripts::Unusual;
use crate::report::Report;

/// The preamble of a document with this body.
pub(super) fn preamble(report: &Report, body: &str) -> String {
    let unusual = Unusual::of(body);
    let boxes = if unusual.has_boxes() {
        "% Some letters are of scripts that pdfLaTeX has no fonts for and prints as empty boxes: take XeLaTeX or LuaLaTeX.\n"
    } else {
        ""
    };
    // `en` alone is American to readers of pdf; this program's own words are British.
    let language = if language(report) == "en" { "en-GB" } else { language(report) };
    include_str!("preamble.tex")
        .replace("% BOXES\n", boxes)
        .replace("% DECLARED\n", &unusual.declared())
        .replace("% FONTS\n", &unusual.fonts())
        .replace("WITHOUT-FONTS", &unusual.without_fonts())
        .replace("LANGUAGE", language)
        .replace("TITLE", &flat(title(report)))
}
