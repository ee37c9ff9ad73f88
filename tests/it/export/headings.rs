//! Which titles are said, and that no level is left out below them.

use verbatim::export::Format;
use verbatim::report::{Block, Chapter, Report};

use super::support::{bytes, parts, text};

fn report(title: &str) -> Report {
    let heading = |level, text: &str| Block::Heading { level, text: text.to_owned() };
    let chapter = Chapter {
        name: "flow".to_owned(),
        title: "Sample".to_owned(),
        blocks: vec![heading(2, "Survey"), heading(3, "Late")],
        ..Chapter::default()
    };
    Report { title: title.to_owned(), chapters: vec![chapter], ..Report::default() }
}

fn docx(report: &Report) -> String {
    let parts = parts(&bytes(report, Format::Docx));
    let (_, document) = parts.into_iter().find(|(path, _)| path == "word/document.xml").expect("there is a document");
    String::from_utf8(document).expect("XML is UTF-8")
}

#[test]
fn headings_move_up_where_the_chapters_title_is_the_reports() {
    let (one, two) = (report("Sample"), report("Study"));
    assert!(text(&one, Format::Md).starts_with("# Sample\n\n## Survey\n\n### Late"));
    assert!(text(&two, Format::Md).starts_with("# Study\n\n## Sample\n\n### Survey\n\n#### Late"));

    assert!(text(&one, Format::Html).contains("<h2 dir=\"auto\">Survey</h2><h3 dir=\"auto\">Late</h3>"));
    assert!(text(&two, Format::Html).contains("<h3 dir=\"auto\">Survey</h3><h4 dir=\"auto\">Late</h4>"));

    let style = |document: &str, text: &str| -> String {
        let before = document.split(&format!(">{text}<")).next().expect("a split has a first part");
        before.rsplit("w:pStyle w:val=\"").next().and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    let styles = |document: &str| ["Survey", "Late"].map(|text| style(document, text));
    assert_eq!(styles(&docx(&one)), ["Heading1", "Heading2"]);
    assert_eq!(styles(&docx(&two)), ["Heading2", "Heading3"]);
}
