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
}
