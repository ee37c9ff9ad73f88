//! Word documents.

use insta::assert_snapshot;

use super::files::{assert_sound, document_xml, docx_of, imported, memos_of, turns_of, zip_of};

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

/// A document with further parts beside its text, each with its kind and XML.
pub(crate) fn with_parts(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relations: String = parts
        .iter()
        .map(|(kind, _)| format!("<Relationship Type=\"http://x/relationships/{kind}\" Target=\"{kind}.xml\"/>"))
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let main = document_xml(body);
    let names: Vec<String> = parts.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
    let mut files = vec![("word/document.xml", main.as_str()), ("word/_rels/document.xml.rels", relations.as_str())];
    files.extend(names.iter().zip(parts).map(|(name, (_, xml))| (name.as_str(), *xml)));
    zip_of(&files)
}

const NOTES: &str = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>\
    <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r>\
    <w:r><w:commentReference w:id=\"7\"/></w:r></w:p></w:footnote></w:footnotes>";

#[test]
fn footnotes_stand_at_their_place() {
    let body = p(&(r("Before") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + &r(" after.")));
    let endnotes = NOTES.replace("footnote", "endnote");
    let bytes = with_parts(&body, &[("footnotes", NOTES)]);
    assert_snapshot!(turns_of(&imported("a.docx", &bytes)), @"-: Before [A note.] after.");
    let bytes = with_parts(&body.replace("footnote", "endnote"), &[("endnotes", &endnotes)]);
    assert_snapshot!(turns_of(&imported("a.docx", &bytes)), @"-: Before [A note.] after.");
}

fn comment(id: &str, author: &str, date: &str, paragraph: &str, words: &str) -> String {
    format!(
        "<w:comment w:id=\"{id}\" w:author=\"{author}\" w:date=\"{date}\"><w:p w14:paraId=\"{paragraph}\">\
         <w:r><w:annotationRef/></w:r>{}</w:p></w:comment>",
        r(words)
    )
}

/// What is said of a document with comments 1 to 9 by Mo, where 2 is a reply to 1.
fn commented(body: &str) -> String {
    let list: String = (1..=9)
        .map(|id| comment(&id.to_string(), "Mo", "2026-03-02T10:11:12Z", &format!("P{id}"), &format!("Note {id}.")))
        .collect();
    let comments = format!("<w:comments xmlns:w=\"w\" xmlns:w14=\"w14\">{list}</w:comments>");
    let replies = "<w15:commentsEx xmlns:w15=\"w15\"><w15:commentEx w15:paraId=\"P1\"/><w15:commentEx w15:paraId=\"P2\" w15:paraIdParent=\"P1\"/></w15:commentsEx>";
    let parts = [("comments", comments.as_str()), ("commentsExtended", replies), ("footnotes", NOTES)];
    let imported = imported("a.docx", &with_parts(body, &parts));
    assert_sound(&imported);
    memos_of(&imported)
}

fn start(id: u8) -> String {
    format!("<w:commentRangeStart w:id=\"{id}\"/>")
}

fn end(id: u8) -> String {
    format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
}

#[test]
fn comments_are_memos_on_their_words_and_replies_too() {
    let body = p(&(r("Interviewer: How is it ") + &start(1) + &r("funded") + &end(1) + &r("?")))
        + &p(&(start(3) + &r("P1: ") + &end(3) + &r("By [00:01:02] grants ") + &start(4) + &r("and")))
        + &p(&(r("by gifts.") + &end(4) + &r(" So it is.")))
        + &p(&(r("Caf\u{65}\u{301}s ") + &start(5) + &r("help") + &end(5)));
    assert_snapshot!(commented(&body), @r#"
    Mo, 2026-03-02T10:11:12Z, on "funded": Note 1.
    Mo, 2026-03-02T10:11:12Z, on "funded": Note 2.
    Mo, 2026-03-02T10:11:12Z, on "By": Note 3.
    Mo, 2026-03-02T10:11:12Z, on "and / by gifts.": Note 4.
    Mo, 2026-03-02T10:11:12Z, on "help": Note 5.
    "#);
}

#[test]
fn comments_without_words_are_on_the_nearest() {
    let gone = "<w:del w:id=\"9\"><w:r><w:delText>gone</w:delText></w:r></w:del>";
    let body = p(&(r("One two ") + &start(1) + gone + &end(1) + &r("three.")))
        + &p(&(start(3) + gone + &end(3) + &r("Four five.")))
        + &p("<w:r><w:commentReference w:id=\"4\"/></w:r>")
        + &p(&(r("Six.") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"))
        + "<w:commentRangeStart w:id=\"5\"/>"
        + &p(&(r("Seven.") + "<w:commentRangeEnd w:id=\"5\"/>"));
    assert_snapshot!(commented(&body), @r#"
    Mo, 2026-03-02T10:11:12Z, on "two": Note 1.
    Mo, 2026-03-02T10:11:12Z, on "two": Note 2.
    Mo, 2026-03-02T10:11:12Z, on "Four": Note 3.
    Mo, 2026-03-02T10:11:12Z, on "Six.": Note 4.
    Mo, 2026-03-02T10:11:12Z, on "Seven.": Note 5.
    Mo, 2026-03-02T10:11:12Z, on "[A note.]": Note 7.
    "#);
    let bytes = with_parts(
        &p(&r("One.")),
        &[("comments", &format!("<w:comments xmlns:w=\"w\">{}</w:comments>", comment("1", "Mo", "soon", "", "Lost.")))],
    );
    assert_snapshot!(imported("a.docx", &bytes).warnings[0].message, @"1 comments stand at no words of the text and were left out");
}

#[test]
fn headings_by_built_in_style_by_outline_and_by_base() {
    let styles = "<w:styles xmlns:w=\"w\">\
        <w:style w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
        <w:style w:styleId=\"Topic\"><w:name w:val=\"Topic\"/><w:basedOn w:val=\"berschrift2\"/></w:style>\
        <w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Pool\"/></w:style>\
        <w:style w:styleId=\"Pool\"><w:name w:val=\"Pool\"/><w:basedOn w:val=\"Loop\"/></w:style>\
        <w:style w:styleId=\"Not\"><w:name w:val=\"Not\"/><w:basedOn w:val=\"Topic\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>\
        <w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>\
        <w:style w:styleId=\"Who\"><w:name w:val=\"Who\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    let styled = |style: &str, words: &str| p(&(format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") + &r(words)));
    let body = styled("Titel", "Interview 4")
        + &styled("TOC1", "Funding: the facts 2")
        + &styled("berschrift2", "Funding: the facts")
        + &styled("Topic", "Grants")
        + &styled("Loop", "Anna: One.")
        + &styled("Not", "Ben: Two.")
        + &styled("Who", "Anna Lee and Ben:")
        + &p(&r("Three."))
        + &p(&("<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>".to_owned() + &r("Staff")))
        + &styled("Heading1", "More")
        + &p(&r("Nobody says this, at some length, as a summary."))
        + &p(&r("Anna: Four, at some length too, so that there is more."))
        + &p(&r("Ben: Five."));
    let imported = imported("a.docx", &with_parts(&body, &[("styles", styles)]));
    assert_sound(&imported);
    assert_snapshot!(turns_of(&imported), @"
    #: Interview 4
    ##: Funding: the facts
    ##: Grants
    Anna: One.
    Ben: Two.
    Anna Lee and Ben: Three.
    ###: Staff
    #: More
    -: Nobody says this, at some length, as a summary.
    Anna: Four, at some length too, so that there is more.
    Ben: Five.
    ");
}

#[test]
fn a_transcript_in_a_table_gives_turns() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(&r(text)));
    let table = |rows: &[&[&str]]| {
        let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    let told = |rows: &[&[&str]]| {
        let imported = imported("a.docx", &docx_of(&table(rows)));
        assert_sound(&imported);
        let memos = memos_of(&imported);
        turns_of(&imported) + if memos.is_empty() { "" } else { "\n" } + &memos
    };
    assert_snapshot!(told(&[&["Speaker", "Text"], &["Anna Lee", "One."], &["Ben", "Two: or so."]]), @"
    Anna Lee: One.
    Ben: Two: or so.
    ");
    assert_snapshot!(told(&[&["00:00:01", "Anna", "We began small."], &["00:00:09", "Ben", "With two posts."], &["00:00:12", "", "Then four."], &["0:15", "Anna", "And a half."], &["00:00:20", "Ben", "Yes."]]), @"
    Anna@1000: We began small.
    Ben@9000: With two posts. / Then four.
    Anna@15000: And a half.
    Ben@20000: Yes.
    ");
    assert_snapshot!(told(&[&["1", "INT:", "How is it funded?"], &["2", "P1:", "By grants."], &["3", "INT:", "And then?"]]), @"
    INT: How is it funded?
    P1: By grants.
    INT: And then?
    ");
    assert_snapshot!(told(&[&["Time", "Speaker", "Transcript", "Notes"], &["00:01", "Anna", "We began small.", "money"], &["00:09", "Ben", "With two posts.", ""]]), @r#"
    Anna@1000: We began small.
    Ben@9000: With two posts.
    , , on "We began small.": Notes: money
    "#);
    assert_snapshot!(told(&[&["[00:00:01]", "Anna: We began small."], &["[00:00:09]", "Ben: With two posts."], &["[00:00:12]", "Anna: Yes."]]), @"
    Anna@1000: We began small.
    Ben@9000: With two posts.
    Anna@12000: Yes.
    ");
    assert_snapshot!(told(&[&["Post", "Number"], &["Trainer", "4"], &["Adviser", "12"], &["Trainer", "3"], &["Adviser", "7"]]), @"
    -: Post
    -: Number
    -: Trainer
    -: 4
    -: Adviser
    -: 12
    -: Trainer
    -: 3
    -: Adviser
    -: 7
    ");
    assert_snapshot!(told(&[&["Topic", "What was found out about it"], &["Funding", "It is short."], &["Training", "It is rare."]]), @"
    -: Topic
    -: What was found out about it
    -: Funding
    -: It is short.
    -: Training
    -: It is rare.
    ");
}

#[test]
fn rows_and_cells_that_were_deleted_or_span_columns() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r(text)));
    let nested = format!("<w:tc><w:tbl><w:tr>{}</w:tr></w:tbl></w:tc>", cell("", "nested"));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}</w:tr><w:tr>{}{nested}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "One"),
        cell("<w:cellDel w:id=\"2\"/>", "two"),
        cell("", "three"),
        cell("<w:gridSpan w:val=\"99999999\"/>", "four"),
    );
    assert_snapshot!(docx(&body), @"
    -: One
    -: four
    -: nested
    ");
}

#[test]
fn styles_hide_text_too_and_bold_marks_speakers() {
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let body = p(&(bold("Anna Lee:")
        + &r(" One.")
        + "<w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>hidden</w:t></w:r>"))
        + &p(&(bold("Ben") + &r(": Two.")))
        + &p(&(bold("Anna Lee:") + &r(" Three.")));
    let styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let bytes = with_parts(&body, &[("styles", styles)]);
    assert_snapshot!(turns_of(&imported("a.docx", &bytes)), @"
    Anna Lee: One.
    Ben: Two.
    Anna Lee: Three.
    ");
}
