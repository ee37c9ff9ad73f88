//! docx: WordprocessingML of our own, in the transitional form that Word and LibreOffice write.
//!
//! Looks are styles (`styles.xml`): a researcher who changes "Caption" in Word changes every caption. Elements stand in
//! the order of the schema, without which Word offers to repair the file. There is no author and no date in it.

mod blocks;
mod body;
mod figure;
mod parts;
mod run;
mod table;
mod xml;

use self::body::Body;
use self::xml::Xml;
use super::headings::{chapter_title, language, lift, title};
use super::numbering::Numbering;
use super::package::{Part, pack};
use super::shape::is_wide_chapter;
use super::{ExportError, wording};
use crate::report::Report;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A report as a Word document.
pub(super) fn docx(report: &Report) -> Result<Vec<u8>, ExportError> {
    pack(&[
        Part::new("[Content_Types].xml", parts::CONTENT_TYPES),
        Part::new("_rels/.rels", parts::PACKAGE_RELATIONSHIPS),
        Part::new("word/document.xml", document(report)),
        Part::new("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONSHIPS),
        Part::new("word/styles.xml", parts::styles(language(report))),
        Part::new("word/numbering.xml", parts::NUMBERING),
        Part::new("word/settings.xml", parts::SETTINGS),
        Part::new("word/footer1.xml", parts::footer()),
        Part::new("docProps/core.xml", parts::core_properties(title(report))),
    ])
}

fn document(report: &Report) -> String {
    let mut body = Body::default();
    body.wide = is_turned_whole(report);
    let mut numbering = Numbering::default();
    let several = report.chapters.len() > 1;
    body.paragraph(body::Paragraph::text("Title", title(report)));
    if several {
        blocks::contents(report, &mut body);
    }
    for (chapter_index, chapter) in report.chapters.iter().enumerate() {
        body.wide = is_wide_chapter(chapter);
        if let Some(title) = chapter_title(report, chapter) {
            blocks::chapter_title(title, chapter_index, several, &mut body);
        }
        blocks::blocks(&chapter.blocks, lift(report, chapter), &mut numbering, &mut body);
    }
    blocks::provenance(wording::PROVENANCE, &report.provenance, &mut body);

    let mut xml = Xml::document();
    xml.element("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONSHIPS)], |xml| {
        xml.element("w:body", &[], |xml| body.write(xml));
    });
    xml.into_string()
}

/// With one chapter the title stands right above it, on the same page.
fn is_turned_whole(report: &Report) -> bool {
    matches!(report.chapters.as_slice(), [chapter] if is_wide_chapter(chapter))
}
