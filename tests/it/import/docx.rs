//! Word documents.

use insta::assert_snapshot;

use super::files::{assert_sound, document_xml, docx_of, imported, turns_of, zip_of};

fn docx(body: &str) -> String {
    let imported = imported("a.docx", &docx_of(body));
    assert_sound(&imported);
    turns_of(&imported)
}

fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn paragraphs_runs_tabs_breaks_and_entities() {
    let body = p(&(r("Inter") + &r("viewer: Tom &amp; I&#8217;d")))
        + &p(
            "<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>P1: one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r>",
        );
    assert_snapshot!(docx(&body), @"
    Interviewer: Tom & I’d
    P1: one	two / three-four
    ");
}

#[test]
fn what_is_tracked_moved_or_hidden() {
    let body = p(&(r("Kept")
        + "<w:ins w:id=\"1\"><w:r><w:t> inserted</w:t></w:r></w:ins><w:del w:id=\"2\"><w:r><w:delText> deleted</w:delText></w:r></w:del>"
        + "<w:moveFrom w:id=\"3\"><w:r><w:t> away</w:t></w:r></w:moveFrom><w:moveTo w:id=\"4\"><w:r><w:t> here</w:t></w:r></w:moveTo>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t> shown</w:t></w:r>"
        + "<w:r><w:instrText> PAGE </w:instrText></w:r>"));
    assert_snapshot!(docx(&body), @"-: Kept inserted here shown");
}

#[test]
fn a_deleted_paragraph_end_joins_two() {
    let body = String::from("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>")
        + &p(&r("two."));
    assert_snapshot!(docx(&body), @"-: One two.");
}

#[test]
fn links_controls_alternatives_and_text_boxes() {
    let body = p(&(String::from("<w:hyperlink r:id=\"x\">")
        + &r("link")
        + "</w:hyperlink><w:sdt><w:sdtPr><w:alias w:val=\"no\"/></w:sdtPr><w:sdtContent>"
        + &r(" control")
        + "</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + &r(" Click here.")
        + "</w:sdtContent></w:sdt><w:smartTag>"
        + &r(" tag")
        + "</w:smartTag>"
        + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>"
        + &p(&r("boxed"))
        + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>"
        + &p(&r("boxed"))
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        + &r(" after")));
    assert_snapshot!(docx(&body), @"
    -: link control tag after
    -: boxed
    ");
}

#[test]
fn table_cells_are_paragraphs_and_first_cells_may_be_labels() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(&r(text)));
    let row = |first: &str, second: &str| format!("<w:tr>{}{}</w:tr>", cell(first), cell(second));
    let body = format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        row("Anna", "One."),
        row("Ben", "Two."),
        row("Anna", "Three."),
        row("Ben", "Four.")
    );
    assert_snapshot!(docx(&body), @"
    Anna: One.
    Ben: Two.
    Anna: Three.
    Ben: Four.
    ");
    assert_snapshot!(docx(&format!("<w:tbl>{}{}</w:tbl>", row("Study", "Needs"), row("Length", "34 minutes"))), @"
    -: Study
    -: Needs
    -: Length
    -: 34 minutes
    ");
}

#[test]
fn footnotes_stand_at_their_place() {
    let main = document_xml(&p(&(r("Before") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + &r(" after."))));
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>\
                 <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"http://x/relationships/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let bytes = zip_of(&[
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", relations),
        ("word/footnotes.xml", notes),
    ]);
    assert_snapshot!(turns_of(&imported("a.docx", &bytes)), @"-: Before [A note.] after.");
}

#[test]
fn styles_hide_text_too_and_bold_marks_speakers() {
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let main = document_xml(
        &(p(&(bold("Anna Lee:")
            + &r(" One.")
            + "<w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>hidden</w:t></w:r>"))
            + &p(&(bold("Ben") + &r(": Two.")))
            + &p(&(bold("Anna Lee:") + &r(" Three.")))),
    );
    let styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let relations =
        "<Relationships><Relationship Type=\"http://x/styles\" Target=\"/word/styles.xml\"/></Relationships>";
    let bytes = zip_of(&[
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", styles),
    ]);
    assert_snapshot!(turns_of(&imported("a.docx", &bytes)), @"
    Anna Lee: One.
    Ben: Two.
    Anna Lee: Three.
    ");
}
