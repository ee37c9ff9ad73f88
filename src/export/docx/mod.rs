//! docx: WordprocessingML of our own, in the transitional form that Word and LibreOffice write.
//!
//! Looks are styles (`styles.xml`): a researcher who changes "Caption" in Word changes every caption. Elements stand in
//! the order of the schema, without which Word offers to repair the file. There is no author and no date in it.

mod blocks;
mod body;
mod contents;
mod figure;
mod frame;
mod parts;
mod run;
mod table;
mod template;
mod xml;

pub use self::template::{Template, TemplateError};

use self::body::{Body, Paragraph};
use self::frame::Frame;
use self::xml::Xml;
use super::headings::{chapter_title, language, lift, title};
use super::numbering::Numbering;
use super::package::pack;
use super::shape::is_wide_chapter;
use super::{ExportError, wording};
use crate::report::Report;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A report as a Word document, with the styles, pages, heads and feet of a template if there is one.
pub(super) fn docx(report: &Report, template: Option<&Template>) -> Result<Vec<u8>, ExportError> {
    let frame = match template {
        None => Frame::usual(language(report)),
        Some(template) => Frame::of_template(template, language(report)),
    };
    let mut body = Body::on(frame.pages.clone());
    write(report, &mut body);
    let mut xml = Xml::document();
    xml.element("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONSHIPS)], |xml| {
        xml.element("w:body", &[], |xml| body.write(xml));
    });
    pack(&frame.parts(&xml.into_string(), body.pictures, title(report)))
}

fn write(report: &Report, body: &mut Body) {
    body.wide = is_turned_whole(report);
    let mut numbering = Numbering::default();
    let several = report.chapters.len() > 1;
    body.paragraph(Paragraph::text("Title", title(report)));
    if several {
        contents::contents(report, body);
    }
    for chapter in &report.chapters {
        body.wide = is_wide_chapter(chapter);
        if let Some(title) = chapter_title(report, chapter) {
            blocks::chapter_title(title, several, body);
        }
        blocks::blocks(&chapter.blocks, lift(report, chapter), &mut numbering, body);
    }
    blocks::provenance(wording::PROVENANCE, &report.provenance, body);
}

/// With one chapter the title stands right above it, on the same page.
fn is_turned_whole(report: &Report) -> bool {
    matches!(report.chapters.as_slice(), [chapter] if is_wide_chapter(chapter))
}
