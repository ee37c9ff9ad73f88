//! docx: a package that Word opens without a word.

use verbatim::export::Format;
use verbatim::report::Report;

use super::sample;
use super::support::{assert_holds, bytes, parts, xml_text};
use crate::support::is_of_kind;

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
        if is_of_kind(&path, "png") {
            assert!(bytes.starts_with(b"\x89PNG"), "{path} is a picture");
            continue;
        }
        let xml = String::from_utf8(bytes).expect("a part is UTF-8");
        xml_text(&xml);
        assert!(!xml.contains("dcterms"), "{path} is dated");
    }
    // What a figure says is in its drawing, and in words beside it.
    let drawings = parts(&bytes(&report, Format::Docx)).into_iter().filter(|(path, _)| is_of_kind(path, "svg"));
    let drawings = drawings.map(|(_, bytes)| xml_text(&String::from_utf8(bytes).expect("a drawing is UTF-8")));
    let all = xml_text(&document(&report)) + &drawings.collect::<String>();
    assert_holds(&all, &sample::texts(&report));
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

/// The paragraphs of a style, as plain text.
fn in_style(document: &str, style: &str) -> Vec<String> {
    let paragraphs = document.split("<w:p>").skip(1).filter_map(|rest| rest.split("</w:p>").next());
    let mark = format!("<w:pStyle w:val=\"{style}\"/>");
    let text = |paragraph: &str| {
        let runs = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        runs.filter_map(|rest| rest.split('<').next()).collect::<String>()
    };
    paragraphs.filter(|paragraph| paragraph.contains(&mark)).map(text).collect()
}

#[test]
fn contents_and_lists_are_what_they_lead_to() {
    let document = document(&sample::rich());
    let listed = |style: &str| -> Vec<String> {
        in_style(&document, style).iter().map(|line| line.strip_suffix('–').expect("a page").to_owned()).collect()
    };
    assert_eq!(listed("TOC1"), in_style(&document, "Heading1"));
    assert_eq!(
        listed("TOC2"),
        in_style(&document, "Heading2")
            .iter()
            .filter(|title| *title != "How this was made")
            .cloned()
            .collect::<Vec<_>>()
    );
    let captions = in_style(&document, "Caption");
    let (tables, figures): (Vec<_>, Vec<_>) = captions.into_iter().partition(|caption| caption.starts_with("Table"));
    assert_eq!(listed("TableofFigures"), [tables, figures].concat());
    // Every link leads to a bookmark, and every bookmark has an id of its own.
    let after =
        |mark: &str| -> Vec<&str> { document.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect() };
    let (links, bookmarks) = (after("w:anchor=\""), after("w:bookmarkStart w:id=\""));
    let names = after("w:name=\"");
    assert!(links.iter().all(|link| names.contains(link)), "{links:?}");
    for link in links {
        assert!(document.contains(&format!(" PAGEREF {link} \\h ")), "{link} has a page");
    }
    assert_eq!(bookmarks.iter().collect::<std::collections::BTreeSet<_>>().len(), bookmarks.len());
}

#[test]
fn there_are_contents_only_where_there_are_several_chapters() {
    assert!(document(&sample::rich()).contains(" PAGEREF "));
    assert!(!document(&sample::plain()).contains(" PAGEREF "));
}

#[test]
fn figures_are_pictures_with_words() {
    let report = sample::rich();
    let document = document(&report);
    let parts = parts(&bytes(&report, Format::Docx));
    let of = |ending: &str| parts.iter().filter(|(path, _)| path.ends_with(ending)).count();
    let pictures = document.matches("<w:drawing>").count();
    assert!(pictures > 1 && of(".png") == pictures && of(".svg") == pictures);
    assert_eq!(document.matches("<asvg:svgBlip ").count(), pictures);
    assert!(!document.contains("descr=\"\""), "every picture is said in words");
    assert!(document.contains("Resourcing and widening access: 72.1%"));
}

#[test]
fn a_table_keeps_its_notes_and_its_rows_whole() {
    let document = document(&sample::plain());
    let last = document.rsplit("<w:tr>").next().expect("there is a row");
    let (row, after) = last.split_once("</w:tr>").expect("the row ends");
    assert_eq!(row.matches("<w:keepNext/>").count(), row.matches("<w:p>").count(), "the last row stays with the note");
    assert!(row.contains("<w:cantSplit/>"));
    assert!(after.contains("<w:pStyle w:val=\"TableNote\"/>"));
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
