//! A researcher's Word document as house style: what is taken from it, what is added, what is refused.

use std::io::{Cursor, Write};

use verbatim::export::{Format, HouseStyle, Template, TemplateError, render_in};
use verbatim::report::Report;

use super::sample;
use super::support::{cleared, parts, xml_text};
use crate::support::is_of_kind;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a small template, as a word processor in German writes it: built-in styles have other ids.
fn usual() -> Vec<(&'static str, String)> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>")
    };
    let all = |inside: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
        )
    };
    let style = |kind: &str, id: &str, name: &str, inside: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{inside}</w:style>")
    };
    let styles = [
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Garamond\"/><w:lang w:val=\"de-DE\"/></w:rPr></w:rPrDefault></w:docDefaults>".to_owned(),
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>".to_owned(),
        style("paragraph", "berschrift1", "heading 1", "<w:basedOn w:val=\"Standard\"/>"),
        style("paragraph", "Beschriftung", "Caption", "<w:basedOn w:val=\"Standard\"/>"),
        // An id of ours for something else.
        style("paragraph", "TableText", "My Table", "<w:basedOn w:val=\"Standard\"/>"),
        style("table", "House", "Booktabs", ""),
    ]
    .concat();
    vec![
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_owned()),
        ("_rels/.rels", all(relation("rId1", "officeDocument", "word/document.xml"))),
        (
            "word/document.xml",
            format!(
                "<w:document {W}><w:body><w:p><w:r><w:t>Text of the template</w:t></w:r></w:p><w:sectPr>\
                 <w:headerReference w:type=\"default\" r:id=\"rId7\"/><w:pgSz w:w=\"9000\" w:h=\"13000\"/>\
                 <w:pgMar w:top=\"1000\" w:right=\"1100\" w:bottom=\"1200\" w:left=\"1300\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/>\
                 <w:titlePg/></w:sectPr></w:body></w:document>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            all(relation("rId1", "styles", "styles.xml")
                + &relation("rId3", "numbering", "numbering.xml")
                + &relation("rId7", "header", "header1.xml")),
        ),
        ("word/styles.xml", format!("<w:styles {W}>{styles}</w:styles>")),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering {W}><w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1\"/></w:lvl></w:abstractNum>\
                 <w:num w:numId=\"7\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"
            ),
        ),
        ("word/header1.xml", format!("<w:hdr {W}><w:p><w:r><w:t>Institute of Practice</w:t></w:r></w:p></w:hdr>")),
        ("word/_rels/header1.xml.rels", all(relation("rId1", "image", "media/logo.png"))),
        ("word/media/logo.png", "a logo".to_owned()),
    ]
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part can be begun");
        writer.write_all(text.as_bytes()).expect("a part can be written");
    }
    writer.finish().expect("the archive can be finished").into_inner()
}

/// The usual template with one part changed or added.
fn with(name: &'static str, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut parts = usual();
    let place = parts.iter().position(|(found, _)| *found == name);
    let old = place.map(|place| parts.remove(place).1).unwrap_or_default();
    parts.push((name, change(old)));
    packed(&parts)
}

fn made(report: &Report, template: &[u8]) -> Vec<(String, Vec<u8>)> {
    let template = Template::read(template).expect("the template is one");
    let house = HouseStyle { template: Some(template), ..HouseStyle::default() };
    let files = render_in(&house, &cleared(report.clone()), Format::Docx, "out").expect("it can be written");
    parts(&files[0].bytes)
}

fn part(parts: &[(String, Vec<u8>)], name: &str) -> String {
    let found = parts.iter().find(|(path, _)| path == name).unwrap_or_else(|| panic!("{name} is there"));
    String::from_utf8(found.1.clone()).expect("a part is UTF-8")
}

#[test]
fn styles_of_the_template_are_kept_and_used() {
    let parts = made(&sample::rich(), &packed(&usual()));
    let (styles, document) = (part(&parts, "word/styles.xml"), part(&parts, "word/document.xml"));
    assert!(styles.contains("Garamond") && styles.contains("My Table"));
    // By name, whatever their ids.
    for (id, times) in [("berschrift1", 7), ("Beschriftung", 1), ("Standard", 1)] {
        assert!(document.matches(&format!("<w:pStyle w:val=\"{id}\"/>")).count() >= times, "{id} is used");
    }
    assert!(document.contains("<w:tblStyle w:val=\"House\"/>"));
    assert!(!document.contains("\"Heading1\"") && !document.contains("w:val=\"Caption\""));
    // The text of the template stays behind.
    assert!(!document.contains("Text of the template"));
}

#[test]
fn missing_styles_are_added_in_the_templates_fonts() {
    let parts = made(&sample::rich(), &packed(&usual()));
    let (styles, document) = (part(&parts, "word/styles.xml"), part(&parts, "word/document.xml"));
    for style in document.split("<w:pStyle w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(styles.matches(&format!("w:styleId=\"{style}\"")).count(), 1, "{style} is defined once");
    }
    assert!(styles.contains("<w:name w:val=\"Quote Attribution\"/>") && !styles.contains("Arial"));
    assert_eq!(styles.matches("w:default=\"1\" w:styleId=\"Standard\"").count(), 1);
    // An id that means something else here is not taken over, and what is based on it follows.
    assert!(document.contains("<w:pStyle w:val=\"VerbatimTableText\"/>"));
    assert!(styles.contains("<w:basedOn w:val=\"VerbatimTableText\"/>"));
    assert!(!styles.contains("<w:basedOn w:val=\"Normal\"/>"));
    // The list of answers has a number of its own.
    let numbering = part(&parts, "word/numbering.xml");
    assert!(numbering.contains("<w:num w:numId=\"8\"><w:abstractNumId w:val=\"5\"/></w:num>"), "{numbering}");
    assert!(numbering.find("w:abstractNumId=\"5\"") < numbering.find("<w:num "), "definitions come first");
    assert!(styles.contains("<w:numId w:val=\"8\"/>"));
}

#[test]
fn pages_heads_and_language_are_set() {
    let report = Report { language: "en".to_owned(), ..sample::rich() };
    let parts = made(&report, &packed(&usual()));
    let document = part(&parts, "word/document.xml");
    assert!(document.contains("<w:pgSz w:w=\"9000\" w:h=\"13000\"/>"));
    assert!(document.contains("<w:pgSz w:w=\"13000\" w:h=\"9000\" w:orient=\"landscape\"/>"));
    assert!(document.contains("w:top=\"1000\" w:right=\"1100\" w:bottom=\"1200\" w:left=\"1300\""));
    assert_eq!(document.matches("<w:titlePg/>").count(), 1, "only the first section begins with a title page");
    // Its head with its logo; it has no foot, so that pages get their numbers.
    assert!(part(&parts, "word/header1.xml").contains("Institute of Practice"));
    assert_eq!(part(&parts, "word/media/logo.png"), "a logo");
    assert!(part(&parts, "[Content_Types].xml").contains("/word/header1.xml"));
    assert!(part(&parts, "word/pagenumber.xml").contains("PAGE"));
    assert!(part(&parts, "word/styles.xml").contains("w:lang w:val=\"en-GB\""));
    // Tables are as wide as its pages allow.
    let widest =
        document.split("<w:tblW w:w=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
    assert!(widest.max().expect("there are tables") <= 13_000 - 2_200);
    for (path, bytes) in &parts {
        if is_of_kind(path, "xml") {
            xml_text(std::str::from_utf8(bytes).expect("a part is UTF-8"));
        }
    }
}

#[test]
fn the_same_template_gives_the_same_bytes() {
    let template = packed(&usual());
    assert_eq!(made(&sample::rich(), &template), made(&sample::rich(), &template));
}

fn refused(bytes: &[u8]) -> String {
    Template::read(bytes).expect_err("it is no template").to_string()
}

#[test]
fn what_could_run_or_fetch_is_refused_in_words() {
    let relation = |more: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{KINDS}/{more}/></Relationships>"
        )
    };
    let cases = [
        ("a macro", with("word/vbaProject.bin", |_| "x".to_owned())),
        ("a control", with("word/activeX/activeX1.xml", |_| "<x/>".to_owned())),
        (
            "a document with macros",
            with("[Content_Types].xml", |types| {
                types.replace("application/xml", "application/vnd.ms-word.document.macroEnabled.main+xml")
            }),
        ),
        (
            "a picture elsewhere",
            with("word/_rels/header1.xml.rels", |_| {
                relation("image\" Target=\"https://example.org/logo.png\" TargetMode=\"External\"")
            }),
        ),
        ("an object", with("word/_rels/header1.xml.rels", |_| relation("oleObject\" Target=\"embeddings/a.bin\""))),
        (
            "a field that fetches",
            with("word/header1.xml", |head| {
                head.replace(
                    "<w:t>Institute of Practice</w:t>",
                    "<w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE \"x.png\"</w:instrText>",
                )
            }),
        ),
        (
            "strict",
            with("word/styles.xml", |_| {
                "<w:styles xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"/>".to_owned()
            }),
        ),
        ("an old document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec()),
    ];
    let said: Vec<String> = cases.iter().map(|(what, bytes)| format!("{what}: {}", refused(bytes))).collect();
    insta::assert_snapshot!(said.join("\n"), @"
    a macro: it holds macros or controls, which every document made from it would carry: save it as .docx or .dotx, which hold none
    a control: it holds macros or controls, which every document made from it would carry: save it as .docx or .dotx, which hold none
    a document with macros: it holds macros or controls, which every document made from it would carry: save it as .docx or .dotx, which hold none
    a picture elsewhere: word/header1.xml fetches something from outside the file: take the link, or the linked picture or field, out of it
    an object: word/header1.xml holds an object that is no picture: take it out
    a field that fetches: word/header1.xml fetches something from outside the file: take the link, or the linked picture or field, out of it
    strict: it was saved as Strict Open XML: save it as an ordinary Word document (.docx)
    an old document: it is locked by a password, or an old .doc: save it as .docx without a password
    ");
}

#[test]
fn what_is_damaged_or_hostile_is_refused() {
    let usual = packed(&usual());
    assert_eq!(Template::read(b"no zip"), Err(TemplateError::Damaged));
    assert_eq!(Template::read(&usual[..usual.len() / 2]), Err(TemplateError::Damaged));
    let part = |name: &str| TemplateError::Part { part: name.to_owned() };
    for (name, xml) in [
        ("word/styles.xml", "<w:styles"),
        ("word/styles.xml", "<html/>"),
        ("word/styles.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:styles/>"),
        ("word/document.xml", "<w:document><w:body></w:document>"),
    ] {
        assert_eq!(Template::read(&with(name, |_| xml.to_owned())), Err(part(name)), "{xml}");
    }
    let nested = "<w:p>".repeat(5_000) + &"</w:p>".repeat(5_000);
    assert_eq!(Template::read(&with("word/document.xml", |_| nested)), Err(part("word/document.xml")));
    let bomb = format!("<w:styles {W}>{}</w:styles>", " ".repeat(20 << 20));
    assert_eq!(Template::read(&with("word/styles.xml", |_| bomb)), Err(TemplateError::TooLarge));
    assert_eq!(Template::read(&with("_rels/.rels", |_| "<Relationships/>".to_owned())), Err(TemplateError::Damaged));
}
