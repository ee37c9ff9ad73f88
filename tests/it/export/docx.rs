//! docx: a package that Word opens without a word.

use verbatim::export::Format;
use verbatim::report::Report;

use super::sample;
use super::support::{assert_holds, bytes, parts, xml_text};

fn part(report: &Report, path: &str) -> String {
    let parts = parts(&bytes(report, Format::Docx));
    let (_, bytes) = parts.into_iter().find(|(found, _)| found == path).expect("the part is there");
    String::from_utf8(bytes).expect("a part is UTF-8")
}

fn document(report: &Report) -> String {
    part(report, "word/document.xml")
}

#[test]
fn every_part_is_well_formed_and_every_text_is_there() {
    let report = sample::rich();
    for (path, bytes) in parts(&bytes(&report, Format::Docx)) {
        let xml = String::from_utf8(bytes).expect("a part is UTF-8");
        xml_text(&xml);
        assert!(!xml.contains("dcterms"), "{path} is dated");
    }
    assert_holds(&xml_text(&document(&report)), &sample::texts(&report));
}

#[test]
fn every_style_that_is_used_is_defined() {
    let report = sample::rich();
    let styles = part(&report, "word/styles.xml");
    let document = document(&report);
    for name in ["w:pStyle", "w:tblStyle"] {
        for style in document.split(&format!("<{name} w:val=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style} is not defined");
        }
    }
}

#[test]
fn every_row_spans_all_columns() {
    let document = document(&sample::rich());
    for table in document.split("<w:tbl>").skip(1).filter_map(|rest| rest.split("</w:tbl>").next()) {
        let columns = table.matches("<w:gridCol ").count();
        for row in table.split("<w:tr>").skip(1) {
            let spans = row.split("<w:gridSpan w:val=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let extra: usize = spans.map(|span| span.parse::<usize>().unwrap() - 1).sum();
            assert_eq!(row.matches("<w:tc>").count() + extra, columns);
        }
    }
}

#[test]
fn wide_chapters_lie_on_their_side() {
    let document = document(&sample::rich());
    let sections: Vec<bool> = document
        .split("<w:pgSz ")
        .skip(1)
        .map(|rest| rest.split('>').next().is_some_and(|size| size.contains("landscape")))
        .collect();
    assert_eq!(sections, [false, true, false]);
}

#[test]
fn contents_are_a_field_only_where_there_are_several_chapters() {
    assert!(document(&sample::rich()).contains(" TOC \\o"));
    assert!(!document(&sample::plain()).contains(" TOC \\o"));
}

#[test]
fn the_language_is_the_reports() {
    let styles =
        |language: &str| part(&Report { language: language.to_owned(), ..Report::default() }, "word/styles.xml");
    assert!(styles("de-AT").contains("w:lang w:val=\"de-AT\""));
    assert!(styles("en").contains("w:lang w:val=\"en-GB\""));
}

#[test]
fn every_run_of_a_captions_number_is_bold() {
    let document = document(&sample::plain());
    let caption = document.split("w:pStyle w:val=\"Caption\"").nth(1).and_then(|rest| rest.split("</w:p>").next());
    let number = caption.and_then(|runs| runs.split("</w:r>").nth(1)).expect("the field begins after its kind");
    assert!(number.contains("fldCharType=\"begin\"") && number.contains("<w:b/>"), "{number}");
    let runs: Vec<&str> = caption.expect("there is a caption").split("<w:r>").skip(1).take(6).collect();
    assert!(runs.iter().all(|run| run.contains("<w:b/>")), "{runs:?}");
}
