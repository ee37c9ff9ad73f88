//! OpenDocument texts.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::{Imported, read_transcript};

use super::files::{assert_sound, imported, memos_of, turns_of, zip_of};
use super::shared;
use crate::support::shared_data;

/// A document with this content, styles that mark bold (`B`), hidden (`H`) and a title (`P1`), and a list of changes.
pub(crate) fn content_xml(body: &str) -> String {
    let namespaces: String = ["office", "text", "style", "fo", "table", "dc", "loext", "draw", "svg", "xlink"]
        .iter()
        .map(|prefix| format!(" xmlns:{prefix}=\"{prefix}\""))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content{namespaces}><office:automatic-styles>\
         <style:style style:name=\"B\" style:family=\"table\"/>\
         <style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
         <style:style style:name=\"BB\" style:family=\"text\" style:parent-style-name=\"B\"/>\
         <style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
         <text:list-style><text:list-level-style-bullet><style:text-properties/></text:list-level-style-bullet></text:list-style>\
         <style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/>\
         <style:style style:name=\"L\" style:family=\"paragraph\" style:parent-style-name=\"L\"/>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

pub(crate) fn odt_of(body: &str) -> Vec<u8> {
    let styles = "<office:document-styles xmlns:office=\"o\" xmlns:style=\"s\"><style:style style:name=\"Title\" style:family=\"paragraph\"/></office:document-styles>";
    zip_of(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content_xml(body)),
        ("styles.xml", styles),
    ])
}

fn read(body: &str) -> Imported {
    let imported = imported("a.odt", &odt_of(body));
    assert_sound(&imported);
    imported
}

fn odt(body: &str) -> String {
    turns_of(&read(body))
}

#[test]
fn white_space_tabs_breaks_and_lists() {
    assert_snapshot!(odt(
        "<text:p>\n  Interviewer:   Tom &amp;<text:s/><text:s text:c=\"2\"/>I\n went.  </text:p>\
         <text:p>P1: one<text:tab/>two<text:line-break/>three<text:soft-page-break/></text:p>\
         <text:list><text:list-header><text:p>Needs</text:p></text:list-header><text:list-item><text:number>1.</text:number>\
         <text:p>First.</text:p><text:list><text:list-item><text:p>Deeper.</text:p></text:list-item></text:list></text:list-item></text:list>"
    ), @"
    Interviewer: Tom &   I went.
    P1: one	two / three / Needs / First. / Deeper.
    ");
}

#[test]
fn what_is_deleted_hidden_or_of_no_one() {
    let imported = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>\
         <text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>\
         <text:table-of-content><text:index-body><text:p>Funding 1</text:p></text:index-body></text:table-of-content>\
         <text:section text:display=\"none\"><text:p>Secret.</text:p></text:section><text:section><text:p>Open.</text:p></text:section>\
         <text:p>Kept<text:change text:change-id=\"1\"/><text:change-start text:change-id=\"2\"/> inserted<text:change-end text:change-id=\"2\"/>\
         <text:span text:style-name=\"H\"> hidden <text:span text:style-name=\"B\">too</text:span></text:span>\
         <text:hidden-text text:is-hidden=\"true\"> no</text:hidden-text><text:placeholder>&lt;Name&gt;</text:placeholder>\
         <text:a xlink:href=\"https://example.org\"> link</text:a><text:ruby><text:ruby-base> base</text:ruby-base><text:ruby-text>aid</text:ruby-text></text:ruby>\
         <draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box><svg:title>A picture</svg:title></draw:frame> end \u{f0b7}.</text:p>",
    );
    assert_snapshot!(turns_of(&imported), @"
    -: Open.
    -: Kept inserted link base end .
    -: Boxed.
    ");
    assert_snapshot!(imported.warnings.iter().map(|warning| warning.message.as_str()).collect::<Vec<_>>().join("\n"), @"
    1 tracked deletions were left out
    1 signs of a symbol font have no letter and were left out
    ");
}

#[test]
fn headings_titles_and_bold_labels() {
    assert_snapshot!(odt(
        "<text:p text:style-name=\"P1\">Interview 4</text:p><text:h text:outline-level=\"2\">Funding: the facts</text:h><text:h>More</text:h>\
         <text:p text:style-name=\"L\"><text:span text:style-name=\"BB\">Anna Lee:</text:span> One.</text:p>\
         <text:p><text:span text:style-name=\"B\">Ben</text:span>: Two.</text:p><text:p><text:span text:style-name=\"B\">Anna Lee:</text:span> Three.</text:p>"
    ), @"
    #: Interview 4
    ##: Funding: the facts
    #: More
    Anna Lee: One.
    Ben: Two.
    Anna Lee: Three.
    ");
}

#[test]
fn footnotes_and_comments() {
    let note = "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p><text:p>Its end.</text:p></text:note-body></text:note>";
    let comment = |attributes: &str, words: &str| {
        format!(
            "<office:annotation {attributes}><dc:creator>Mo Field</dc:creator><dc:date>2026-03-03T09:30:00.123</dc:date>\
             <text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list><text:p>Ask.</text:p></office:annotation>"
        )
    };
    let imported = read(&format!(
        "<text:p>Interviewer: How{note} is it {}funded<office:annotation-end office:name=\"a\"/>?</text:p><text:p>P1: By {}grants{}</text:p><text:p>and gifts<office:annotation-end office:name=\"c\"/>.</text:p>",
        comment("office:name=\"a\"", "Compare."),
        comment("office:name=\"b\" loext:parent-name=\"a\"", "Yes."),
        comment("office:name=\"c\"", "Both?"),
    ));
    assert_snapshot!(turns_of(&imported), @"
    Interviewer: How [A note. Its end.] is it funded?
    P1: By grants / and gifts.
    ");
    assert_snapshot!(memos_of(&imported), @r#"
    Mo Field, 2026-03-03T09:30:00Z, on "funded": Compare. / Ask.
    Mo Field, 2026-03-03T09:30:00Z, on "By": Yes. / Ask.
    Mo Field, 2026-03-03T09:30:00Z, on "and gifts": Both? / Ask.
    "#);
}

#[test]
fn tables_of_speakers() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    assert_snapshot!(odt(&format!(
        "<table:table><table:table-column table:number-columns-repeated=\"2\"/><table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>\
         <table:table-row>{}{}</table:table-row><table:table-row>{}<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell/>{}</table:table-row></table:table>",
        cell("Speaker"), cell("Text"), cell("Anna"), cell("One."), cell("Ben"), cell("Two.")
    )), @"
    Anna: One.
    Ben: Two.
    ");
}

#[test]
fn broken_documents() {
    let told = |name: &str, bytes: &[u8]| {
        read_transcript(Path::new(name), bytes).map_or_else(|error| error.to_string(), |_| format!("{name} came in"))
    };
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let sheet = content_xml("").replace("office:text", "office:spreadsheet");
    let good = odt_of("<text:p>One.</text:p>");
    let all = [
        told("word.odt", &zip_of(&[("word/document.xml", "<x/>")])),
        told("text.odt", b"Anna: One.\n"),
        told("locked.odt", &zip_of(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}")])),
        told("sheet.odt", &zip_of(&[("content.xml", &sheet)])),
        told("cut.odt", &good[..good.len() / 2]),
        told("deep.odt", &odt_of(&"<text:section>".repeat(2000))),
        told("entity.odt", &zip_of(&[("content.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")])),
        told("blank.odt", &odt_of("<text:p/>")),
    ];
    assert_snapshot!(all.join("\n"), @"
    word.odt: this is a zip archive but not an OpenDocument text (it has no content.xml); open it in LibreOffice and save it as .odt
    text.odt: this is not an OpenDocument text (no zip archive); open it in LibreOffice and save it as .odt
    locked.odt: the document has a password; save it again without one
    sheet.odt: this is a spreadsheet and not a text; open it in LibreOffice and save it as .odt
    cut.odt: the document is cut off or damaged (its zip archive has no readable end); copy or export it again
    deep.odt: the part content.xml is nested deeper than any document; save it again in LibreOffice
    entity.odt: the part content.xml declares entities, which is never done in an OpenDocument text; save it again in LibreOffice
    blank.odt: there are no words in it; export or copy it again
    ");
}

#[test]
fn odt_and_docx_versions_of_an_interview_agree() {
    let Some(folder) = shared_data("sheffield-open-qual-interviews") else { return };
    for name in ["Jessica", "Sam"] {
        let odt = shared::read(&folder.join(format!("converted/{name}.odt")));
        let docx = shared::read(&folder.join(format!("{name}.docx")));
        let turns = |imported: &Imported| turns_of(imported).split('\n').map(str::to_owned).collect::<Vec<_>>();
        shared::assert_same(&turns(&odt), &turns(&docx), name);
    }
}
