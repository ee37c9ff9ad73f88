//! tex: one LaTeX file that pdfLaTeX, XeLaTeX and LuaLaTeX set alike, with packages that every installation has.
//!
//! Rules, captions and notes are those of `booktabs`, `caption` and `longtable`; widths are shared out as in the other
//! printed formats. Letters stand in the file as they are; for those that an engine's fonts lack, the preamble says what
//! to do (`scripts`), so that no text whatever stops the run.

mod blocks;
mod escape;
mod figure;
mod preamble;
mod scripts;
mod table;

use self::blocks::Page;
use super::headings::{chapter_title, lift, title};
use super::shape::is_wide_chapter;
use super::wording;
use crate::report::Report;

/// A report as one LaTeX document.
pub(super) fn tex(report: &Report) -> String {
    let mut page = Page::default();
    let several = report.chapters.len() > 1;
    let turned_whole = matches!(report.chapters.as_slice(), [chapter] if is_wide_chapter(chapter));
    if turned_whole {
        page.line("\\begin{landscape}");
    }
    page.line(&format!("\\doctitle{{{}}}", escape::flat(title(report))));
    if several {
        page.contents(report);
    }
    for chapter in &report.chapters {
        let turned = !turned_whole && is_wide_chapter(chapter);
        if several {
            page.line("\\clearpage");
        }
        if turned {
            page.line("\\begin{landscape}");
        }
        if let Some(title) = chapter_title(report, chapter) {
            page.heading(1, title);
        }
        page.blocks(&chapter.blocks, lift(report, chapter));
        if turned {
            page.line("\\end{landscape}");
        }
    }
    page.provenance(wording::PROVENANCE, &report.provenance);
    if turned_whole {
        page.line("\\end{landscape}");
    }
    let body = page.into_text();
    format!("{}\\begin{{document}}\n\n{body}\n\\end{{document}}\n", preamble::preamble(report, &body))
}
