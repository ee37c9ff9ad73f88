//! Which titles a report prints, and in which language.

use super::wording;
use crate::report::{Chapter, Report};

/// What stands at the very top: the report's title, or that of its only chapter.
pub(super) fn title(report: &Report) -> &str {
    let only = || report.chapters.iter().map(|chapter| chapter.title.as_str()).find(|title| !title.is_empty());
    if report.title.is_empty() { only().unwrap_or(wording::UNTITLED) } else { &report.title }
}

/// A chapter's title, unless the report's is the same and has said it already.
pub(super) fn chapter_title<'r>(report: &'r Report, chapter: &'r Chapter) -> Option<&'r str> {
    let said = report.chapters.len() == 1 && chapter.title == title(report);
    (!said && !chapter.title.is_empty()).then_some(chapter.title.as_str())
}

/// How far the headings below a chapter's title move up: by one where that title is not said, so that no level is left
/// out.
pub(super) fn lift(report: &Report, chapter: &Chapter) -> u8 {
    u8::from(chapter_title(report, chapter).is_none())
}

/// A BCP 47 language tag, or English where the report gives none.
pub(super) fn language(report: &Report) -> &str {
    let tag = report.language.as_str();
    let is_tag = (2..=35).contains(&tag.len())
        && tag.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_tag { tag } else { "en" }
}
