//! A working copy as a Word document: one table on landscape pages, its header on each of them.

use std::fmt::Write as _;

use quick_xml::escape::partial_escape;

use super::{CopyColumn, WorkingCopy};
use crate::export::ExportError;
use crate::export::package::{Part, pack};

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;

const PACKAGE_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const DOCUMENT_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>"#;

/// An A4 page on its side, without its margins, in twentieths of a point.
const PAGE_WIDTH: usize = 15_138;

pub(super) fn docx(copy: &WorkingCopy) -> Result<Vec<u8>, ExportError> {
    pack(&[
        Part::new("[Content_Types].xml", CONTENT_TYPES),
        Part::new("_rels/.rels", PACKAGE_RELATIONSHIPS),
        Part::new("word/document.xml", document(copy)),
        Part::new("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS),
        Part::new("word/styles.xml", STYLES),
    ])
}

fn document(copy: &WorkingCopy) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    paragraph(&mut xml, "<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>", "", &copy.title);
    paragraph(&mut xml, "<w:pPr><w:spacing w:after=\"120\"/></w:pPr>", "<w:rPr><w:i/></w:rPr>", &copy.notice);
    let widths = widths(copy);
    xml.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(xml, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"999999\"/>");
    }
    xml.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    let headings: Vec<String> = copy.columns.iter().map(|(_, heading)| heading.clone()).collect();
    row(&mut xml, copy, &widths, &headings, true);
    for cells in &copy.rows {
        row(&mut xml, copy, &widths, cells, false);
    }
    xml.push_str(
        "</w:tbl><w:p/><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"850\" w:right=\"850\" w:bottom=\"850\" w:left=\"850\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
    );
    xml
}

/// Columns to write in share what the others leave.
fn widths(copy: &WorkingCopy) -> Vec<usize> {
    let share = |kind: &CopyColumn| match kind {
        CopyColumn::Key => 5,
        CopyColumn::Title => 6,
        CopyColumn::Written => 16,
        CopyColumn::Beside => 8,
        CopyColumn::Reading => 12,
        CopyColumn::Stamp => 2,
    };
    let all: usize = copy.columns.iter().map(|(kind, _)| share(kind)).sum();
    copy.columns.iter().map(|(kind, _)| PAGE_WIDTH * share(kind) / all.max(1)).collect()
}

fn row(xml: &mut String, copy: &WorkingCopy, widths: &[usize], cells: &[String], is_header: bool) {
    xml.push_str("<w:tr>");
    if is_header {
        xml.push_str("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    }
    for (((kind, _), width), cell) in copy.columns.iter().zip(widths).zip(cells) {
        let shade = if is_header { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEEEEE\"/>" } else { "" };
        let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>");
        let look = match (is_header, kind) {
            (_, CopyColumn::Stamp) => "<w:rPr><w:color w:val=\"AAAAAA\"/><w:sz w:val=\"8\"/></w:rPr>",
            (true, _) => "<w:rPr><w:b/></w:rPr>",
            (false, CopyColumn::Key | CopyColumn::Reading) => "<w:rPr><w:color w:val=\"666666\"/></w:rPr>",
            (false, _) => "",
        };
        // A cell has a paragraph, also where it has no words.
        for line in cell.split('\n') {
            paragraph(xml, "", look, line);
        }
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr>");
}

fn paragraph(xml: &mut String, properties: &str, look: &str, text: &str) {
    let _ = write!(xml, "<w:p>{properties}");
    for (index, part) in text.split('\t').enumerate() {
        if index > 0 {
            let _ = write!(xml, "<w:r>{look}<w:tab/></w:r>");
        }
        if !part.is_empty() {
            let words = partial_escape(part);
            let _ = write!(xml, "<w:r>{look}<w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        }
    }
    xml.push_str("</w:p>");
}
