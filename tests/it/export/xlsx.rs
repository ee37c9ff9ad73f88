//! xlsx: numbers are numbers, text is text.

use verbatim::export::Format;
use verbatim::report::{Block, Cell, Chapter, Report, Table, Words};

use super::sample;
use super::support::{assert_holds, bytes, parts, xml_text};

fn all_text(report: &Report) -> String {
    let parts = parts(&bytes(report, Format::Xlsx));
    parts.into_iter().map(|(_, bytes)| xml_text(&String::from_utf8(bytes).expect("a part is UTF-8"))).collect()
}

fn part(report: &Report, path: &str) -> String {
    let parts = parts(&bytes(report, Format::Xlsx));
    let (_, bytes) = parts.into_iter().find(|(found, _)| found == path).expect("the part is there");
    String::from_utf8(bytes).expect("a part is UTF-8")
}

#[test]
fn every_part_is_well_formed_and_every_text_is_there() {
    let report = sample::rich();
    assert_holds(&all_text(&report), &sample::texts(&report));
}

#[test]
fn the_only_date_says_nothing() {
    let core = part(&sample::plain(), "docProps/core.xml");
    let dates: Vec<&str> = core.split("W3CDTF\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(dates, ["1980-01-01T00:00:00Z", "1980-01-01T00:00:00Z"]);
    assert!(core.contains("<dc:creator></dc:creator>") || core.contains("<dc:creator/>"), "nobody is named");
}

#[test]
fn numbers_are_numbers_as_exact_as_they_are_printed() {
    let sheet = part(&sample::plain(), "xl/worksheets/sheet2.xml");
    let values: Vec<&str> = sheet
        .split("<c r=")
        .skip(1)
        .filter(|cell| !cell.contains("t=\"s\""))
        .filter_map(|cell| cell.split("<v>").nth(1)?.split('<').next())
        .collect();
    assert_eq!(values, ["17", "0.459", "12345", "-0.5"]);
    assert!(!sheet.contains("<f>"), "nothing is a formula");
}

#[test]
fn sheets_have_legal_names_of_their_own() {
    let chapter = |name: &str| Chapter {
        name: name.to_owned(),
        blocks: vec![Block::Table(Table::default())],
        ..Chapter::default()
    };
    let names = ["a/b", "A-B", "", "history", "'quoted'", &"long".repeat(20), &"LONG".repeat(20), "contents"];
    let report = Report { chapters: names.iter().map(|name| chapter(name)).collect(), ..Report::default() };
    let workbook = part(&report, "xl/workbook.xml");
    let found: Vec<&str> = workbook.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    insta::assert_debug_snapshot!(found, @r#"
    [
        "Contents",
        "a-b",
        "A-B 2",
        "sheet",
        "sheet 2",
        "quoted",
        "longlonglonglonglonglonglonglon",
        "LONGLONGLONGLONGLONGLONGLONGL 2",
        "contents 2",
    ]
    "#);
}

#[test]
fn contents_that_nearly_fit_are_printed_on_one_page() {
    let chapter = || Chapter { blocks: vec![Block::Table(Table::default())], ..Chapter::default() };
    let is_of_any_height = |chapters: usize| {
        let report = Report { chapters: vec![chapter(); chapters], ..Report::default() };
        part(&report, "xl/worksheets/sheet1.xml").contains("fitToHeight=\"0\"")
    };
    assert!(!is_of_any_height(30), "thirty lines are one page");
    assert!(is_of_any_height(60), "sixty lines would be too small to read");
}

#[test]
fn text_that_is_too_long_for_a_cell_goes_on_below() {
    let words = vec![Words {
        text: (0..12_000).map(|number| format!("🙂{number:05} ")).collect(),
        place: None,
        count: 1,
        trim: None,
    }];
    let table = Table {
        columns: vec![sample::column("Answers", false), sample::column("n", true)],
        rows: vec![
            sample::row(vec![Cell::Words(words), sample::count(1)]),
            sample::row(vec![sample::text("the next row"), sample::count(2)]),
        ],
        ..Table::default()
    };
    let chapters = vec![Chapter { blocks: vec![Block::Table(table)], ..Chapter::default() }];
    let report = Report { chapters, ..Report::default() };
    let sheet = part(&report, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<c r=\"A5\"") && sheet.contains("<c r=\"A6\"") && sheet.contains("<c r=\"B7\""));
    let text = all_text(&report);
    assert!((0..12_000).all(|number| text.contains(&format!("🙂{number:05} "))), "no word is cut or lost");
    assert!(text.contains("goes on in the cells below it"), "and it is said");
}

#[test]
fn charts_are_described() {
    let parts = parts(&bytes(&sample::rich(), Format::Xlsx));
    let drawings: Vec<String> = parts
        .into_iter()
        .filter(|(path, _)| path.starts_with("xl/drawings/drawing"))
        .map(|(_, bytes)| String::from_utf8(bytes).expect("a part is UTF-8"))
        .collect();
    assert!(!drawings.is_empty(), "the report has a chart");
    for drawing in drawings {
        let description = drawing.split("descr=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!((20..=255).contains(&description.encode_utf16().count()), "{description:?}");
    }
}

/// Shades tell what the numbers say, the greatest the strongest, and nothing of what a thing has with itself or what is
/// withheld.
#[test]
fn what_occurs_together_is_shaded() {
    let columns = vec![sample::column("Theme", false), sample::column("Staff", true), sample::column("Money", true)];
    let hidden = Cell::Suppressed(verbatim::report::Suppressed::Small);
    let rows = vec![
        sample::row(vec![sample::text("Staff"), sample::count(90), sample::count(40)]),
        sample::row(vec![sample::text("Money"), sample::count(8), sample::count(70)]),
        sample::row(vec![sample::text("Law"), hidden, sample::count(0)]),
    ];
    let table = Table { columns, rows, is_shaded: true, ..Table::default() };
    let chapters = vec![Chapter { blocks: vec![Block::Table(table)], ..Chapter::default() }];
    let report = Report { chapters, ..Report::default() };
    let page = super::support::text(&report, Format::Html);
    let cells = page.split("<td").skip(1).filter_map(|cell| cell.split("</td>").next());
    let shades: Vec<&str> =
        cells.map(|cell| cell.split("heat-").nth(1).and_then(|rest| rest.get(..1)).unwrap_or("-")).collect();
    assert_eq!(shades, ["-", "5", "1", "-", "-", "-"]);
    let document = parts(&bytes(&report, Format::Docx)).into_iter().find(|(path, _)| path == "word/document.xml");
    let document = String::from_utf8(document.expect("it is there").1).expect("a part is UTF-8");
    assert_eq!(document.matches("w:fill=\"8DB8DF\"").count(), 1);
    assert!(part(&report, "xl/styles.xml").contains("FF8DB8DF"));
}
