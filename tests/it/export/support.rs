//! What tests of several formats share.

use std::io::{Cursor, Read};

use verbatim::disclosure::{Cleared, Policy, clear};
use verbatim::export::{Format, Rendered, render};
use verbatim::report::Report;

/// A report that shows everything: the policy asks for nothing.
pub(crate) fn cleared(report: Report) -> Cleared {
    clear(report, &Policy::default())
}

pub(crate) fn rendered(report: &Report, format: Format) -> Vec<Rendered> {
    render(&cleared(report.clone()), format, "out").expect("the report can be written")
}

/// The one file of a format that gives one.
pub(crate) fn bytes(report: &Report, format: Format) -> Vec<u8> {
    let mut files = rendered(report, format);
    assert_eq!(files.len(), 1, "{format} gives one file");
    files.remove(0).bytes
}

pub(crate) fn text(report: &Report, format: Format) -> String {
    String::from_utf8(bytes(report, format)).expect("the format is text")
}

/// Every file in a package: path and bytes, in order. Fails where an entry is dated.
pub(crate) fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("the package is a zip file");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("the entry is there");
        let dated = file.last_modified().map(|date| (date.year(), date.month(), date.day()));
        assert_eq!(dated, Some((1980, 1, 1)), "an entry says when it was made");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("the entry can be read");
        parts.push((file.name().expect("the name is text").into_owned(), bytes));
    }
    parts
}

/// All text in a piece of XML, unescaped, and its attributes' values; fails where it is not well-formed.
pub(crate) fn xml_text(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut text = String::new();
    let mut depth = 0_i64;
    loop {
        match reader.read_event().expect("the XML is well-formed") {
            Event::Start(start) => {
                depth += 1;
                attributes(&start, &mut text);
            }
            Event::Empty(start) => {
                attributes(&start, &mut text);
                if start.name().as_ref() == "w:br" {
                    text.push('\n');
                }
            }
            Event::End(end) => {
                depth -= 1;
                if matches!(end.name().as_ref(), "w:p" | "td" | "p") {
                    text.push('\n');
                }
            }
            Event::Text(found) => text.push_str(&found),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().expect("the reference is one") {
                Some(character) => text.push(character),
                None => text.push_str(quick_xml::escape::resolve_predefined_entity(&reference).expect("XML knows it")),
            },
            Event::CData(found) => text.push_str(&found),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element has an end");
    text
}

fn attributes(start: &quick_xml::events::BytesStart<'_>, text: &mut String) {
    for attribute in start.attributes() {
        let attribute = attribute.expect("the attribute is well-formed");
        text.push_str(&quick_xml::escape::unescape(&attribute.value).expect("the value is escaped"));
        text.push('\n');
    }
}

/// Fails for the first text that is not among the words of an output.
pub(crate) fn assert_holds(haystack: &str, texts: &[String]) {
    for text in texts {
        let short: String = text.chars().take(60).collect();
        assert!(haystack.contains(text.as_str()), "{short:?} is missing");
    }
}
